import fc from "fast-check";

const STEPS = 1 << 30;

/** Uniform from low to high. (fc.double is uniform over bit patterns: half of its numbers are below 1e-150.) */
export const between = (low: number, high: number): fc.Arbitrary<number> =>
  fc.noBias(fc.integer({ min: 0, max: STEPS })).map((i) => low + ((high - low) * i) / STEPS);

/** Uniform in the logarithm. */
export const logBetween = (low: number, high: number): fc.Arbitrary<number> =>
  between(Math.log(low), Math.log(high)).map(Math.exp);
