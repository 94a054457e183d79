// Integrals over the cycle: all nodes of a grid within one call (Eq. 59, 70).

import { TWO_PI } from "../numerics/angles";
import { addReal, integer, real, reals, setReal } from "../memory/arena";
import { fillOccupations } from "./occupations";
import { copyStationary, factorise, solve } from "./elimination";
import { fillFluxes, fillTurnover, fluxCount } from "./fluxes";
import { fillKernel } from "./kernel";
import { fillLevels } from "./levels";
import { edgeDown, edges, edgeTable, edgeUp, order, seriesAt, states } from "./model";
import { factoriseSymmetric, solveSymmetric, stationarySymmetric } from "./symmetry";

/** Integrands of the latest angle: (order + 1) x fluxCount. */
export let point: usize = 0;
/** Trapezoid sums times 2 pi / nodes, and the largest |integrand| of each order, of the latest grid. */
export let integrals: usize = 0;
export let largest: usize = 0;
/** The integrals of what the integrands are sums of (see fluxes.ts), from some of the nodes. */
export let turnover: usize = 0;
let turned: usize = 0; // at one node

/** Of a large grid every so many nodes tell the turnover. */
const LOOK: i32 = 4;
const SMALL: i32 = 64;

/** What `relaxation` leaves: states x states, and a number. */
export let inverse: usize = 0;
export let fastest: f64 = 0;
let escape: usize = 0; // rate out of each state

/** Room for the integrands, their sums and the relaxation; after configure. */
export function layOutCycle(): void {
  const count = (order + 1) * fluxCount();
  point = reals(count);
  integrals = reals(count);
  turnover = reals(count);
  turned = reals(count);
  largest = reals(order + 1);
  inverse = reals(states * states);
  escape = reals(states);
}

/** Everything at one angle (see levels.ts for the slot); false where the kernel has no unique stationary state. */
export function evaluate(slot: i32, theta: f64): bool {
  fillLevels(slot, theta);
  fillKernel();
  if (!fillOccupations()) return false;
  fillFluxes(point);
  return true;
}

/** Empties the sums. */
export function beginCycle(): void {
  memory.fill(integrals, 0, (<usize>((order + 1) * fluxCount())) << 3);
  memory.fill(turnover, 0, (<usize>((order + 1) * fluxCount())) << 3);
  memory.fill(largest, 0, (<usize>(order + 1)) << 3);
}

/**
 * Adds `count` nodes, from `first` on, of the uniform grid theta_i = 2 pi (i + offset) / nodes: for a smooth periodic
 * integrand the trapezoid rule converges exponentially. Slots count from 0. Returns the node that failed, or -1.
 */
export function addNodes(first: i32, count: i32, nodes: i32, offset: f64): i32 {
  const width = fluxCount();
  const spacing = TWO_PI / <f64>nodes;
  const look = nodes < SMALL ? 1 : LOOK;
  const share = TWO_PI / <f64>((nodes + look - 1) / look);
  for (let i = 0; i < count; ++i) {
    if (!evaluate(i, spacing * (<f64>(first + i) + offset))) return first + i;
    for (let k = 0; k <= order; ++k) {
      let most = real(largest, k);
      for (let q = k * width; q < (k + 1) * width; ++q) {
        const value = real(point, q);
        addReal(integrals, q, spacing * value);
        most = Math.max(most, Math.abs(value));
      }
      setReal(largest, k, most);
    }
    if ((first + i) % look == 0) {
      fillTurnover(turned);
      for (let q = 0; q < (order + 1) * width; ++q) addReal(turnover, q, share * real(turned, q));
    }
  }
  return -1;
}

/**
 * The group inverse W^# at an angle, column by column, at `inverse`, and the 1-norm of W itself at `fastest`: how slowly
 * the electrons forget, and how fast. `symmetric`: within the space of states that have the device's symmetry. False
 * where the kernel has no unique stationary state.
 */
export function relaxation(slot: i32, theta: f64, symmetric: bool): bool {
  fillLevels(slot, theta);
  fillKernel();
  if (!(symmetric ? factoriseSymmetric() : factorise())) return false;
  for (let j = 0; j < states; ++j) {
    const column = inverse + ((<usize>(j * states)) << 3);
    if (symmetric) stationarySymmetric(column);
    else copyStationary(column);
    // W^# e_j = W^# (e_j - p^(0)), whose components sum to zero
    for (let i = 0; i < states; ++i) setReal(column, i, (i == j ? 1.0 : 0.0) - real(column, i));
    if (symmetric) solveSymmetric(column, column);
    else solve(column, column);
  }
  memory.fill(escape, 0, (<usize>states) << 3);
  for (let e = 0; e < edges; ++e) {
    addReal(escape, integer(edgeTable, 2 * e), real(seriesAt(edgeUp, e), 0));
    addReal(escape, integer(edgeTable, 2 * e + 1), real(seriesAt(edgeDown, e), 0));
  }
  fastest = 0.0;
  for (let i = 0; i < states; ++i) fastest = Math.max(fastest, 2.0 * real(escape, i));
  return true;
}
