// LU of the kernel by Grassmann-Taksar-Heyman elimination: states are removed one by one, and what went through a
// removed state becomes direct rates between those that remain. Diagonals are sums of rates, never differences, so
// almost decomposable kernels (deep blockade: rates apart by exp(-E/T)) keep the relative accuracy of every rate.

import { addReal, integer, integers, real, reals, setInteger, setReal } from "../memory/arena";
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

/** Room for the order of elimination and vectors over the states; after model.layOut. */
export function layOutElimination(): void {
  place = integers(states);
  exit = reals(states);
  pace = reals(states);
  summed = reals(states);
  stationary = reals(states);
  scratch = reals(states);
  origins = integers(states);
}

// @ts-ignore: decorator
@inline
function rate(to: i32, from: i32): usize {
  return matrix + ((<usize>(to * size + from)) << 3);
}

/** The total rate from the state at place j to the others at places <= m. */
function exitOf(j: i32, m: i32): f64 {
  const from = integer(place, j);
  let sum = 0.0;
  for (let i = 0; i <= m; ++i) if (i != j) sum += load<f64>(rate(integer(place, i), from));
  return sum;
}

/** Notes the total rate out of the state at place j, summed over the places <= m. */
function noteExit(j: i32, m: i32): void {
  const state = integer(place, j);
  const sum = exitOf(j, m);
  setReal(pace, state, sum);
  setReal(summed, state, sum);
}

/** The place m' <= m whose state leaves fastest to the others at places <= m. */
function fastest(m: i32): i32 {
  let at = 0;
  for (let j = 1; j <= m; ++j) if (real(pace, integer(place, j)) > real(pace, integer(place, at))) at = j;
  return at;
}

/**
 * Factorises the kernel, or another matrix of rates no larger, in place and solves W p = 0, sum(p) = 1.
 * The fastest state is always removed next, so that the slowest, where the probability gathers, stays to the end.
 * Returns false where the states fall apart into sets that nothing connects (or whose rates underflow).
 */
export function factorise(rates: usize = kernel, count: i32 = states): bool {
  matrix = rates;
  size = count;
  for (let i = 0; i < size; ++i) setInteger(place, i, i);
  for (let i = 0; i < size; ++i) noteExit(i, size - 1);
  for (let m = size - 1; m > 0; --m) {
    const at = fastest(m);
    const removed = integer(place, at);
    setInteger(place, at, integer(place, m));
    setInteger(place, m, removed);
    const total = exitOf(m, m);
    if (!(total > 0)) return false;
    setReal(exit, m, total);
    // most states exchange electrons with few others: only those are visited
    let count = 0;
    for (let j = 0; j < m; ++j) {
      const from = integer(place, j);
      if (load<f64>(rate(removed, from)) > 0) setInteger(origins, count++, from);
    }
    const into = rate(removed, 0);
    for (let i = 0; i < m; ++i) {
      const to = integer(place, i);
      const out = rate(to, removed);
      const share = load<f64>(out) / total;
      store<f64>(out, share);
      if (share == 0) continue;
      const row = rate(to, 0);
      // the diagonal collects what nobody reads
      for (let j = 0; j < count; ++j) {
        const from = integer(origins, j);
        addReal(row, from, share * real(into, from));
      }
    }
    for (let j = 0; j < m; ++j) {
      const from = integer(place, j);
      const through = real(into, from);
      if (through == 0) continue;
      // what came back through the removed state no longer leaves
      addReal(pace, from, -through * load<f64>(rate(from, removed)));
      if (!(real(pace, from) > KEPT * real(summed, from))) noteExit(j, m - 1);
    }
  }
  let sum = 1.0;
  setReal(stationary, integer(place, 0), 1.0);
  for (let m = 1; m < size; ++m) {
    const p = inflow(m, stationary) / real(exit, m);
    setReal(stationary, integer(place, m), p);
    sum += p;
  }
  for (let i = 0; i < size; ++i) setReal(stationary, i, real(stationary, i) / sum);
  return isFinite(sum);
}

/** Rate into the state at place m from those that remain when it is removed. */
function inflow(m: i32, x: usize): f64 {
  const to = integer(place, m);
  let sum = 0.0;
  for (let j = 0; j < m; ++j) {
    const from = integer(place, j);
    sum += load<f64>(rate(to, from)) * real(x, from);
  }
  return sum;
}

/** x = the stationary state. */
export function copyStationary(x: usize): void {
  memory.copy(x, stationary, (<usize>size) << 3);
}

/** Solves W x = b with sum(x) = 0 for a b with sum(b) = 0; x and b may be the same. */
export function solve(x: usize, b: usize): void {
  memory.copy(scratch, b, (<usize>size) << 3);
  for (let m = size - 1; m > 0; --m) {
    const removed = integer(place, m);
    const bm = real(scratch, removed);
    if (bm == 0) continue;
    for (let i = 0; i < m; ++i) {
      const to = integer(place, i);
      addReal(scratch, to, load<f64>(rate(to, removed)) * bm);
    }
  }
  let sum = 0.0;
  setReal(x, integer(place, 0), 0.0);
  for (let m = 1; m < size; ++m) {
    const i = integer(place, m);
    const xi = (inflow(m, x) - real(scratch, i)) / real(exit, m);
    setReal(x, i, xi);
    sum += xi;
  }
  for (let i = 0; i < size; ++i) addReal(x, i, -sum * real(stationary, i));
}
