import fc from "fast-check";
import { expect, test } from "vitest";
import {
  add,
  constant,
  cosine,
  derivative,
  exponential,
  integral,
  multiply,
  reciprocal,
  scale,
  sine,
  squareRoot,
  type Taylor,
} from "../../src/numerics/taylor.js";
import { between } from "../randomNumber.js";

const SEED = 20261125;
const ORDER = 7;

/** Series whose value is positive and not small. */
const series = fc
  .tuple(between(0.5, 3), fc.array(between(-1, 1), { minLength: ORDER, maxLength: ORDER }))
  .map(([value, rest]) => [value, ...rest]);

const size = (a: Taylor): number => Math.max(1, ...a.map(Math.abs));

const close = (a: Taylor, b: Taylor, unit = 1): void => {
  expect(a).toHaveLength(b.length);
  a.forEach((x, k) => expect(Math.abs(x - b[k]!)).toBeLessThan(1e-13 * unit));
};

test(`what inverts multiplication, squares and exponentials does so order by order (seed ${SEED})`, () => {
  fc.assert(
    fc.property(series, (a) => {
      const inverse = reciprocal(a);
      close(multiply(a, inverse), constant(1, ORDER), size(a) * size(inverse));
      const root = squareRoot(a);
      close(multiply(root, root), a, size(root) ** 2);
      const [e, f] = [exponential(a), exponential(scale(-1, a))];
      close(multiply(e, f), constant(1, ORDER), size(e) * size(f));
      close(derivative(integral(2, a)), a, size(a));
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test(`sine and cosine: squares add up to 1, and each is the other's derivative (seed ${SEED})`, () => {
  fc.assert(
    fc.property(between(-7, 7), fc.integer({ min: 0, max: 5 }), (x, harmonic) => {
      const [s, c] = [sine(x, ORDER, harmonic), cosine(x, ORDER, harmonic)];
      const unit = size(s) * size(c);
      close(add(multiply(s, s), multiply(c, c)), constant(1, ORDER), unit ** 2);
      close(derivative(s), scale(harmonic, c).slice(0, ORDER), (1 + harmonic) * unit);
      close(derivative(c), scale(-harmonic, s).slice(0, ORDER), (1 + harmonic) * unit);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test("the series of a sine, summed a little away, is the sine there", () => {
  const [x, h] = [0.7, 0.01];
  const there = sine(x, ORDER, 3).reduceRight((sum, a) => sum * h + a, 0);
  expect(there).toBeCloseTo(Math.sin(3 * (x + h)), 14);
});
