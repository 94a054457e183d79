// Compiles an entry of its own: no binary of the package has the exponential for a host to call.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Build } from "../../src/core/core.js";

const SEED = 5;

/** Binary digits behind the point. */
const DIGITS = 1400n;
const ONE = 1n << DIGITS;

/** A double, exactly, in units of 2^-DIGITS. */
function exact(x: number): bigint {
  const bits = new BigUint64Array(new Float64Array([x]).buffer)[0]!;
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = exponent === 0n ? fraction : fraction | (1n << 52n);
  const magnitude = mantissa << (DIGITS - 1074n + (exponent === 0n ? 0n : exponent - 1n));
  return bits >> 63n ? -magnitude : magnitude;
}

/** exp(x) in units of 2^-DIGITS: the series of a small argument, squared back. */
function bigExponential(x: number): bigint {
  const halvings = 16n;
  const small = (x < 0 ? -exact(x) : exact(x)) >> halvings;
  let term = ONE;
  let sum = ONE;
  for (let k = 1n; term > 0n; k++) {
    term = ((term * small) >> DIGITS) / k;
    sum += term;
  }
  for (let i = 0n; i < halvings; i++) sum = (sum * sum) >> DIGITS;
  return x < 0 ? (ONE * ONE) / sum : sum;
}

/** Error of a result in units of the last place of the exact value. */
function ulps(result: number, value: bigint): number {
  const exponent = Math.max(value.toString(2).length - 1 - Number(DIGITS), -1022);
  const place = DIGITS + BigInt(exponent - 52);
  const error = exact(result) - value;
  return Number(((error < 0n ? -error : error) * 1000n) >> place) / 1000;
}

interface Exports {
  memory: WebAssembly.Memory;
  given: WebAssembly.Global<"i32">;
  results: WebAssembly.Global<"i32">;
  layOut: (count: number) => void;
  compute: (count: number) => void;
}

const BUILDS: readonly Build[] = ["simd", "scalar"];

function compile(build: Build): Exports {
  const folder = mkdtempSync(join(tmpdir(), "exponential-"));
  try {
    const outFile = join(folder, "exponentials.wasm");
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const asc = join(root, "node_modules/assemblyscript/bin/asc.js");
    const options = ["--target", build, "--outFile", outFile];
    execFileSync(process.execPath, [asc, "assembly/test/exponentials.ts", ...options], { cwd: root, stdio: "pipe" });
    return new WebAssembly.Instance(new WebAssembly.Module(readFileSync(outFile))).exports as unknown as Exports;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const CORES: Record<Build, Exports> = { simd: compile("simd"), scalar: compile("scalar") };

function exponentials(build: Build, x: readonly number[]): number[] {
  const core = CORES[build];
  const count = x.length + (x.length % 2);
  core.layOut(count);
  new Float64Array(core.memory.buffer, core.given.value, x.length).set(x);
  core.compute(count);
  return [...new Float64Array(core.memory.buffer, core.results.value, x.length)];
}

test.each(BUILDS)(`%s: below 2 ulp of big-number values over the whole range (seed ${SEED})`, (build) => {
  const random = fc.sample(fc.double({ min: -745.1, max: 709.7, noNaN: true }), { numRuns: 150, seed: SEED });
  const small = fc.sample(fc.double({ min: -1, max: 1, noNaN: true }), { numRuns: 50, seed: SEED });
  const subnormal = Array.from({ length: 25 }, (_, i) => -708 - 1.45 * i);
  const halves = Array.from({ length: 21 }, (_, i) => (i - 10.5) * Math.LN2);
  const x = [...random, ...small, ...subnormal, ...halves, 0, -0, 5e-324, 709.78, -745.13];
  const result = exponentials(build, x);
  x.forEach((xi, i) => expect(ulps(result[i]!, bigExponential(xi)), `exp(${xi}) = ${result[i]}`).toBeLessThan(2));
  expect(Math.min(...result)).toBeLessThan(1e-320); // a subnormal was among them
});

test.each(BUILDS)("%s: beyond the range 0 and Infinity", (build) => {
  expect(exponentials(build, [-746, -1e6, -Infinity, 710, 1e6, Infinity])).toEqual([
    0,
    0,
    0,
    Infinity,
    Infinity,
    Infinity,
  ]);
});

test("both builds give the same bits", () => {
  const x = Array.from({ length: 2001 }, (_, i) => -750 + 0.7321 * i);
  expect(exponentials("simd", x)).toEqual(exponentials("scalar", x));
});
