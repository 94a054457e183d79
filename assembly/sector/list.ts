// Lists of double dots, each to a wanted tolerance, without the host between them: consecutive devices on one path form a
// group and share its grids, or on a wide orbit its panels.

import { TWO_PI } from "../numerics/angles";
import { real, reals, setReal } from "../memory/arena";
import { given, integrateGrid, layOutGrid, order, results, setDevices } from "./grid";
import { APART, integrals, integrateOnPanels, layOutPanels, left, peaks, TOGETHER } from "./panels";
import { FLUXES, GIVEN, LEAST_TREES, leastTrees, NEGLIGIBLE } from "./layout";

/** Numbers a device in the list: epsilonBar L and R, orbit radius, tc, then the numbers of grid.ts. */
const PATH: i32 = 4;
export const ENTRY: i32 = 4 + 7;

/** Devices computed side by side: their sums must stay in the nearest cache. */
const GROUP: i32 = 64;
const MAXIMAL_NODES: i32 = 1 << 17;

/** Orbit radius over the narrowest energy from which panels take less time than the trapezoid rule (measured). */
const WIDE: f64 = 50.0;

/** Margin on the estimate, and on rounding. */
const SAFETY: f64 = 10.0;
const FLOOR: f64 = 45.0; // in EPSILON
const EPSILON: f64 = 2.220446049250313e-16;
/** Of Gamma T: currents of a device at rest that are no more have only rounding left, which is judged by this instead. */
const AT_REST: f64 = 1e-6;

export let list: usize = 0;
/** A device: nodes, error, then (order + 1) x (F, I_L, J_L, I_R, J_R), then 2 pi times the largest integrands. */
export let answers: usize = 0;
let coarse: usize = 0; // integrals of the grid so far
let most: usize = 0; // largest integrands so far
let before: usize = 0; // difference at the previous doubling, a device and order
let panelsLaidOut: bool = false; // when a device asks for them: to clear their room takes as long as a narrow orbit
let gridLeft: usize = 0; // what the integrals of a device may be off by, one an order

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
  gridLeft = reals(order + 1);
  panelsLaidOut = false;
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

// @ts-ignore: decorator
@inline
function narrowestEnergy(row: usize): f64 {
  // the Fermi functions' poles lie pi T from the real energies, the branch point of the crossing tc
  return Math.min(real(row, 3) / Math.PI, Math.min(real(row, PATH + 5), real(row, PATH + 6)));
}

/** Whether panels take fewer angles than the trapezoid rule, which nothing beats where the features fill the orbit. */
function isWide(row: usize): bool {
  return real(row, 2) > WIDE * narrowestEnergy(row);
}

/** Whether two devices on one path have their features so near each other that the same panels serve both. */
function sharePanels(a: usize, b: usize): bool {
  const T = Math.min(narrowestEnergy(a), narrowestEnergy(b));
  // U, mu of L and R
  const U = Math.abs(real(a, PATH) - real(b, PATH));
  const L = Math.abs(real(a, PATH + 3) - real(b, PATH + 3));
  const R = Math.abs(real(a, PATH + 4) - real(b, PATH + 4));
  return Math.max(U, Math.max(L, R)) <= APART * T;
}

/** Computes the whole list; `nodesPerFeature` times radius over the narrowest energy is the grid it expects to need. */
export function computeList<Lane>(count: i32, tolerance: f64, nodesPerFeature: f64): void {
  let first = 0;
  while (first < count) {
    const row = entry(first);
    const wide = isWide(row);
    const together = wide ? TOGETHER : GROUP;
    let last = first + 1;
    while (last < count && last - first < together && samePath(row, entry(last)) && isWide(entry(last)) == wide) {
      if (wide && !sharePanels(row, entry(last))) break;
      ++last;
    }
    setDevices(last - first);
    for (let i = first; i < last; ++i) {
      const at = given + ((<usize>(GIVEN * (i - first))) << 3);
      memory.copy(at, entry(i) + (PATH << 3), GIVEN << 3);
    }
    if (wide) computeOnPanels<Lane>(first, last - first, tolerance);
    else computeOnGrid<Lane>(first, last - first, tolerance, nodesPerFeature);
    first = last;
  }
}

function computeOnPanels<Lane>(first: i32, size: i32, tolerance: f64): void {
  if (!panelsLaidOut) layOutPanels<Lane>();
  panelsLaidOut = true;
  const path = entry(first);
  for (let d = 0; d < size; ++d) setReal(leastTrees, d, Infinity);
  // half of the tolerance is left to rounding, which the balances see
  const nodes = integrateOnPanels<Lane>(
    real(path, 0),
    real(path, 1),
    real(path, 2),
    real(path, 3),
    size,
    0.5 * tolerance,
    MAXIMAL_NODES,
  );
  const count = FLUXES * (order + 1);
  for (let d = 0; d < size; ++d) {
    const k = (<usize>(d * (order + 1))) << 3;
    judge(first + d, d, nodes, integrals + ((<usize>(d * count)) << 3), peaks + k, left + k);
  }
}

