import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Untrustworthy } from "../../src/errors.js";
import { evaluate, product, realRoots } from "../../src/numerics/polynomial.js";

const SEED = 7;

const fromRoots = (roots: readonly number[], factor = 1): number[] =>
  roots.reduce((polynomial, root) => product(polynomial, [-root, 1]), [factor]);

describe("real roots", () => {
  test(`every root of a polynomial with separate real roots, up to degree 6 (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(1e-4, 1, 1e3),
        fc.constantFrom(-3, 0.01, 50),
        (whole, scale, factor) => {
          const roots = whole.map((x) => (x / 10) * scale).sort((a, b) => a - b);
          const found = realRoots(fromRoots(roots, factor), scale);
          expect(found.length).toBe(roots.length);
          found.forEach((x, i) => expect(Math.abs(x - roots[i]!)).toBeLessThan(1e-8 * scale));
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });

  test("complex pairs are not roots, double roots are one", () => {
    expect(realRoots([1, 0, 1])).toEqual([]);
    expect(realRoots(product([1, 0, 1], [-2, 1]))).toHaveLength(1);
    const double = realRoots(fromRoots([0.3, 0.3]));
    expect(double).toHaveLength(1);
    expect(double[0]).toBeCloseTo(0.3, 7);
  });

  test("zero is a root where the constant vanishes, and nothing solves a constant", () => {
    expect(realRoots([0, -2])).toEqual([0]);
    expect(realRoots([3])).toEqual([]);
    expect(realRoots([0, 0, 0])).toEqual([]);
  });

  test.each([
    [[NaN, 1], 1],
    [[1, Infinity], 1],
    [[0, 1e200, 1], 1e200],
    [[1, 0], Infinity],
  ])("%o in units of %d leaves the range of numbers: no root is not the answer", (coefficients, scale) => {
    expect(() => realRoots(coefficients, scale)).toThrow(Untrustworthy);
    expect(() => realRoots(coefficients, scale)).toThrow(/range of double precision/);
  });

  test("evaluate is Horner's rule", () => expect(evaluate([1, 2, 3], 2)).toBe(17));
});
