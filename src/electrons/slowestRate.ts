// The slowest relaxation along a cycle. The eigenvalues of W are those of its group inverse, inverted: there the slow
// modes are the large eigenvalues, which a solver finds to full relative accuracy however small their rates are.

import { eigenvalues } from "../numerics/eigenvalues.js";
import { largestRow, multiply } from "../numerics/squareMatrix.js";
import { pause } from "../pause.js";

/** W^# at one angle. */
export interface GroupInverse {
  /** column by column, or row by row: the eigenvalues are the same */
  entries: Float64Array;
  states: number;
  /** the 1-norm of W^# */
  norm: number;
  /** the 1-norm of W */
  fastest: number;
}

/** @param columns of W^#, one after the other; copied */
export function groupInverse(columns: Float64Array, states: number, fastest: number): GroupInverse {
  return { entries: columns.slice(), states, norm: largestRow(columns, states), fastest };
}

/**
 * The real part of a complex eigenvalue of n states is at least sin(pi/n) of its size (Dmitriev and Dynkin), which it
 * only is where probability circles through all of them one way, at one rate. Four states are allowed for, the way
 * around a double dot.
 */
const LEAST_REAL_PART = Math.sin(Math.PI / 4);

/** The space of all states is larger, and what it adds of interest to nothing but this rate: every fourth angle does. */
export const WHOLE_EVERY = 4;

/**
 * Angles at which spaces of more than so many states are solved: all, and fewer by the square of what they are larger. A
 * minute would be spent on 256 states otherwise, for angles that are almost alike.
 */
const MANY_STATES = 64;

/**
 * The smallest -Re(lambda) over the angles, lambda the non-zero eigenvalues of W. No eigenvalue of W^# is larger than the
 * 2^n-th root of the norm of its 2^n-th power: most angles need no more than that. Of more than 64 states only the angles are
 * solved where the largest eigenvalue is largest, as powers see it: then it is the smallest found, an upper bound of the true one.
 */
export function slowestRate(inverses: readonly GroupInverse[]): number {
  // a kernel of rates beyond the range of doubles relaxes in no time that a number could hold
  if (!inverses.every(({ norm }) => Number.isFinite(norm))) return 0;
  const states = inverses[0]?.states ?? 0;
  let left = inverses.length;
  if (states > MANY_STATES) left = Math.ceil(left * (MANY_STATES / states) ** 2);
  let slowest = Infinity;
  const sized = inverses.map((inverse) => ({ inverse, size: states > MANY_STATES ? growth(inverse) : inverse.norm }));
  for (const { inverse } of sized.sort((a, b) => b.size - a.size)) {
    if (left === 0) break;
    if (LEAST_REAL_PART / inverse.norm >= slowest) continue;
    pause();
    if (!mayBeSlower(inverse, slowest)) continue;
    slowest = Math.min(slowest, slowestOf(inverse));
    left--;
  }
  return slowest;
}

/** Powers after which the largest eigenvalue is most of the growth. */
const POWERS = 24;

/** By how much a vector grows with every power in the end: about the size of the largest eigenvalue. */
function growth({ entries, states }: GroupInverse): number {
  let x = Float64Array.from({ length: states }, (_, i) => 1 / (i + 1));
  let factor = 0;
  for (let n = 0; n < POWERS; n++) {
    const y = new Float64Array(states);
    let norm = 0;
    for (let i = 0; i < states; i++) {
      for (let j = 0; j < states; j++) y[i]! += entries[i * states + j]! * x[j]!;
      norm = Math.max(norm, Math.abs(y[i]!));
    }
    if (norm === 0) return 0;
    factor = norm;
    x = y.map((yi) => yi / norm);
  }
  return factor;
}

/** Squarings at most: then the bound is 2% above the largest eigenvalue, where that is alone. */
const SQUARINGS = 5;

/** Whether an angle may have an eigenvalue slower than `rate`. */
function mayBeSlower({ entries, states, norm }: GroupInverse, rate: number): boolean {
  let power: Float64Array = entries.map((x) => x / norm);
  let square: Float64Array = new Float64Array(states * states);
  let bound = 1; // of an eigenvalue, in the norm
  for (let n = 1; n <= SQUARINGS && LEAST_REAL_PART / (bound * norm) < rate; n++) {
    multiply(power, power, square, states);
    [power, square] = [square, power];
    bound = Math.min(bound, largestRow(power, states) ** (1 / (1 << n)));
  }
  return LEAST_REAL_PART / (bound * norm) < rate;
}

function slowestOf({ entries, states, norm }: GroupInverse): number {
  // scaled, since the solver squares what it is given
  const rows = Array.from({ length: states }, (_, i) =>
    Array.from(entries.subarray(i * states, (i + 1) * states), (x) => x / norm),
  );
  let slowest = Infinity;
  for (const { real: x, imaginary: y } of eigenvalues(rows)) {
    // lambda = 1/mu; what is not positive is the zero of the stationary state, or as good as
    const rate = -x / (x * x + y * y) / norm;
    if (rate > 0) slowest = Math.min(slowest, rate);
  }
  return slowest;
}
