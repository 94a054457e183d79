// LU of the kernel by Grassmann-Taksar-Heyman elimination: states are removed one by one, and what went through a
// removed state becomes direct rates between those that remain. Diagonals are sums of rates, never differences, so
// almost decomposable kernels (deep blockade: rates apart by exp(-E/T)) keep the relative accuracy of every rate.
//
// The order of removal is the same for all angles of a lane: any order gives the stationary state, but the fastest first
// keeps most digits of what `solve` finds. Where the angles disagree too much about it, they have to go one by one.

import { integer, integers, lanes, setInteger } from "../memory/arena";
import {
  add,
  at,
  div,
  highest,
  increase,
  larger,
  LANE_BYTES,
  lowest,
  mul,
  set,
  splat,
  sub,
  vanishes,
} from "../numerics/lane";
import { kernel, states } from "./model";

let matrix: usize = 0; // what is factorised: `size` x `size` rates, column = from, row = to
let size: i32 = 0;
let place: usize = 0; // state that stands at each place of the elimination, the last one removed first
let exit: usize = 0; // total rate out of the state at a place, at the time of its removal
let pace: usize = 0; // estimate of the total rate out of a state that remains: decides which comes next, nothing else
let summed: usize = 0; // the estimate when it was last summed
let stationary: usize = 0; // Eq. 49, k = 0, by state
let scratch: usize = 0;
let origins: usize = 0; // states from which there is a way into the one being removed

/** An estimate that subtractions have brought below this part of the sum that it began as is summed again. */
const KEPT: f64 = 1e-3;

/** A state whose rate out is less than this part of the largest, at one of the angles, is not removed next. */
const FAST: f64 = 0.01;

/** Room for the order of elimination and vectors over the states; after model.layOut. */
export function layOutElimination(): void {
  place = integers(states);
  exit = lanes(states);
  pace = lanes(states);
  summed = lanes(states);
  stationary = lanes(states);
  scratch = lanes(states);
  origins = integers(states);
}

/** The rates into a state. */
// @ts-ignore: decorator
@inline
function row(to: i32): usize {
  return matrix + <usize>(to * size) * LANE_BYTES;
}

/** The total rate from a state to the others at places <= m. */
function exitOf<Lane>(from: i32, m: i32): Lane {
  const column = row(0) + <usize>from * LANE_BYTES;
  let sum = splat<Lane>(0.0);
  for (let i = 0; i <= m; ++i) {
    const to = integer(place, i);
    if (to != from) sum = add<Lane>(sum, at<Lane>(column, to * size));
  }
  return sum;
}

/** Notes the total rate from a state to those at places <= m. */
function noteExit<Lane>(from: i32, m: i32): void {
  const sum = exitOf<Lane>(from, m);
  set<Lane>(pace, from, sum);
  set<Lane>(summed, from, sum);
}

/** The place <= m whose state leaves fastest, at all angles; -1 where no state is among the fast ones of each. */
function fastest<Lane>(m: i32): i32 {
  let most = splat<Lane>(f64.MIN_NORMAL_VALUE);
  for (let j = 0; j <= m; ++j) most = larger<Lane>(most, at<Lane>(pace, integer(place, j)));
  const unit = div<Lane>(splat<Lane>(1.0), most);
  let chosen = -1;
  let best = FAST;
  for (let j = 0; j <= m; ++j) {
    const share = lowest<Lane>(mul<Lane>(at<Lane>(pace, integer(place, j)), unit));
    if (share > best) {
      best = share;
      chosen = j;
    }
  }
  return chosen;
}

/**
 * Factorises the kernel, or another matrix of rates no larger, in place and solves W p = 0, sum(p) = 1.
 * The state that is fastest at all angles is removed next, so that the slowest, where probability gathers, stay to the end.
 * Returns false where the states fall apart into sets that nothing connects (or whose rates underflow), or where no order
 * of removal suits all angles.
 */
