import { fileURLToPath } from "node:url";
import commonjs from "@rollup/plugin-commonjs";
import json from "@rollup/plugin-json";
import resolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import typescript from "@rollup/plugin-typescript";
import { defineConfig } from "rollup";
import dts from "rollup-plugin-dts";
import { inlineBinaries } from "./binaries.config.js";

/** ml-matrix exports its CommonJS build alone; of its source, which `module` names, a bundle takes what it uses. */
const matrixSource = {
  name: "matrix-source",
  resolveId: (id) =>
    id === "ml-matrix" ? fileURLToPath(new URL("node_modules/ml-matrix/src/index.js", import.meta.url)) : null,
};

const compile = (browser) => [
  resolve({ browser, preferBuiltins: !browser }),
  commonjs(),
  json(),
  typescript({ noEmit: false, declaration: false, outDir: "build", include: ["src/**/*.ts"] }),
];

// What npm installs beside the package stays outside the Node bundles.
const external = (id, importer) => importer !== undefined && !/^([./\0]|virtual:)/.test(id);

export default defineConfig([
  {
    input: { index: "src/index.ts", figures: "src/figures/index.ts", cli: "src/cli/bin.ts" },
    output: { dir: "build", format: "es", chunkFileNames: "[name].js", sourcemap: false },
    external,
    plugins: [inlineBinaries(["simd", "scalar"]), ...compile(false)],
  },
  {
    // A page loads everything in one file. The hosts that have no vectors are few, and the TypeScript engine answers there.
    input: "src/index.ts",
    output: [
      { file: "build/page/quantum-motor.js", format: "es" },
      { file: "build/page/quantum-motor.classic.js", format: "iife", name: "quantumMotor" },
    ],
    // the libraries only define things; what nothing uses goes
    treeshake: { moduleSideEffects: false },
    plugins: [
      inlineBinaries(["simd"]),
      matrixSource,
      ...compile(true),
      terser({
        ecma: 2020,
        compress: { passes: 3, pure_getters: true, unsafe_arrows: true, keep_fargs: false },
      }),
    ],
  },
  {
    input: { index: "src/index.ts", figures: "src/figures/index.ts" },
    output: { dir: "build", format: "es", entryFileNames: "[name].d.ts", chunkFileNames: "types-[name].d.ts" },
    external,
    plugins: [dts()],
  },
]);
