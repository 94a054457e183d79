// Occupations order by order in a constant velocity, Eq. 48 to 50: p^(k) per theta-dot^k.

import { LuDecomposition, Matrix } from "ml-matrix";
import { Untrustworthy } from "../device/errors.js";
import type { Kernel } from "./doubleDot.js";

/** p[k][n][i]: order k, Taylor coefficient n in theta, state i. */
export type Occupations = number[][][];

/** States that a symmetry makes equally probable, each list one class. */
export type Classes = readonly (readonly number[])[];

/** W~_ij = W_ij - W_ii (above Eq. 50): W and the normalisation in one invertible matrix. */
function pseudoKernel(W: number[][]): number[][] {
  return W.map((row, i) => row.map((entry) => entry - row[i]!));
}

/** W x */
export function multiply(W: readonly number[][], x: readonly number[]): number[] {
  return W.map((row) => {
    let sum = 0;
    for (let j = 0; j < row.length; j++) sum += row[j]! * x[j]!;
    return sum;
  });
}

const sum = (x: number[]): number => x.reduce((total, xi) => total + xi, 0);

const magnitude = (x: number[]): number => x.reduce((total, xi) => total + Math.abs(xi), 0);

/** The mean over every class: exact for vectors with the symmetry, and it stops rounding from growing in the rest. */
function project(x: number[], classes: Classes): number[] {
  const mean = [...x];
  for (const members of classes) {
    let total = 0;
    for (const i of members) total += x[i]!;
    for (const i of members) mean[i] = total / members.length;
  }
  return mean;
}

/** The state with the largest flow through it. */
function busiest(W: number[][], x: number[]): number {
  const traffic = x.map((xi, i) => Math.abs(W[i]![i]! * xi));
  return traffic.indexOf(Math.max(...traffic));
}

/** Steps of iterative refinement at most; two do where the kernel is well conditioned. */
const REFINEMENTS = 6;

interface KernelSolution {
  /** p^(0): W p = 0, sum(p) = 1 */
  stationary: number[];
  /** x with W x = b and sum(x) = 0, for a b with sum(b) = 0 */
  solve: (b: number[]) => number[];
}

/**
 * Factorises W~ and solves with it. Forming W~ costs the small rates some digits; iterative refinement with the
 * residual of W itself brings them back.
 */
function solveKernel(W: number[][], classes: Classes): KernelSolution {
  const lu = new LuDecomposition(new Matrix(pseudoKernel(W)));
  if (lu.isSingular()) {
    throw new Untrustworthy("the kernel has no unique stationary state: its states fall apart into unconnected sets");
  }
  const pseudoInverse = (b: number[]): number[] => project(lu.solve(Matrix.columnVector(b)).to1DArray(), classes);
  const refine = (start: number[], b: number[]): number[] => {
    let x = start;
    for (let step = 0; step < REFINEMENTS; step++) {
      const Wx = multiply(W, x);
      const residual = b.map((bi, i) => bi - Wx[i]!);
      // W conserves probability, so what the residual sums to is rounding, and it came from the busiest state
      residual[busiest(W, x)]! -= sum(residual);
      const correction = pseudoInverse(residual);
      x = x.map((xi, i) => xi + correction[i]!);
      if (magnitude(correction) <= 1e-4 * Number.EPSILON * magnitude(x)) break;
    }
    return x;
  };

  // W~ p = -diag(W) is W p = 0 with sum(p) = 1
  const zero = W.map(() => 0);
  const raw = refine(pseudoInverse(W.map((row, i) => -row[i]!)), zero);
  const total = sum(raw);
  const stationary = raw.map((pi) => pi / total);
  return {
    stationary,
    solve: (b) => {
      const x = refine(pseudoInverse(b), b);
      const excess = sum(x);
      return x.map((xi, i) => xi - excess * stationary[i]!);
    },
  };
}

/**
 * Solves the hierarchy W p^(0) = 0, W p^(k) = dp^(k-1)/dtheta (Eq. 49).
 *
 * @param W kernel series, at least `order` long
 * @returns p[k][n][i]
 */
export function occupations(W: Kernel, order: number, classes: Classes): Occupations {
  const { stationary, solve } = solveKernel(W[0]!, classes);
  const p: Occupations = [];
  for (let k = 0; k <= order; k++) {
    const series: number[][] = k === 0 ? [stationary] : [];
    p.push(series);
    for (let n = series.length; n <= order - k; n++) {
      // W_0 p_n = b_n - sum_(m>=1) W_m p_(n-m), b the derivative of the order before
      let b = k === 0 ? stationary.map(() => 0) : p[k - 1]![n + 1]!.map((x) => (n + 1) * x);
      for (let m = 1; m <= n; m++) {
        const product = multiply(W[m]!, series[n - m]!);
        b = b.map((x, i) => x - product[i]!);
      }
      series.push(solve(b));
    }
  }
  return p;
}

/**
 * Half the zero-frequency noise of a quantity that has the value x_i in state i: -dx . W^+ (dx p) with dx = x - <x> and
 * W^+ the group inverse of W.
 */
export function noise(W: number[][], x: readonly number[], classes: Classes): number {
  const { stationary: p, solve } = solveKernel(W, classes);
  const mean = sum(x.map((xi, i) => xi * p[i]!));
  const dx = x.map((xi) => xi - mean);
  const b = dx.map((dxi, i) => dxi * p[i]!);
  const excess = sum(b); // zero but for rounding
  const response = solve(b.map((bi, i) => bi - excess * p[i]!));
  return -sum(dx.map((dxi, i) => dxi * response[i]!));
}

/**
 * How slowly the electrons forget: 1-norms of the group inverse of W and of W.
 * One over the first is the slowest relaxation rate, their product the condition number.
 */
export function relaxation(W: number[][], classes: Classes): { slowestTime: number; conditioning: number } {
  const { stationary, solve } = solveKernel(W, classes);
  const columns = stationary.map((_, j) => {
    const unit = stationary.map((p, i) => (i === j ? 1 : 0) - p);
    return solve(project(unit, classes));
  });
  const slowestTime = Math.max(...columns.map(magnitude));
  const fastest = Math.max(...W.map((_, j) => magnitude(W.map((row) => row[j]!))));
  return { slowestTime, conditioning: slowestTime * fastest };
}
