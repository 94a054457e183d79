import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const built = (name: string): Buffer => readFileSync(new URL(`../../build/${name}`, import.meta.url));

test.each(["core.wasm", "core-simd.wasm"])("%s is under 40 kB", (name) => {
  expect(built(name).length).toBeLessThan(40_000);
});

test.each(["quantum-motor.min.js", "quantum-motor-scalar.min.js"])("%s is under 90 kB gzipped", (name) => {
  expect(gzipSync(built(name), { level: 9 }).length).toBeLessThan(90_000);
});

test("the full script, which also follows electrons and noise, is under 60 kB gzipped", () => {
  expect(gzipSync(built("quantum-motor-full.min.js"), { level: 9 }).length).toBeLessThan(60_000);
});
