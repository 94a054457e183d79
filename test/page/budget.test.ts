import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const built = (name: string): Buffer => readFileSync(new URL(`../../build/${name}`, import.meta.url));

test.each(["scalar", "simd"])("the binaries of the %s build are under 68 kB together", (build) => {
  const binaries = ["electrons", "motion", "sector"].map((name) => built(`core/${name}-${build}.wasm`).length);
  expect(binaries.reduce((sum, length) => sum + length, 0)).toBeLessThan(68_000);
});

// 22 kB of it are the core, 11 the eigen-solver's library, 3 the help of the questions
test.each(["quantum-motor.js", "quantum-motor.classic.js"])("%s is under 113 kB gzipped", (name) => {
  expect(gzipSync(built(`page/${name}`), { level: 9 }).length).toBeLessThan(113_000);
});
