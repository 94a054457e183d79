// Equations with a matrix of rates: W_ij >= 0 the rate from j to i, columns summing to zero.

import { total } from "./vector.js";

/** What follows from a matrix of rates whose states all reach one of them. */
export interface RateMatrix {
  /** p with W p = 0 and sum(p) = 1 */
  stationary: number[];
  /** x with W x = b and sum(x) = 0, for a b with sum(b) = 0 */
  solve: (b: readonly number[]) => number[];
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
 * Takes out one state after the other, the one that is left fastest first: what went through it becomes direct rates
 * between the others (Grassmann, Taksar, Heyman). Rates are only added and divided, so a network that almost falls apart
 * keeps its small rates, where an elimination that subtracts would lose them to its large ones.
 *
 * @param W row by row; what stands on the diagonal is not looked at
 * @returns undefined where the states fall apart into unconnected sets
 */
export function rateMatrix(W: readonly (readonly number[])[]): RateMatrix | undefined {
  const rate = W.map((row) => [...row]);
  const removed: Removed[] = [];
  let left = W.map((_, i) => i);
  while (left.length > 1) {
    const exits = left.map((j) => left.reduce((sum, i) => (i === j ? sum : sum + rate[i]![j]!), 0));
    const exit = Math.max(...exits);
    if (!(exit > 0)) return undefined;
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
  const last = left[0]!;
  const unit = putBack(
    removed,
    W.map((_, i) => (i === last ? 1 : 0)),
    W.map(() => 0),
  );
  const norm = total(unit);
  const stationary = unit.map((x) => x / norm);
  return {
    stationary,
    solve: (b) => {
      const x = putBack(
        removed,
        b.map(() => 0),
        passOn(removed, b),
      );
      const excess = total(x);
      return x.map((xi, i) => xi - excess * stationary[i]!);
    },
  };
}

/** What is asked of a removed state is asked of those to which its probability goes. */
function passOn(removed: readonly Removed[], b: readonly number[]): number[] {
  const asked = [...b];
  for (const { state, others, share } of removed) {
    for (let a = 0; a < others.length; a++) asked[others[a]!]! += share[a]! * asked[state]!;
  }
  return asked;
}

/** Back again: what flows into a removed state from the others, less what is asked for, leaves it at `exit`. */
function putBack(removed: readonly Removed[], x: number[], b: readonly number[]): number[] {
  for (let r = removed.length - 1; r >= 0; r--) {
    const { state, exit, others, into } = removed[r]!;
    let flow = 0;
    for (let a = 0; a < others.length; a++) flow += into[a]! * x[others[a]!]!;
    x[state] = (flow - b[state]!) / exit;
  }
  return x;
}
