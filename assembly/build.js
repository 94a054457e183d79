// npm run build:core: every entry of the core becomes a binary for hosts with vectors and one for those without. What it
// exports is declared for TypeScript as the compiler has it, and its constants become a file of their own, so that hosts
// repeat nothing; both are the same in the two binaries.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import asc from "assemblyscript/asc";

const ENTRIES = ["electrons", "motion", "sector"];
const FOLDER = "build/core";

/** Exported constants, by name. */
function constantsOf(binary) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
  const constants = Object.entries(exports).filter(([name]) => /^[A-Z_]+$/.test(name));
  return Object.fromEntries(constants.map(([name, { value }]) => [name, value]));
}

async function compile(entry, build) {
  const file = `${FOLDER}/${entry}-${build}.wasm`;
  const emit = async (name, contents, base) => {
    if (name.endsWith(".d.ts")) await writeFile(`${FOLDER}/${entry}.d.ts`, contents);
    if (!name.endsWith(".wasm")) return;
    await writeFile(join(base, name), contents);
    if (build === "scalar") await writeFile(`${FOLDER}/${entry}.json`, JSON.stringify(constantsOf(contents)));
  };
  const options = ["--target", build, "--outFile", file, "--bindings", "raw"];
  const { error, stderr } = await asc.main([`assembly/${entry}.ts`, ...options], { writeFile: emit });
  if (error) throw new Error(`${file}: ${stderr.toString()}`);
}

await mkdir(FOLDER, { recursive: true });
for (const entry of ENTRIES) for (const build of ["scalar", "simd"]) await compile(entry, build);
