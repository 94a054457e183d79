import { readFile } from "node:fs/promises";
import commonjs from "@rollup/plugin-commonjs";
import json from "@rollup/plugin-json";
import resolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import typescript from "@rollup/plugin-typescript";
import dts from "rollup-plugin-dts";

/** A .wasm file becomes a module that exports it as base64, so that one file of JavaScript works everywhere. */
export function inlineWasm() {
  return {
    name: "inline-wasm",
    enforce: "pre",
    async load(id) {
      if (!id.endsWith(".wasm")) return null;
      return `export default ${JSON.stringify((await readFile(id)).toString("base64"))};`;
    },
  };
}

const compile = () => [
  inlineWasm(),
  resolve({ preferBuiltins: true }),
  commonjs(),
  json(),
  typescript({ noEmit: false, declaration: false, outDir: "build", include: ["src/**/*.ts"] }),
];

// What npm installs beside the package stays outside the Node bundles.
const external = (id, importer) => importer !== undefined && !/^[./]/.test(id);

export default [
  {
    input: { index: "src/index.ts", cli: "src/cli/main.ts" },
    output: { dir: "build", format: "es", chunkFileNames: "[name]-[hash].js", sourcemap: false },
    external,
    plugins: compile(),
  },
  {
    input: "src/page/index.ts",
    output: { file: "build/quantum-motor.min.js", format: "iife", name: "quantumMotor" },
    plugins: [...compile(), terser()],
  },
  {
    input: "src/index.ts",
    output: { file: "build/index.d.ts", format: "es" },
    external,
    plugins: [dts()],
  },
];
