import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import commonjs from "@rollup/plugin-commonjs";
import json from "@rollup/plugin-json";
import resolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import typescript from "@rollup/plugin-typescript";
import { defineConfig } from "rollup";
import dts from "rollup-plugin-dts";
import license from "rollup-plugin-license";
import { inlineBinaries } from "./binaries.config.js";

const textOf = (path) => readFileSync(new URL(path, import.meta.url), "utf8");

/** ml-matrix exports its CommonJS build alone; of its source, which `module` names, a bundle takes what it uses. */
const matrixSource = {
  name: "matrix-source",
  resolveId: (id) =>
    id === "ml-matrix" ? fileURLToPath(new URL("node_modules/ml-matrix/src/index.js", import.meta.url)) : null,
};

/** The licences of what a bundle has of others, which must travel with it. */
const licences = (file) =>
  license({
    thirdParty: {
      allow: {
        test: "(MIT OR ISC OR BSD-2-Clause OR BSD-3-Clause OR Apache-2.0)",
        failOnUnlicensed: true,
        failOnViolation: true,
      },
      output: { file, template: (libraries) => libraries.map(licenceOf).join("\n\n---\n\n") },
    },
  });

/** AssemblyScript's loader comes without the text of its licence, which is that of the compiler. */
function licenceOf(library) {
  if (library.name === "@assemblyscript/loader") library.licenseText ??= textOf("node_modules/assemblyscript/LICENSE");
  if (!library.licenseText) throw new Error(`${library.name} comes without the text of its licence`);
  return library.text();
}

const compile = (browser) => [
  resolve({ browser, preferBuiltins: !browser }),
  commonjs(),
  json(),
  typescript({ noEmit: false, declaration: false, outDir: "build", include: ["src/**/*.ts"] }),
];

// the libraries only define things; what nothing uses goes
const treeshake = { moduleSideEffects: false };

// Node finds every file of a library anew at every start. What every start needs is bundled; the `dependencies`, which only
// some commands need, stay outside, where npm installs them. Of valibot index.d.ts needs the types.
const outside = Object.keys(JSON.parse(textOf("package.json")).dependencies).filter((name) => name !== "valibot");

export default defineConfig([
  {
    input: { index: "src/index.ts", figures: "src/figures/index.ts", cli: "src/cli/bin.ts" },
    output: { dir: "build", format: "es", chunkFileNames: "[name].js", sourcemap: false },
    external: [/^node:/, ...outside],
    treeshake,
    plugins: [inlineBinaries(["simd", "scalar"]), matrixSource, ...compile(false), licences("build/LICENSES.txt")],
  },
  {
    // A page loads everything in one file. The hosts that have no vectors are few, and the TypeScript engine answers there.
    input: "src/index.ts",
    output: [
      { file: "build/page/quantum-motor.js", format: "es" },
      { file: "build/page/quantum-motor.classic.js", format: "iife", name: "quantumMotor" },
    ],
    treeshake,
    plugins: [
      inlineBinaries(["simd"]),
      matrixSource,
      ...compile(true),
      licences("build/page/LICENSES.txt"),
      terser({
        ecma: 2020,
        compress: { passes: 3, pure_getters: true, unsafe_arrows: true, keep_fargs: false },
      }),
    ],
  },
  {
    input: { index: "src/index.ts", figures: "src/figures/index.ts" },
    output: { dir: "build", format: "es", entryFileNames: "[name].d.ts", chunkFileNames: "types-[name].d.ts" },
    external: (id) => !/^[./]/.test(id),
    plugins: [dts()],
  },
]);
