// Occupations order by order in a constant velocity, Eq. 48 to 50: p^(k) per theta-dot^k.

import { Untrustworthy } from "../device/errors.js";
import type { Kernel } from "./kernel.js";

/** p[k][n][i]: order k, Taylor coefficient n in theta, state i. */
export type Occupations = number[][][];

/** States that a symmetry makes equally probable, each list one class. */
export type Classes = readonly (readonly number[])[];

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

interface KernelSolution {
  /** p^(0): W p = 0, sum(p) = 1 */
  stationary: number[];
  /** x with W x = b and sum(x) = 0, for a b with sum(b) = 0 */
  solve: (b: number[]) => number[];
  /** the same for many b at once: row i holds component i of all of them */
  solveAll: (b: readonly Float64Array[]) => Float64Array[];
}

/** to += factor from */
function addRow(to: Float64Array, factor: number, from: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i]! += factor * from[i]!;
}

/** One state taken out of the network of rates. */
interface Removed {
  state: number;
  /** rate out of it to the states that remain */
  exit: number;
  /** the states that remain, the probability of going to each, and the rate from each into the removed one */
  others: number[];
  share: number[];
  into: number[];
}

/**
 * Solves with W by taking out one state after the other, the one that is left fastest first: what went through it
 * becomes direct rates between the others (Grassmann, Taksar, Heyman). Rates are only added and divided, so a network
 * that almost falls apart keeps its small rates, where the W~ above Eq. 50 would lose them to its large ones.
 */
function solveKernel(W: number[][]): KernelSolution {
  const rate = W.map((row) => [...row]);
  const removed: Removed[] = [];
  let left = W.map((_, i) => i);
  while (left.length > 1) {
    const exits = left.map((j) => left.reduce((total, i) => (i === j ? total : total + rate[i]![j]!), 0));
    const exit = Math.max(...exits);
    if (!(exit > 0)) {
      throw new Untrustworthy("the kernel has no unique stationary state: its states fall apart into unconnected sets");
    }
    const state = left[exits.indexOf(exit)]!;
    const others = left.filter((i) => i !== state);
    const share = others.map((i) => rate[i]![state]! / exit);
    const into = others.map((i) => rate[state]![i]!);
    others.forEach((i, a) => {
      others.forEach((j, b) => {
        if (i !== j) rate[i]![j]! += share[a]! * into[b]!;
      });
    });
    removed.push({ state, exit, others, share, into });
    left = others;
  }

  // back again: what flows into a removed state from the others, less what is asked for, leaves it at `exit`
  const putBack = (x: number[], b: number[]): number[] => {
    for (const { state, exit, others, into } of [...removed].reverse()) {
      x[state] = (others.reduce((flow, i, a) => flow + into[a]! * x[i]!, 0) - b[state]!) / exit;
    }
    return x;
  };
  const zero = W.map(() => 0);
  const raw = putBack(
    W.map((_, i) => (i === left[0] ? 1 : 0)),
    zero,
  );
  const total = sum(raw);
  const stationary = raw.map((x) => x / total);
  return {
    stationary,
    solve: (b) => {
      const passedOn = [...b];
      for (const { state, others, share } of removed) {
        others.forEach((i, a) => (passedOn[i]! += share[a]! * passedOn[state]!));
      }
      const x = putBack([...zero], passedOn);
      const excess = sum(x);
      return x.map((xi, i) => xi - excess * stationary[i]!);
    },
    solveAll: (b) => {
      const passedOn = b.map((row) => row.slice());
      for (const { state, others, share } of removed) {
        others.forEach((i, a) => addRow(passedOn[i]!, share[a]!, passedOn[state]!));
      }
      const x = b.map((row) => new Float64Array(row.length));
      for (const { state, exit, others, into } of [...removed].reverse()) {
        const row = x[state]!;
        others.forEach((i, a) => addRow(row, into[a]! / exit, x[i]!));
        addRow(row, -1 / exit, passedOn[state]!);
      }
      const excess = new Float64Array(b[0]!.length);
      for (const row of x) addRow(excess, 1, row);
      x.forEach((row, i) => addRow(row, -stationary[i]!, excess));
      return x;
    },
  };
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
  const { stationary, solve } = solveKernel(lumped[0]!);
  const p: Occupations = [];
  for (let k = 0; k <= order; k++) {
    const series: number[][] = k === 0 ? [stationary] : [];
    p.push(series);
    for (let n = series.length; n <= order - k; n++) {
      // W_0 p_n = b_n - sum_(m>=1) W_m p_(n-m), b the derivative of the order before
      let b = k === 0 ? stationary.map(() => 0) : p[k - 1]![n + 1]!.map((x) => (n + 1) * x);
      for (let m = 1; m <= n; m++) {
        const product = multiply(lumped[m]!, series[n - m]!);
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
  const { stationary: p, solve } = solveKernel(lump(W, classes));
  const values = classes.map(([member]) => x[member!]!);
  const mean = sum(values.map((xi, i) => xi * p[i]!));
  const dx = values.map((xi) => xi - mean);
  const b = dx.map((dxi, i) => dxi * p[i]!);
  const excess = sum(b); // zero but for rounding
  const response = solve(b.map((bi, i) => bi - excess * p[i]!));
  return -sum(dx.map((dxi, i) => dxi * response[i]!));
}

/**
 * The group inverse W^# of the kernel between classes, row by row, and the 1-norm of that kernel: how slowly the electrons
 * forget, and how fast.
 */
export function relaxation(W: number[][], classes: Classes): { rows: Float64Array[]; fastest: number } {
  const lumped = classes.length === W.length ? W : lump(W, classes);
  const { stationary, solveAll } = solveKernel(lumped);
  // W^# e_j = W^# (e_j - p^(0)), whose components sum to zero
  const rows = solveAll(stationary.map((p, i) => Float64Array.from(stationary, (_, j) => (i === j ? 1 : 0) - p)));
  const fastest = Math.max(...lumped.map((_, j) => magnitude(lumped.map((row) => row[j]!))));
  return { rows, fastest };
}
