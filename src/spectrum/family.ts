// Sets of constant symmetric matrices H_k, one for every wave: what H(theta) = sum_k phi_k(theta) H_k is made of.

import { sineAndCosine } from "../numerics/elementary.js";
import { dot } from "../numerics/vector.js";

/** family[k][i][j] */
export type Family = readonly number[][][];

/** In a rotated basis, elements below this fraction of the largest are zero: what symmetry forbids, up to rounding. */
export const ZERO = 3e-14;

/** The largest element in size; there may be more numbers than a call takes arguments. */
export function largestElement(family: Family): number {
  let largest = 0;
  for (const matrix of family) for (const row of matrix) for (const x of row) largest = Math.max(largest, Math.abs(x));
  return largest;
}

/** A fixed set of weights without relations between them. */
const generic = (k: number, which: number): number =>
  0.5 + Math.abs(sineAndCosine(12.9898 * (k + 1) + 78.233 * which).sine);

export const unitVectors = (size: number): number[][] =>
  Array.from({ length: size }, (_, n) => Array.from({ length: size }, (_, i) => (i === n ? 1 : 0)));

/** sum_k c_k <v_i|H_k|v_j> */
export function combination(vectors: number[][], family: Family, which: number): number[][] {
  const size = vectors.length;
  const sum = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  family.forEach((H, k) => {
    const c = generic(k, which);
    restrict(H, vectors).forEach((row, i) => row.forEach((x, j) => (sum[i]![j]! += c * x)));
  });
  return sum;
}

/** <v_i|H|v_j> */
export function restrict(H: number[][], vectors: number[][]): number[][] {
  const images = vectors.map((v) => H.map((row) => dot(row, v)));
  return vectors.map((v) => images.map((image) => dot(v, image)));
}

/** Whether two families are the same, `norm` being their largest element. */
export function equal(a: Family, b: Family, norm: number): boolean {
  return (
    a[0]?.length === b[0]?.length &&
    a.every((H, k) => H.every((row, i) => row.every((x, j) => Math.abs(x - b[k]![i]![j]!) <= ZERO * norm)))
  );
}
