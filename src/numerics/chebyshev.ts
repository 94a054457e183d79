// Polynomials on an interval as sums of Chebyshev polynomials, from their values at the Chebyshev points.

import { bisect } from "./polynomial.js";

/** sum_k c_k T_k(x), x running from -1 at `from` to 1 at `to`. */
export interface Chebyshev {
  from: number;
  to: number;
  coefficients: readonly number[];
}

/** Degree of the interpolants. */
const DEGREE = 16;

/** The DEGREE + 1 Chebyshev points of an interval, descending. */
export function chebyshevPoints(from: number, to: number): number[] {
  return Array.from({ length: DEGREE + 1 }, (_, j) => {
    if (j === 0) return to;
    if (j === DEGREE) return from;
    return (from + to) / 2 + ((to - from) / 2) * Math.cos((Math.PI * j) / DEGREE);
  });
}

/** The interpolant through values at the Chebyshev points: a discrete cosine transform. */
export function interpolant(from: number, to: number, values: readonly number[]): Chebyshev {
  const half = (i: number): number => (i === 0 || i === DEGREE ? 0.5 : 1);
  const coefficients = values.map((_, k) => {
    const sum = values.reduce((s, v, j) => s + half(j) * v * Math.cos((Math.PI * j * k) / DEGREE), 0);
    return (2 / DEGREE) * half(k) * sum;
  });
  return { from, to, coefficients };
}

/** The three last coefficients: what the interpolant does not resolve is about as large. */
export const tail = ({ coefficients }: Chebyshev): number => Math.max(...coefficients.slice(-3).map(Math.abs));

/** Clenshaw's recurrence, x in -1..1. */
function clenshaw(c: readonly number[], x: number): number {
  let b1 = 0;
  let b2 = 0;
  for (let k = c.length - 1; k > 0; k--) [b1, b2] = [c[k]! + 2 * x * b1 - b2, b1];
  return (c[0] ?? 0) + x * b1 - b2;
}

/** Coefficients of the derivative with respect to x:  d_(k-1) = d_(k+1) + 2 k c_k, d_0 halved. */
function derivative(c: readonly number[]): number[] {
  const d = new Array<number>(c.length + 1).fill(0);
  for (let k = c.length - 1; k > 0; k--) d[k - 1] = d[k + 1]! + 2 * k * c[k]!;
  d[0]! /= 2;
  return d.slice(0, Math.max(0, c.length - 1));
}

/** The value at a point of the interval. */
export function valueAt({ from, to, coefficients }: Chebyshev, at: number): number {
  return clenshaw(coefficients, (2 * at - from - to) / (to - from));
}

/** The slope at a point of the interval. */
export function slopeAt({ from, to, coefficients }: Chebyshev, at: number): number {
  return (2 / (to - from)) * clenshaw(derivative(coefficients), (2 * at - from - to) / (to - from));
}

/** The ends of an interval count as inside by so much: rounding must not lose what lies where two intervals meet. */
const EDGE = 1 + 1e-10;

/** Where the polynomial takes a value, ascending. */
export function solutions({ from, to, coefficients: [c0 = 0, ...rest] }: Chebyshev, value: number): number[] {
  return roots([c0 - value, ...rest], EDGE).map((x) => (from + to) / 2 + ((to - from) / 2) * x);
}

/**
 * Roots in -end..end, end not beyond 1 by more than rounding. Between two neighbouring roots of its derivative a polynomial is monotonic: it has one root where its
 * ends differ in sign, and none where they do not. Since |T_k| <= 1, there
 * is none at all where c_0 outweighs the rest.
 */
function roots(c: readonly number[], end: number): number[] {
  const rest = c.slice(1).reduce((sum, x) => sum + Math.abs(x), 0);
  if (c.length < 2 || Math.abs(c[0]!) > rest * (1 + 1e-6)) return [];
  const ends = [-end, ...roots(derivative(c), end), end].map((x) => ({ x, sign: Math.sign(clenshaw(c, x)) }));
  return ends.flatMap(({ x, sign }, i) => {
    if (sign === 0) return [x];
    const next = ends[i + 1];
    return next && sign * next.sign < 0 ? [bisect((at) => sign * clenshaw(c, at), x, next.x)] : [];
  });
}
