import fc from "fast-check";
import { expect, test } from "vitest";
import { chebyshevPoints, interpolant, slopeAt, solutions, tail } from "../../src/numerics/chebyshev.js";
import { between, logBetween } from "../randomNumber.js";

const SEED = 5;

const of = (f: (x: number) => number, from: number, to: number) =>
  interpolant(from, to, chebyshevPoints(from, to).map(f));

test("an interpolant has the function's slopes and values", () => {
  const sine = of(Math.sin, 1, 3);
  expect(tail(sine)).toBeLessThan(1e-13);
  for (const x of [1, 1.7, 2.4, 3]) expect(slopeAt(sine, x)).toBeCloseTo(Math.cos(x), 11);
  expect(solutions(sine, 0.5).map((x) => x - (5 * Math.PI) / 6)).toEqual([expect.closeTo(0, 13)]);
  expect(solutions(sine, 2)).toEqual([]);
});

test(`every root of a product, close ones too (seed ${SEED})`, () => {
  const root = between(-0.99, 0.99);
  fc.assert(
    fc.property(fc.array(root, { minLength: 1, maxLength: 8 }), logBetween(1e-6, 1e-3), (raw, apart) => {
      const roots = raw.sort((a, b) => a - b).filter((x, i) => i === 0 || x - raw[i - 1]! > apart);
      const found = solutions(
        of((x) => roots.reduce((p, r) => p * (x - r), 1), -1, 1),
        0,
      );
      // where roots crowd, rounding moves them: compare where the polynomial is steep enough to say
      const steep = roots.every((r) => Math.abs(roots.reduce((p, s) => (s === r ? p : p * (r - s)), 1)) > 1e-6);
      if (steep) {
        expect(found).toHaveLength(roots.length);
        found.forEach((x, i) => expect(Math.abs(x - roots[i]!)).toBeLessThan(1e-8));
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test("a root where two intervals meet is found from either", () => {
  for (const [from, to] of [
    [-1, 0.3],
    [0.3, 2],
  ] as const) {
    const [x] = solutions(
      of((at) => at - 0.3, from, to),
      0,
    );
    expect(x).toBeCloseTo(0.3, 9);
  }
});
