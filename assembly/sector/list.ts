// Lists of double dots, each to a wanted tolerance, without the host between them: consecutive devices on one path
// form a group and share its grids, which double, keeping what is computed, until the slowest of the group is there.

import { TWO_PI } from "../numerics/angles";
import { real, reals, setReal } from "../memory/arena";
import { given, integrateGrid, layOutGrid, order, results, setDevices } from "./grid";
import { FLUXES, GIVEN, leastTrees } from "./layout";

/** Numbers a device in the list: epsilonBar L and R, orbit radius, tc, then the numbers of grid.ts. */
const PATH: i32 = 4;
export const ENTRY: i32 = 4 + 7;

/** Devices computed side by side: their sums must stay in the nearest cache. */
const GROUP: i32 = 64;
export const MAXIMAL_NODES: i32 = 1 << 19;

/** Margin on the estimate; rounding below the floor is not looked for. */
const SAFETY: f64 = 10.0;
const FLOOR: f64 = 1e-14;
/** An order whose integrands are all below this is zero: rates are cut at 1e-87, and what is left has no digits. */
const NEGLIGIBLE: f64 = 1e-80;
/** Of Gamma^3: where the product of the relaxation rates is smaller, a cut rate may be one of them. */
const LEAST_TREES: f64 = 1e-65;
/** Of Gamma T: currents of a device at rest that are no more have only rounding left, which is judged by this instead. */
const AT_REST: f64 = 1e-6;

export let list: usize = 0;
/** A device: nodes, error, then (order + 1) x (F, I_L, J_L, I_R, J_R), then 2 pi times the largest integrands. */
export let answers: usize = 0;
let coarse: usize = 0; // integrals of the grid so far
let most: usize = 0; // largest integrands so far
let before: usize = 0; // difference at the previous doubling, a device and order

/** Numbers of an answer. */
export function answerLength(): i32 {
  return 2 + (FLUXES + 1) * (order + 1);
}

/** Room for a list of `count` devices and their answers, to order `order_`; every pointer handed out before is dead. */
export function layOutList<Lane>(order_: i32, count: i32): void {
  layOutGrid<Lane>(order_, GROUP, MAXIMAL_NODES / 2);
  list = reals(ENTRY * count);
  answers = reals(answerLength() * count);
  coarse = reals(FLUXES * (order + 1) * GROUP);
  most = reals((order + 1) * GROUP);
  before = reals((order + 1) * GROUP);
}

// @ts-ignore: decorator
@inline
function entry(i: i32): usize {
  return list + ((<usize>(ENTRY * i)) << 3);
}

function samePath(a: usize, b: usize): bool {
  for (let j = 0; j < PATH; ++j) if (real(a, j) != real(b, j)) return false;
  return true;
}

/** Computes the whole list; `nodesPerFeature` times radius over the narrowest energy is the grid it expects to need. */
export function computeList<Lane>(count: i32, tolerance: f64, nodesPerFeature: f64): void {
  let first = 0;
  while (first < count) {
    let last = first + 1;
    while (last < count && last - first < GROUP && samePath(entry(first), entry(last))) ++last;
    computeGroup<Lane>(first, last - first, tolerance, nodesPerFeature);
    first = last;
  }
}

