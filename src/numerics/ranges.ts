// Ranges that numbers are taken from, each with the words that refuse what lies outside.

import { refuse } from "../errors.js";

export interface Range {
  readonly low: number;
  readonly high: number;
  /** what is allowed */
  readonly words: string;
  /** whether a number lies in it */
  readonly includes: (value: number) => boolean;
}

/** Both ends are in it. */
export const integersFrom = (low: number, high: number): Range => ({
  low,
  high,
  words: `an integer from ${low} to ${high}`,
  includes: (value) => Number.isInteger(value) && low <= value && value <= high,
});

/** Neither end is in it. */
export const numbersBetween = (low: number, high: number): Range => ({
  low,
  high,
  words: `a number between ${low} and ${high}`,
  includes: (value) => low < value && value < high,
});

/** @throws InvalidInput for a number outside */
export function checkRange(field: string, value: number, { includes, words }: Range): void {
  if (!includes(value)) refuse(field, value, words);
}
