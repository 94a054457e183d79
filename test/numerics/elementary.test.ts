import { describe, expect, test } from "vitest";
import { logarithm, sineAndCosine } from "../../src/numerics/elementary.js";

// fixed-point numbers with 200 bits behind the point, against which doubles are rounded
const SHIFT = 200n;
const ONE = 1n << SHIFT;

/** The exact value of a double, cut at 2^-200. */
function exact(x: number): bigint {
  let shift = 0n;
  let rest = x;
  while (!Number.isInteger(rest)) {
    rest *= 2;
    shift++;
  }
  return (BigInt(rest) << SHIFT) >> shift;
}

const toNumber = (x: bigint): number => Number(x >> (SHIFT - 120n)) / 2 ** 120;
const times = (a: bigint, b: bigint): bigint => (a * b) >> SHIFT;

/** exp by its Taylor series, halving the argument until it is small. */
function bigExp(x: bigint): bigint {
  const halvings = 20n;
  const r = x >> halvings;
  let term = ONE;
  let sum = ONE;
  for (let k = 1n; k < 30n; k++) {
    term = times(term, r) / k;
    sum += term;
  }
  for (let i = 0n; i < halvings; i++) sum = times(sum, sum);
  return sum;
}

/** sine and cosine by their Taylor series at x, however large it is. */
function bigSineAndCosine(x: bigint): { sine: bigint; cosine: bigint } {
  let term = ONE;
  let sine = 0n;
  let cosine = ONE;
  for (let k = 1n; k < 400n && term !== 0n; k++) {
    term = times(term, x) / k;
    if (k % 4n === 1n) sine += term;
    else if (k % 4n === 2n) cosine -= term;
    else if (k % 4n === 3n) sine -= term;
    else cosine += term;
  }
  return { sine, cosine };
}

/** A fixed sequence in 0..1. */
const sequence = (n: number): number[] => Array.from({ length: n }, (_, i) => ((i + 1) * 0.6180339887498949) % 1);

describe("functions of exact operations", () => {
  test("the logarithm is that of the number, to an ulp", () => {
    for (const u of [...sequence(200), 1 - 2 ** -53, 0.5, Math.SQRT1_2, 0.75, 1e-6, 1.0000001, 3, 700]) {
      // exp(log u) = u: an error of the logarithm is a relative one of the exponential
      const back = bigExp(exact(logarithm(u)));
      const off = toNumber(back - exact(u)) / u;
      expect(Math.abs(off), String(u)).toBeLessThanOrEqual(Number.EPSILON * Math.abs(logarithm(u)) + 1e-30);
    }
    expect(logarithm(1)).toBe(0);
    expect(logarithm(2 ** -1022)).toBeCloseTo(-1022 * Math.LN2, 12);
    expect(logarithm(Number.MAX_VALUE)).toBeCloseTo(1024 * Math.LN2, 12);
  });

  test("sine and cosine are those of the angle, to an ulp of 1", () => {
    for (const u of [...sequence(200).map((x) => 200 * (x - 0.5)), 0, Math.PI / 4, -Math.PI / 2, Math.PI, 40]) {
      const { sine, cosine } = sineAndCosine(u);
      const wanted = bigSineAndCosine(exact(u));
      expect(Math.abs(toNumber(exact(sine) - wanted.sine)), String(u)).toBeLessThan(Number.EPSILON);
      expect(Math.abs(toNumber(exact(cosine) - wanted.cosine)), String(u)).toBeLessThan(Number.EPSILON);
    }
  });

  test("harmonics of an angle are those of the angle itself, not of its rounded multiple", () => {
    const theta = 1e5 + 0.1;
    for (const h of [2, 3, 4, 17, 400]) {
      // (cos theta + i sin theta)^h, by exact products
      const one = sineAndCosine(theta);
      let [c, s] = [exact(one.cosine), exact(one.sine)];
      const [c1, s1] = [c, s];
      for (let i = 1; i < h; i++) [c, s] = [times(c, c1) - times(s, s1), times(c, s1) + times(s, c1)];
      const many = sineAndCosine(theta, h);
      expect(Math.abs(many.cosine - toNumber(c)), String(h)).toBeLessThan(2 * h * Number.EPSILON);
      expect(Math.abs(many.sine - toNumber(s)), String(h)).toBeLessThan(2 * h * Number.EPSILON);
    }
  });

  // recorded once: every host that runs this file must find the same bits
  test("every bit is the same in every host", () => {
    const sum = (f: (u: number) => number): number => sequence(1000).reduce((total, u) => total + f(u), 0);
    expect([
      sum(logarithm),
      sum((u) => sineAndCosine(6 * u, 3).sine),
      sum((u) => sineAndCosine(1000 * u).cosine),
    ]).toEqual([-997.9466558423355, 19.225540707479308, -0.14767492147532235]);
  });
});
