import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const built = (name: string): Buffer => readFileSync(new URL(`../../build/${name}`, import.meta.url));

test.each(["core.wasm", "core-simd.wasm"])("%s is under 48 kB", (name) => {
  expect(built(name).length).toBeLessThan(48_000);
});

test.each(["", "-scalar", "-full"])("quantum-motor%s.min.js is under 90 kB gzipped", (name) => {
  expect(gzipSync(built(`quantum-motor${name}.min.js`), { level: 9 }).length).toBeLessThan(90_000);
});
