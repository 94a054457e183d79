import fc from "fast-check";
import { expect, test } from "vitest";
import { rateMatrix } from "../../src/numerics/rateMatrix.js";
import { total, transformed } from "../../src/numerics/vector.js";
import { between, logBetween } from "../randomNumber.js";

const SEED = 20261125;
const STATES = 12;

/** Rates of any size between all states, columns summing to zero. */
const rates = fc
  .array(fc.array(logBetween(1e-5, 1e5), { minLength: STATES, maxLength: STATES }), {
    minLength: STATES,
    maxLength: STATES,
  })
  .map((rows) => {
    const W = rows.map((row, i) => row.map((rate, j) => (i === j ? 0 : rate)));
    W.forEach((row, j) => (row[j] = -total(W.map((other) => other[j]!))));
    return W;
  });

test("two states: p is the ratio of the rates, and what is asked for decays with their sum", () => {
  const { stationary, solve } = rateMatrix([
    [-2, 6],
    [2, -6],
  ])!;
  expect(stationary).toEqual([0.75, 0.25]);
  expect(solve([8, -8])).toEqual([-1, 1]);
});

test(`many states: W p = 0 and W x = b (seed ${SEED})`, () => {
  fc.assert(
    fc.property(rates, fc.array(between(-1, 1), { minLength: STATES, maxLength: STATES }), (W, any) => {
      const { stationary, solve } = rateMatrix(W)!;
      const sizes = W.map((row) => row.map(Math.abs));
      const turnover = transformed(sizes, stationary);
      expect(total(stationary)).toBeCloseTo(1, 14);
      transformed(W, stationary).forEach((x, i) => expect(Math.abs(x)).toBeLessThan(1e-14 * turnover[i]!));

      const mean = total(any) / STATES;
      const b = any.map((x) => x - mean);
      const x = solve(b);
      const size = total(x.map(Math.abs));
      expect(Math.abs(total(x))).toBeLessThan(1e-14 * size);
      const scale = transformed(sizes, x.map(Math.abs));
      transformed(W, x).forEach((y, i) => expect(Math.abs(y - b[i]!)).toBeLessThan(1e-13 * (1 + scale[i]!)));
    }),
    { seed: SEED, numRuns: 50 },
  );
});

test("two pairs of states joined by a rate of 1e-200: the ratio between the pairs keeps all its digits", () => {
  const weak = 1e-200;
  const { stationary } = rateMatrix([
    [-1, 1, 0, 0],
    [1, -1 - weak, 3 * weak, 0],
    [0, weak, -1 - 3 * weak, 1],
    [0, 0, 1, -1],
  ])!;
  [3, 3, 1, 1].forEach((share, i) => expect(stationary[i]).toBeCloseTo(share / 8, 14));
});

test("states that fall apart have no stationary state of their own", () => {
  expect(
    rateMatrix([
      [-1, 1, 0, 0],
      [1, -1, 0, 0],
      [0, 0, -1, 1],
      [0, 0, 1, -1],
    ]),
  ).toBeUndefined();
});
