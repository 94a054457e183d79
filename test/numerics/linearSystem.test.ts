import fc from "fast-check";
import { expect, test } from "vitest";
import { solve, solver } from "../../src/numerics/linearSystem.js";
import { dot } from "../../src/numerics/vector.js";
import { between } from "../randomNumber.js";

const SEED = 20261125;

const numbers = (count: number): fc.Arbitrary<number[]> =>
  fc.array(between(-0.5, 0.5), { minLength: count, maxLength: count });
const matrix = (n: number): fc.Arbitrary<number[][]> => fc.array(numbers(n), { minLength: n, maxLength: n });

test("two right-hand sides at once, rows exchanged where the first pivot is zero", () => {
  const rows = [
    [0, 2, 1, 4, 1],
    [1, 0, 0, 3, 0],
    [0, 1, 1, 3, 1],
  ];
  const looks: number[] = [];
  const X = solve(
    rows.map((row) => Float64Array.from(row)),
    () => looks.push(1),
  );
  expect(X).toEqual([Float64Array.of(3, 0), Float64Array.of(1, 0), Float64Array.of(2, 1)]);
  expect(looks).toHaveLength(3);
});

test(`60 unknowns: the residual is rounding (seed ${SEED})`, () => {
  fc.assert(
    fc.property(matrix(60), numbers(60), (A, b) => {
      const x = solve(A.map((row, i) => Float64Array.of(...row, b[i]!)))!.map(([xi]) => xi!);
      const size = Math.max(...x.map(Math.abs));
      A.forEach((row, i) => expect(Math.abs(dot(row, x) - b[i]!)).toBeLessThan(1e-13 * (1 + size)));
    }),
    { seed: SEED, numRuns: 20 },
  );
});

test(`one b after the other: the residual is rounding (seed ${SEED})`, () => {
  fc.assert(
    fc.property(matrix(12), numbers(12), numbers(12), (A, ...both) => {
      const solved = solver(Float64Array.from(A.flat()), 12)!;
      for (const b of both) {
        const x = solved(b);
        const size = Math.max(...x.map(Math.abs));
        A.forEach((row, i) => expect(Math.abs(dot(row, x) - b[i]!)).toBeLessThan(1e-13 * (1 + size)));
      }
    }),
    { seed: SEED, numRuns: 50 },
  );
});

test.each([
  [
    "singular",
    [
      [1, 2],
      [2, 4],
    ],
  ],
  [
    "without numbers",
    [
      [NaN, 1],
      [1, 1],
    ],
  ],
])("a matrix that is %s has no solutions", (_, A) => {
  expect(solver(Float64Array.from(A.flat()), 2)).toBeUndefined();
});
