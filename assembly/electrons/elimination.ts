// LU of the kernel by Grassmann-Taksar-Heyman elimination: states are removed one by one, and what went through a
// removed state becomes direct rates between those that remain. Diagonals are sums of rates, never differences, so
// almost decomposable kernels (deep blockade: rates apart by exp(-E/T)) keep the relative accuracy of every rate.

import { addReal, integer, integers, real, reals, setInteger, setReal } from "../memory/arena";
import { kernel, states } from "./model";

let matrix: usize = 0; // what is factorised: `size` x `size` rates, column = from, row = to
let size: i32 = 0;
let place: usize = 0; // state that stands at each place of the elimination, the last one removed first
let exit: usize = 0; // total rate out of the state at a place, at the time of its removal
let stationary: usize = 0; // Eq. 49, k = 0, by state
let scratch: usize = 0;
let origins: usize = 0; // states from which there is a way into the one being removed

/** Room for the order of elimination and vectors over the states; after model.layOut. */
export function layOutElimination(): void {
  place = integers(states);
  exit = reals(states);
  stationary = reals(states);
  scratch = reals(states);
  origins = integers(states);
}

// @ts-ignore: decorator
@inline
function rate(to: i32, from: i32): usize {
  return matrix + ((<usize>(to * size + from)) << 3);
}

/** The place m' <= m whose state leaves fastest to the others at places <= m; its rate goes to exit[m]. */
function fastest(m: i32): i32 {
  let best = -1.0;
  let at = 0;
  for (let j = 0; j <= m; ++j) {
    const from = integer(place, j);
    let sum = 0.0;
    for (let i = 0; i <= m; ++i) if (i != j) sum += load<f64>(rate(integer(place, i), from));
    if (sum > best) {
      best = sum;
      at = j;
    }
  }
  setReal(exit, m, best);
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
  for (let m = size - 1; m > 0; --m) {
    const at = fastest(m);
    const removed = integer(place, at);
    setInteger(place, at, integer(place, m));
    setInteger(place, m, removed);
    const total = real(exit, m);
    if (!(total > 0)) return false;
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
