// The numbers that device files are made of.

import * as v from "valibot";
import type { SpinRates } from "./lead.js";

const FINITE = "a finite number";
const POSITIVE = "a finite number > 0";
const RATE = "a finite number >= 0";

export const finite = v.pipe(v.number(FINITE), v.finite(FINITE));

export const positive = v.pipe(
  v.number(POSITIVE),
  v.finite(POSITIVE),
  v.check((x) => x > 0, POSITIVE),
);

const rate = v.pipe(v.number(RATE), v.finite(RATE), v.minValue(0, RATE));

/** A rate for both spins, or one each. */
export const gamma = v.union(
  [rate, v.strictObject({ up: rate, down: rate })],
  'a finite number >= 0 or {"up": number, "down": number}',
);

export function spinRates(rate: number | SpinRates): SpinRates {
  return typeof rate === "number" ? { up: rate, down: rate } : rate;
}
