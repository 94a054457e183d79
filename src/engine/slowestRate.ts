// The slowest relaxation along a cycle. The eigenvalues of W are those of its group inverse, inverted: there the slow
// modes are the large eigenvalues, which a solver finds to full relative accuracy however small their rates are.

import { EigenvalueDecomposition, Matrix } from "ml-matrix";

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
 * only is where probability circles through all of them one way; six at a time are more than electrons do.
 */
const LEAST_REAL_PART = Math.sin(Math.PI / 6);

/**
 * The smallest -Re(lambda) over the angles, lambda the non-zero eigenvalues of W. No eigenvalue of W^# is larger than its
 * norm, so that most angles need no more than that.
 */
export function slowestRate(inverses: readonly GroupInverse[]): number {
  // a kernel of rates beyond the range of doubles relaxes in no time that a number could hold
  if (!inverses.every(({ norm }) => Number.isFinite(norm))) return 0;
  let slowest = Infinity;
  for (const inverse of [...inverses].sort((a, b) => b.norm - a.norm)) {
    if (LEAST_REAL_PART / inverse.norm >= slowest) break;
    slowest = Math.min(slowest, slowestOf(inverse));
  }
  return slowest;
}

function largestRow(matrix: Float64Array, states: number): number {
  let largest = 0;
  for (let j = 0; j < states; j++) {
    let sum = 0;
    for (let i = 0; i < states; i++) sum += Math.abs(matrix[j * states + i]!);
    largest = Math.max(largest, sum);
  }
  return largest;
}

function slowestOf({ entries, states, norm }: GroupInverse): number {
  // scaled, since the solver squares what it is given
  const rows = Array.from({ length: states }, (_, i) =>
    Array.from(entries.subarray(i * states, (i + 1) * states), (x) => x / norm),
  );
  const { realEigenvalues: re, imaginaryEigenvalues: im } = new EigenvalueDecomposition(new Matrix(rows));
  let slowest = Infinity;
  re.forEach((x, i) => {
    // lambda = 1/mu; what is not positive is the zero of the stationary state, or as good as
    const rate = -x / (x * x + im[i]! * im[i]!) / norm;
    if (rate > 0) slowest = Math.min(slowest, rate);
  });
  return slowest;
}
