// Occupations order by order in a constant velocity, Eq. 48 to 50: p^(k) per theta-dot^k.

import { Untrustworthy } from "../errors.js";
import { type RateMatrix, rateMatrix } from "../numerics/rateMatrix.js";
import { dot, total, transformed } from "../numerics/vector.js";
import type { Kernel } from "./kernel.js";

/** p[k][n][i]: order k, Taylor coefficient n in theta, state i. */
export type Occupations = number[][][];

/** States that a symmetry makes equally probable, each list one class. */
export type Classes = readonly (readonly number[])[];

/** @throws Untrustworthy where the states fall apart */
function solved(W: readonly (readonly number[])[]): RateMatrix {
  const solution = rateMatrix(W);
  if (solution) return solution;
  throw new Untrustworthy("the kernel has no unique stationary state: its states fall apart into unconnected sets");
}

/**
 * W between classes instead of states: the rate from any member of a class into all members of another. What differs
 * between the members of a class never arises; left in, its rounding would grow where nothing relaxes it.
 */
export function lump(W: number[][], classes: Classes): number[][] {
  return classes.map((into) => classes.map(([from]) => into.reduce((rate, i) => rate + W[i]![from!]!, 0)));
}

/** Equal shares of what a class holds. */
function spread(x: number[], classes: Classes): number[] {
  const states: number[] = [];
  classes.forEach((members, c) => members.forEach((i) => (states[i] = x[c]! / members.length)));
  return states;
}

/**
 * Solves the hierarchy W p^(0) = 0, W p^(k) = dp^(k-1)/dtheta (Eq. 49).
 *
 * @param W kernel series, at least `order` long
 * @returns p[k][n][i]
 */
export function occupations(W: Kernel, order: number, classes: Classes): Occupations {
  const lumped = W.map((matrix) => lump(matrix, classes));
  const { stationary, solve } = solved(lumped[0]!);
  const p: Occupations = [];
  for (let k = 0; k <= order; k++) {
    const series: number[][] = k === 0 ? [stationary] : [];
    p.push(series);
    for (let n = series.length; n <= order - k; n++) {
      // W_0 p_n = b_n - sum_(m>=1) W_m p_(n-m), b the derivative of the order before
      let b = k === 0 ? stationary.map(() => 0) : p[k - 1]![n + 1]!.map((x) => (n + 1) * x);
      for (let m = 1; m <= n; m++) {
        const product = transformed(lumped[m]!, series[n - m]!);
        b = b.map((x, i) => x - product[i]!);
      }
      series.push(solve(b));
    }
  }
  return p.map((series) => series.map((x) => spread(x, classes)));
}

/**
 * Half the zero-frequency noise of a quantity that has the value x_i in state i, the same in all states of a class:
 * -dx . W^+ (dx p) with dx = x - <x> and W^+ the group inverse of W.
 */
export function noise(W: number[][], x: readonly number[], classes: Classes): number {
  const { stationary: p, solve } = solved(lump(W, classes));
  const values = classes.map(([member]) => x[member!]!);
  const mean = dot(values, p);
  const dx = values.map((xi) => xi - mean);
  const b = dx.map((dxi, i) => dxi * p[i]!);
  const excess = total(b); // zero but for rounding
  const response = solve(b.map((bi, i) => bi - excess * p[i]!));
  return -dot(dx, response);
}

/**
 * The group inverse W^# of the kernel between classes, column by column, and the 1-norm of that kernel: how slowly the
 * electrons forget, and how fast.
 */
export function relaxation(W: number[][], classes: Classes): { columns: Float64Array; fastest: number } {
  const lumped = classes.length === W.length ? W : lump(W, classes);
  const { stationary, solve } = solved(lumped);
  // W^# e_j = W^# (e_j - p^(0)), whose components sum to zero
  const columns = stationary.flatMap((_, j) => solve(stationary.map((p, i) => (i === j ? 1 : 0) - p)));
  const fastest = Math.max(...lumped.map((_, j) => lumped.reduce((sum, row) => sum + Math.abs(row[j]!), 0)));
  return { columns: Float64Array.from(columns), fastest };
}
