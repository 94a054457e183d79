// The frozen device as a function of the angle: rates and slopes of the levels on a uniform grid, interpolated between
// its points, so that W(theta) p (Eq. 48), the torque (Eq. 53) and the currents (Eq. 52) of any p cost some tens of
// nanoseconds at any angle. Made by order 0; `locateRates` says where, the other functions what.

import { TWO_PI } from "../numerics/angles";
import { addReal, integer, lanes, real, reals, setReal } from "../memory/arena";
import { LANES, numberAt, splat } from "../numerics/lane";
import { fillCurrentFunctionals, fluxCount } from "../electrons/fluxes";
import { addRates, clearKernel } from "../electrons/kernel";
import { fillRates } from "../electrons/rates";
import {
  edgeDown,
  edges,
  edgeTable,
  edgeUp,
  energy,
  leads,
  levelOfState,
  levels,
  occupationAt,
  seriesAt,
  states,
} from "../electrons/model";
import { closeTable, columnsFor, interpolate, layOutTable, locate } from "../numerics/stencil";
import { factoriseSymmetric, stationarySymmetric } from "../electrons/symmetry";

export let points: i32 = 0; // a power of two

let rates: usize = 0; // a row an angle: dE/dtheta a level, then total rate up an edge, then down an edge
let rateColumns: i32 = 0;
let flows: usize = 0; // a row an angle: I_r and J_r lead by lead, each as a linear functional of p
let flowColumns: i32 = 0;

/** What `evaluateRates` leaves. */
export let point: usize = 0;
let electrons: usize = 0; // p there

let slope: usize = 0; // the row of rates at the angle last located, in its three parts
let up: usize = 0;
let down: usize = 0;
let flow: usize = 0; // the row of flows there
let functionals: usize = 0; // the flows of two angles, in lanes

/** Room for tables of `count` angles, a power of two. */
export function layOutRates(count: i32): void {
  points = count;
  rateColumns = columnsFor(levels + 2 * edges);
  flowColumns = columnsFor(2 * leads * states);
  rates = layOutTable(points, rateColumns);
  flows = layOutTable(points, flowColumns);
  slope = reals(rateColumns);
  up = slope + ((<usize>levels) << 3);
  down = up + ((<usize>edges) << 3);
  flow = reals(flowColumns);
  functionals = lanes(2 * leads * states);
  point = reals(fluxCount());
  electrons = reals(states);
}

/** Fills `count` angles of the tables from `first` on, the last angle last; slots count from 0 (see electrons/levels.ts). */
export function tabulateRates(first: i32, count: i32): void {
  for (let i = 0; i < count; i += LANES) {
    const last = min(i + LANES, count) - 1;
    fillRates(i, (TWO_PI * <f64>(first + i)) / <f64>points, last, (TWO_PI * <f64>(first + last)) / <f64>points);
    if (ASC_FEATURE_SIMD) fillCurrentFunctionals<v128>(functionals);
    else fillCurrentFunctionals<f64>(functionals);
    for (let j = i; j <= last; ++j) {
      writeRates(rates + ((<usize>((first + j) * rateColumns)) << 3), j - i);
      const row = flows + ((<usize>((first + j) * flowColumns)) << 3);
      for (let q = 0; q < 2 * leads * states; ++q) setReal(row, q, numberAt(functionals, q, j - i));
    }
  }
  if (first + count < points) return;
  closeTable(rates, points, rateColumns);
  closeTable(flows, points, flowColumns);
}

function writeRates(row: usize, angle: i32): void {
  for (let l = 0; l < levels; ++l) setReal(row, l, numberAt(seriesAt(energy, l), 1, angle));
  for (let e = 0; e < edges; ++e) {
    setReal(row, levels + e, numberAt(seriesAt(edgeUp, e), 0, angle));
    setReal(row, levels + edges + e, numberAt(seriesAt(edgeDown, e), 0, angle));
  }
}

/** Takes rates and slopes at theta. */
export function locateRates(theta: f64): void {
  locate(theta, points);
  interpolate(slope, rates, rateColumns);
}

/** Takes theta for currents alone. */
export function locateCurrents(theta: f64): void {
  locate(theta, points);
}

/** dE/dtheta of a state at the angle last located. */
// @ts-ignore: decorator
@inline
export function slopeOf(state: i32): f64 {
  return real(slope, integer(levelOfState, state));
}

/** Rate from the lower to the upper state of an edge at the angle last located. */
// @ts-ignore: decorator
@inline
export function rateUp(edge: i32): f64 {
  return real(up, edge);
}

/** Rate from the upper to the lower state of an edge at the angle last located. */
// @ts-ignore: decorator
@inline
export function rateDown(edge: i32): f64 {
  return real(down, edge);
}

/** dp = W p (Eq. 48) at the angle last located; every edge moves its flux from one end to the other. */
export function applyKernel(dp: usize, p: usize): void {
  for (let i = 0; i < states; ++i) setReal(dp, i, 0.0);
  for (let e = 0; e < edges; ++e) {
    const lower = integer(edgeTable, 2 * e);
    const upper = integer(edgeTable, 2 * e + 1);
    const flux = real(up, e) * real(p, lower) - real(down, e) * real(p, upper);
    addReal(dp, lower, -flux);
    addReal(dp, upper, flux);
  }
}

/** F = -sum_i dE_i/dtheta p_i (Eq. 53) at the angle last located. */
export function torqueOf(p: usize): f64 {
  let sum = 0.0;
  for (let i = 0; i < states; ++i) sum -= real(slope, integer(levelOfState, i)) * real(p, i);
  return sum;
}

/** I_r, J_r lead by lead (Eq. 52) at the angle last located. */
export function fillCurrents(out: usize, p: usize): void {
  interpolate(flow, flows, flowColumns);
  for (let q = 0; q < 2 * leads; ++q) {
    let sum = 0.0;
    for (let i = 0; i < states; ++i) sum += real(flow, q * states + i) * real(p, i);
    setReal(out, q, sum);
  }
}

/** Integrands of order 0 in the stationary state at theta, F, I_r, J_r, ..., at `point`; false where it is not unique. */
export function evaluateRates(theta: f64): bool {
  locateRates(theta);
  if (!stationaryState(electrons)) return false;
  setReal(point, 0, torqueOf(electrons));
  fillCurrents(point + 8, electrons);
  return true;
}

/** The stationary state of the rates last located; false where it is not unique. */
export function stationaryState(p: usize): bool {
  if (!(ASC_FEATURE_SIMD ? settle<v128>() : settle<f64>())) return false;
  for (let i = 0; i < states; ++i) setReal(p, i, numberAt(occupationAt(0, 0), i));
  return true;
}

function settle<Lane>(): bool {
  clearKernel();
  for (let e = 0; e < edges; ++e) addRates<Lane>(e, splat<Lane>(real(up, e)), splat<Lane>(real(down, e)));
  if (!factoriseSymmetric<Lane>()) return false;
  stationarySymmetric<Lane>(occupationAt(0, 0));
  return true;
}
