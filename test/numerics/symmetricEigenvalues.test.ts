import fc from "fast-check";
import { expect, test } from "vitest";
import { symmetricEigenpairs } from "../../src/numerics/eigenvalues.js";
import { symmetricEigenvalues } from "../../src/numerics/symmetricEigenvalues.js";
import { between } from "../randomNumber.js";

const SEED = 20251126;

const valuesOf = (matrix: number[][]): number[] => [
  ...symmetricEigenvalues(Float64Array.from(matrix.flat()), matrix.length),
];

const symmetric = (n: number): fc.Arbitrary<number[][]> =>
  fc
    .array(fc.array(fc.oneof(fc.constant(0), between(-3, 3)), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    })
    .map((rows) => rows.map((row, i) => row.map((_, j) => rows[Math.min(i, j)]![Math.max(i, j)]!)));

test(`those that come with eigenvectors, zeros in the matrix or not (seed ${SEED})`, () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 24 }).chain(symmetric), (matrix) => {
      const { values } = symmetricEigenpairs(matrix);
      const scale = Math.max(1, ...values.map(Math.abs));
      valuesOf(matrix).forEach((value, n) => expect(Math.abs(value - values[n]!)).toBeLessThan(1e-13 * scale));
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test("a chain: 2 cos(n pi / 41); all alike; none beside the diagonal", () => {
  const chain = Array.from({ length: 40 }, (_, i) =>
    Array.from({ length: 40 }, (_, j) => (Math.abs(i - j) === 1 ? 1 : 0)),
  );
  valuesOf(chain).forEach((value, n) => expect(value).toBeCloseTo(-2 * Math.cos(((n + 1) * Math.PI) / 41), 13));
  const ones = chain.map((row) => row.map(() => 1));
  valuesOf(ones).forEach((value, n) => expect(value).toBeCloseTo(n === 39 ? 40 : 0, 12));
  expect(valuesOf([[3, 0, 0], [0, -1, 0], [0, 0, 2]])).toEqual([-1, 2, 3]); // prettier-ignore
});