/** The grid doubles, keeping what is computed, until the slowest of the group is there. */
function computeOnGrid<Lane>(first: i32, size: i32, tolerance: f64, nodesPerFeature: f64): void {
  const path = entry(first);
  const centreL = real(path, 0);
  const centreR = real(path, 1);
  const radius = real(path, 2);
  const tc = real(path, 3);
  let narrowest = Infinity;
  for (let d = 0; d < size; ++d) narrowest = Math.min(narrowest, narrowestEnergy(entry(first + d)));
  const expected = Math.min((nodesPerFeature * radius) / narrowest, <f64>(MAXIMAL_NODES / 2));
  let nodes = 2 * <i32>Math.ceil(Math.max(8.0, expected / 4.0) / 2.0); // even: no lane is left half empty
  const orders = order + 1;
  const count = FLUXES * orders;

  integrateGrid<Lane>(centreL, centreR, radius, tc, nodes, 0.0);
  for (let d = 0; d < size; ++d) {
    const row = results + ((<usize>(d * (count + orders))) << 3);
    memory.copy(coarse + ((<usize>(d * count)) << 3), row, (<usize>count) << 3);
    memory.copy(most + ((<usize>(d * orders)) << 3), row + ((<usize>count) << 3), (<usize>orders) << 3);
    for (let k = 0; k < orders; ++k) setReal(before, d * orders + k, 0.0);
  }
  let slowest = Infinity;
  while (slowest > tolerance && nodes <= MAXIMAL_NODES / 2) {
    integrateGrid<Lane>(centreL, centreR, radius, tc, nodes, 0.5);
    nodes *= 2;
    slowest = 0.0;
    for (let d = 0; d < size; ++d) slowest = Math.max(slowest, merge(first + d, d, nodes));
  }
}

// @ts-ignore: decorator
@inline
function raise(base: usize, index: i32, value: f64): void {
  setReal(base, index, Math.max(real(base, index), value));
}

/**
 * The trapezoid rule converges geometrically: with half differences d and, one doubling earlier, D, the error left after
 * this doubling is d (d/D)^2. Without a D, or where doubling did not help, it is d.
 */
function errorLeft(d: f64, D: f64): f64 {
  const gain = D > 0 ? Math.min(1.0, d / D) : 1.0;
  return d < Infinity ? SAFETY * d * gain * gain : Infinity;
}

/** Takes the grid between into a device's integrals, writes its answer and returns its error. */
function merge(index: i32, d: i32, nodes: i32): f64 {
  const orders = order + 1;
  const count = FLUXES * orders;
  const between = results + ((<usize>(d * (count + orders))) << 3);
  const joined = coarse + ((<usize>(d * count)) << 3);
  for (let k = 0; k < orders; ++k) {
    let half = 0.0;
    for (let q = k * FLUXES; q < (k + 1) * FLUXES; ++q) {
      const a = real(joined, q);
      const b = real(between, q);
      half = isFinite(a + b) ? Math.max(half, 0.5 * Math.abs(a - b)) : Infinity;
      setReal(joined, q, 0.5 * (a + b));
    }
    raise(most, d * orders + k, real(between, count + k));
    setReal(gridLeft, k, errorLeft(half, real(before, d * orders + k)));
    setReal(before, d * orders + k, half);
  }
  return judge(index, d, nodes, joined, most + ((<usize>(d * orders)) << 3), gridLeft);
}

/** What is lost of the energies that exponentials of energy over temperature are taken of. */
function roundingFloor(row: usize): f64 {
  const centre = Math.max(Math.abs(real(row, 0)), Math.abs(real(row, 1)));
  const mu = Math.max(Math.abs(real(row, PATH + 3)), Math.abs(real(row, PATH + 4)));
  const largest = Math.max(centre + real(row, 2) + Math.abs(real(row, PATH)), mu);
  return EPSILON * (FLOOR + largest / (2.0 * Math.min(real(row, PATH + 5), real(row, PATH + 6))));
}

/**
 * Writes a device's answer and returns its error: what is left of the integrals' own, or what the balances of charge and
 * energy (Eq. 71) miss, relative to the scale of the order.
 *
 * @param most largest integrands, one an order
 * @param left what the integrals may be off by, one an order
 */
function judge(index: i32, d: i32, nodes: i32, integrals: usize, most: usize, left: usize): f64 {
  const count = FLUXES * (order + 1);
  const answer = answers + ((<usize>(index * answerLength())) << 3);
  const row = entry(index) + (PATH << 3); // U, Gamma L and R, mu L and R, T L and R
  const gamma = real(row, 1) + real(row, 2);
  const dV = 0.5 * (real(row, 3) - real(row, 4));
  const atRest = AT_REST * gamma * Math.min(real(row, 5), real(row, 6));
  let error = real(leastTrees, d) < LEAST_TREES * gamma * gamma * gamma ? Infinity : roundingFloor(entry(index));
  let scaleBefore = 0.0;
  memory.copy(answer + 16, integrals, (<usize>count) << 3);
  for (let k = 0; k <= order; ++k) {
    const scale = TWO_PI * real(most, k);
    setReal(answer, 2 + count + k, scale);
    const off = real(left, k);
    if (scale > NEGLIGIBLE || off == Infinity) error = Math.max(error, off / scale);
    const at = integrals + ((<usize>(k * FLUXES)) << 3);
    const charge = real(at, 1) + real(at, 3);
    const torque = k > 0 ? real(integrals, (k - 1) * FLUXES) : 0.0;
    const energy = real(at, 2) + real(at, 4) + (real(at, 1) - real(at, 3)) * dV + torque;
    const residual = Math.max(Math.abs(charge), Math.abs(energy));
    const size = Math.max(Math.max(scale, scaleBefore), k == 0 ? atRest : NEGLIGIBLE);
    error = Math.max(error, residual / size);
    scaleBefore = scale;
  }
  setReal(answer, 0, <f64>nodes);
  setReal(answer, 1, error);
  return error;
}