function computeGroup<Lane>(first: i32, size: i32, tolerance: f64, nodesPerFeature: f64): void {
  const path = entry(first);
  const centreL = real(path, 0);
  const centreR = real(path, 1);
  const radius = real(path, 2);
  const tc = real(path, 3);
  // the Fermi functions' poles lie pi T from the real energies, the branch point of the crossing tc
  let narrowest = tc / Math.PI;
  setDevices(size);
  for (let d = 0; d < size; ++d) {
    const row = entry(first + d) + (PATH << 3);
    memory.copy(given + ((<usize>(GIVEN * d)) << 3), row, GIVEN << 3);
    narrowest = Math.min(narrowest, Math.min(real(row, 5), real(row, 6)));
  }
  const expected = Math.min((nodesPerFeature * Math.abs(radius)) / narrowest, <f64>(MAXIMAL_NODES / 2));
  let nodes = 2 * <i32>Math.ceil(Math.max(8.0, expected / 4.0) / 2.0); // even: no lane is left half empty
  const count = FLUXES * (order + 1);
  const stride = count + order + 1;

  integrateGrid<Lane>(centreL, centreR, radius, tc, nodes, 0.0);
  for (let d = 0; d < size; ++d) {
    const row = results + ((<usize>(d * stride)) << 3);
    memory.copy(coarse + ((<usize>(d * count)) << 3), row, (<usize>count) << 3);
    memory.copy(most + ((<usize>(d * (order + 1))) << 3), row + ((<usize>count) << 3), (<usize>(order + 1)) << 3);
    for (let k = 0; k <= order; ++k) setReal(before, d * (order + 1) + k, 0.0);
  }
  let slowest = Infinity;
  while (slowest > tolerance && nodes <= MAXIMAL_NODES / 2) {
    integrateGrid<Lane>(centreL, centreR, radius, tc, nodes, 0.5);
    nodes *= 2;
    slowest = 0.0;
    for (let d = 0; d < size; ++d) slowest = Math.max(slowest, merge(first + d, d, nodes));
  }
}

/** Takes the grid between into a device's integrals, writes its answer and returns its error. */
function merge(index: i32, d: i32, nodes: i32): f64 {
  const count = FLUXES * (order + 1);
  const between = results + ((<usize>(d * (count + order + 1))) << 3);
  const integrals = coarse + ((<usize>(d * count)) << 3);
  const answer = answers + ((<usize>(index * answerLength())) << 3);
  const row = list + ((<usize>(ENTRY * index + PATH)) << 3); // U, Gamma L and R, mu L and R, T L and R
  const gamma = real(row, 1) + real(row, 2);
  const dV = 0.5 * (real(row, 3) - real(row, 4));
  const atRest = AT_REST * gamma * Math.min(real(row, 5), real(row, 6));
  let error = real(leastTrees, d) < LEAST_TREES * gamma * gamma * gamma ? Infinity : FLOOR;
  let scaleBefore = 0.0;
  for (let k = 0; k <= order; ++k) {
    const at = d * (order + 1) + k;
    const peak = Math.max(real(most, at), real(between, count + k));
    const scale = TWO_PI * peak;
    setReal(most, at, peak);
    let difference = 0.0;
    for (let q = 0; q < FLUXES; ++q) {
      const a = real(integrals, k * FLUXES + q);
      const b = real(between, k * FLUXES + q);
      difference = Math.max(difference, Math.abs(a - b) * 0.5);
      const mean = 0.5 * (a + b);
      setReal(integrals, k * FLUXES + q, mean);
      setReal(answer, 2 + k * FLUXES + q, mean);
      if (!isFinite(mean)) difference = Infinity;
    }
    setReal(answer, 2 + count + k, scale);
    // The trapezoid rule converges geometrically: with differences d and, one doubling earlier, D, the error left
    // after this doubling is d (d/D)^2. Without a D, or where doubling did not help, it is d.
    const D = real(before, at);
    const gain = D > 0 ? Math.min(1.0, difference / D) : 1.0;
    setReal(before, at, difference);
    const left = difference == Infinity ? Infinity : SAFETY * difference * gain * gain;
    if (scale > NEGLIGIBLE || left == Infinity) error = Math.max(error, left / scale);
    // charge is kept, and energy (Eq. 71)
    const at0 = integrals + ((<usize>(k * FLUXES)) << 3);
    const charge = real(at0, 1) + real(at0, 3);
    const before0 = k > 0 ? real(integrals, (k - 1) * FLUXES) : 0.0;
    const energy = real(at0, 2) + real(at0, 4) + (real(at0, 1) - real(at0, 3)) * dV + before0;
    const residual = Math.max(Math.abs(charge), Math.abs(energy));
    const size = Math.max(Math.max(scale, scaleBefore), k == 0 ? atRest : NEGLIGIBLE);
    error = Math.max(error, residual / size);
    scaleBefore = scale;
  }
  setReal(answer, 0, <f64>nodes);
  setReal(answer, 1, error);
  return error;
}
