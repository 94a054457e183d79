import { readFile } from "node:fs/promises";
import { deflateRawSync } from "node:zlib";

/** What assembly/ is compiled into, each in two builds. */
const BINARIES = ["electrons", "motion", "sector"];

const VIRTUAL = "virtual:binaries";

/**
 * The module that carries the binaries, so that one file of JavaScript works everywhere: for every build all of them one
 * after the other, in one stream of raw DEFLATE (they share code), in base64. Base64 of the plain bytes would hide them from
 * a server's compression.
 *
 * @param {readonly ("simd" | "scalar")[]} builds that a bundle has, the fastest first
 * @returns {import("rollup").Plugin}
 */
export function inlineBinaries(builds) {
  return {
    name: "inline-binaries",
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : null),
    async load(id) {
      if (id !== `\0${VIRTUAL}`) return null;
      const archives = await Promise.all(builds.map(async (build) => [build, await archive(build)]));
      return `export const archives = ${JSON.stringify(Object.fromEntries(archives))};`;
    },
  };
}

async function archive(build) {
  const files = await Promise.all(
    BINARIES.map((name) => readFile(new URL(`build/core/${name}-${build}.wasm`, import.meta.url))),
  );
  const places = {};
  let end = 0;
  files.forEach(({ length }, i) => (places[BINARIES[i]] = [end, (end += length)]));
  return { places, text: deflateRawSync(Buffer.concat(files), { level: 9 }).toString("base64") };
}
