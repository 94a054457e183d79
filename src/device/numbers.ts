// The numbers that device files are made of, and the ranges in which their products stay within double precision.

import * as v from "valibot";
import { COLDEST, FASTEST, HOTTEST, LARGEST_ENERGY, RATE_RANGE, TEMPERATURE_RANGE } from "./limits.js";
import type { SpinRates } from "./lead.js";

const FINITE = "a finite number";
const POSITIVE = "a finite number > 0";
const NOT_NEGATIVE = "a finite number >= 0";
const ENERGY_RANGE = `at most ${LARGEST_ENERGY} of the lowest temperature in size`;
const LARGEST = LARGEST_ENERGY * HOTTEST;

export const finite = v.pipe(v.number(FINITE), v.finite(FINITE));

const energyOf = (range: string) => v.pipe(finite, v.minValue(-LARGEST, range), v.maxValue(LARGEST, range));

/** An energy in k_B T_0; limits.ts compares it with the lowest temperature. */
export const energy = energyOf(ENERGY_RANGE);

/** U' of a dot, as a number. */
export const intradot = energyOf(`${ENERGY_RANGE} ("infinite" for U')`);

export const energyNotNegative = v.pipe(finite, v.minValue(0, NOT_NEGATIVE), v.maxValue(LARGEST, ENERGY_RANGE));

const positive = v.pipe(v.number(POSITIVE), v.finite(POSITIVE), v.gtValue(0, POSITIVE));

export const positiveEnergy = v.pipe(positive, v.maxValue(LARGEST, ENERGY_RANGE));

export const temperature = v.pipe(
  positive,
  v.minValue(COLDEST, TEMPERATURE_RANGE),
  v.maxValue(HOTTEST, TEMPERATURE_RANGE),
);

const rate = v.pipe(
  v.number(NOT_NEGATIVE),
  v.finite(NOT_NEGATIVE),
  v.minValue(0, NOT_NEGATIVE),
  v.maxValue(FASTEST, RATE_RANGE),
);

/** A rate for both spins, or one each. */
export const gamma = v.union(
  [rate, v.strictObject({ up: rate, down: rate }, 'an object {"up": number, "down": number}')],
  'a finite number >= 0 or {"up": number, "down": number}',
);

export function spinRates(rate: number | SpinRates): SpinRates {
  return typeof rate === "number" ? { up: rate, down: rate } : rate;
}
