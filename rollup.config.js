import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import commonjs from "@rollup/plugin-commonjs";
import json from "@rollup/plugin-json";
import resolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import typescript from "@rollup/plugin-typescript";
import dts from "rollup-plugin-dts";

/**
 * A .wasm file becomes a module that exports it as hexadecimal digits, so that one file of JavaScript works everywhere.
 * Compressed, as servers send it, that is shorter than base64, which hides the bytes from gzip.
 *
 * @param omitted ending of a file that a bundle does without: it exports the empty string
 */
export function inlineWasm(omitted) {
  return {
    name: "inline-wasm",
    enforce: "pre",
    async load(id) {
      if (!id.endsWith(".wasm")) return null;
      const bytes = omitted && id.endsWith(omitted) ? "" : (await readFile(id)).toString("hex");
      return `export default ${JSON.stringify(bytes)};`;
    },
  };
}

const compile = (omitted) => [
  inlineWasm(omitted),
  resolve({ preferBuiltins: true }),
  commonjs(),
  json(),
  typescript({ noEmit: false, declaration: false, outDir: "build", include: ["src/**/*.ts"] }),
];

/** Of ml-matrix a page gets the eigenvalue solver alone, on the small matrices of src/page/matrix.ts. */
const eigenvaluesOnly = {
  name: "eigenvalues-only",
  resolveId(id, importer) {
    if (id === "ml-matrix") return "\0eigenvalues";
    const within = importer?.includes("ml-matrix") || importer === "\0eigenvalues";
    return within && /[/]matrix$/.test(id) ? fileURLToPath(new URL("src/page/matrix.ts", import.meta.url)) : null;
  },
  load(id) {
    if (id !== "\0eigenvalues") return null;
    const solver = fileURLToPath(new URL("node_modules/ml-matrix/src/dc/evd.js", import.meta.url));
    return `export { default as Matrix } from "./matrix";
      export { default as EigenvalueDecomposition } from ${JSON.stringify(solver)};`;
  },
};

/** A page instantiates the core by itself: src/page/loader.ts. */
const ownLoader = {
  name: "own-loader",
  resolveId: (id) =>
    id === "@assemblyscript/loader" ? fileURLToPath(new URL("src/page/loader.ts", import.meta.url)) : null,
};

/** Moves the binary to the head of a script: gzip looks back 32 kB, and it would stand between two halves of the code. */
const binaryFirst = {
  name: "binary-first",
  renderChunk(code) {
    const digits = /"[0-9a-f]{1000,}"/.exec(code)?.[0] ?? this.error("no binary in the script");
    return code.replace(digits, "$binary").replace('"use strict";', `"use strict";const $binary=${digits};`);
  },
};

/** What the lean page script does without; src/page/absent.ts says so where it is asked for. */
const BEYOND_THE_SERIES =
  /[/](coreEnsemble|wasmHopping|wasmPeriodic|critical|hysteresis|variation|orbit|ensemble|firstPassage|convergence|exactEfficiency|exactSteady|velocityCurve|cycle[/]periodic)[.]js$/;

const seriesOnly = {
  name: "series-only",
  async resolveId(id, importer, options) {
    if (!id.startsWith(".") || importer?.includes("node_modules")) return null;
    const found = await this.resolve(id, importer, { ...options, skipSelf: true });
    if (!found || !BEYOND_THE_SERIES.test(found.id.replace(/[.]ts$/, ".js"))) return null;
    return fileURLToPath(new URL("src/page/absent.ts", import.meta.url));
  },
};

/** One script for a page, with one build of the core: pages are loaded, so bytes count. */
const page = (name, omitted, ...first) => ({
  input: "src/page/index.ts",
  output: { file: `build/${name}.min.js`, format: "iife", name: "quantumMotor" },
  // the libraries only define things; what nothing uses goes
  treeshake: { moduleSideEffects: false },
  plugins: [
    ...first,
    ownLoader,
    eigenvaluesOnly,
    ...compile(omitted),
    terser({
      ecma: 2020,
      compress: { passes: 4, keep_fargs: false, hoist_props: true, pure_getters: true, unsafe_arrows: true },
    }),
    binaryFirst,
  ],
});

// What npm installs beside the package stays outside the Node bundles.
const external = (id, importer) => importer !== undefined && !/^[./]/.test(id);

export default [
  {
    input: { index: "src/index.ts", figures: "src/figures/index.ts", cli: "src/cli/bin.ts" },
    output: { dir: "build", format: "es", chunkFileNames: "[name].js", sourcemap: false },
    external,
    plugins: compile(),
  },
  page("quantum-motor", "-scalar.wasm", seriesOnly),
  page("quantum-motor-scalar", "-simd.wasm", seriesOnly),
  page("quantum-motor-full", "-scalar.wasm"),
  {
    input: { index: "src/index.ts", figures: "src/figures/index.ts" },
    output: { dir: "build", format: "es", entryFileNames: "[name].d.ts", chunkFileNames: "types-[name].d.ts" },
    external,
    plugins: [dts()],
  },
];