export function factorise<Lane>(rates: usize = kernel, count: i32 = states): bool {
  matrix = rates;
  size = count;
  for (let i = 0; i < size; ++i) setInteger(place, i, i);
  for (let i = 0; i < size; ++i) noteExit<Lane>(i, size - 1);
  for (let m = size - 1; m > 0; --m) {
    const next = fastest<Lane>(m);
    if (next < 0) return false;
    const removed = integer(place, next);
    setInteger(place, next, integer(place, m));
    setInteger(place, m, removed);
    const total = exitOf<Lane>(removed, m);
    if (!(lowest<Lane>(total) > 0)) return false;
    set<Lane>(exit, m, total);
    eliminate<Lane>(removed, m, total);
  }
  let sum = splat<Lane>(1.0);
  set<Lane>(stationary, integer(place, 0), sum);
  for (let m = 1; m < size; ++m) {
    const p = div<Lane>(inflow<Lane>(m, stationary), at<Lane>(exit, m));
    set<Lane>(stationary, integer(place, m), p);
    sum = add<Lane>(sum, p);
  }
  for (let i = 0; i < size; ++i) set<Lane>(stationary, i, div<Lane>(at<Lane>(stationary, i), sum));
  return isFinite(highest<Lane>(sum));
}

/** Makes what goes through a state direct rates between those at places below m. */
function eliminate<Lane>(removed: i32, m: i32, total: Lane): void {
  const into = row(removed);
  // most states exchange electrons with few others: only those are visited
  let count = 0;
  for (let j = 0; j < m; ++j) {
    const from = integer(place, j);
    if (!vanishes<Lane>(at<Lane>(into, from))) setInteger(origins, count++, from);
  }
  for (let i = 0; i < m; ++i) {
    const to = row(integer(place, i));
    const out = at<Lane>(to, removed);
    if (vanishes<Lane>(out)) continue;
    const share = div<Lane>(out, total);
    set<Lane>(to, removed, share);
    // the diagonal collects what nobody reads
    for (let j = 0; j < count; ++j) {
      const from = integer(origins, j);
      increase<Lane>(to, from, mul<Lane>(share, at<Lane>(into, from)));
    }
  }
  for (let j = 0; j < count; ++j) {
    const from = integer(origins, j);
    // what came back through the removed state no longer leaves
    const back = mul<Lane>(at<Lane>(into, from), at<Lane>(row(from), removed));
    const left = sub<Lane>(at<Lane>(pace, from), back);
    set<Lane>(pace, from, left);
    const least = mul<Lane>(splat<Lane>(KEPT), at<Lane>(summed, from));
    if (!(lowest<Lane>(sub<Lane>(left, least)) > 0)) noteExit<Lane>(from, m - 1);
  }
}

/** Rate into the state at place m from those that remain when it is removed. */
function inflow<Lane>(m: i32, x: usize): Lane {
  const into = row(integer(place, m));
  let sum = splat<Lane>(0.0);
  for (let j = 0; j < m; ++j) {
    const from = integer(place, j);
    sum = add<Lane>(sum, mul<Lane>(at<Lane>(into, from), at<Lane>(x, from)));
  }
  return sum;
}

/** x = the stationary state. */
export function copyStationary(x: usize): void {
  memory.copy(x, stationary, <usize>size * LANE_BYTES);
}

/** Solves W x = b with sum(x) = 0 for a b with sum(b) = 0; x and b may be the same. */
export function solve<Lane>(x: usize, b: usize): void {
  memory.copy(scratch, b, <usize>size * LANE_BYTES);
  for (let i = size - 2; i > 0; --i) {
    const state = integer(place, i);
    const into = row(state);
    let sum = at<Lane>(scratch, state);
    for (let m = size - 1; m > i; --m) {
      const removed = integer(place, m);
      sum = add<Lane>(sum, mul<Lane>(at<Lane>(into, removed), at<Lane>(scratch, removed)));
    }
    set<Lane>(scratch, state, sum);
  }
  let sum = splat<Lane>(0.0);
  set<Lane>(x, integer(place, 0), sum);
  for (let m = 1; m < size; ++m) {
    const i = integer(place, m);
    const xi = div<Lane>(sub<Lane>(inflow<Lane>(m, x), at<Lane>(scratch, i)), at<Lane>(exit, m));
    set<Lane>(x, i, xi);
    sum = add<Lane>(sum, xi);
  }
  for (let i = 0; i < size; ++i)
    increase<Lane>(x, i, mul<Lane>(at<Lane>(stationary, i), sub<Lane>(splat<Lane>(0.0), sum)));
}
