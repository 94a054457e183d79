// Integrals over the cycle: all nodes of a grid within one call (Eq. 59, 70).

import { TWO_PI } from "../numerics/angles";
import { addReal, integer, lanes, real, reals, setReal } from "../memory/arena";
import { abs, at, highest, LANES, mul, numberAt, pair, set, splat, sub, total } from "../numerics/lane";
import { fillOccupations } from "./occupations";
import { copyStationary, factorise, solve } from "./elimination";
import { fillFluxes, fillTurnover, fluxCount } from "./fluxes";
import { fillKernel } from "./kernel";
import { fillLevels } from "./levels";
import { edgeDown, edges, edgeTable, edgeUp, order, seriesAt, states } from "./model";
import { forceNoise } from "./noise";
import { factoriseSymmetric, solveSymmetric, stationarySymmetric } from "./symmetry";

/** Integrands of the latest angle: (order + 1) x fluxCount. */
export let point: usize = 0;
let integrands: usize = 0; // the same in lanes
/** Trapezoid sums times 2 pi / nodes, and the largest |integrand| of each order, of the latest grid. */
export let integrals: usize = 0;
export let largest: usize = 0;
/** The integrals of what the integrands are sums of (see fluxes.ts), from some of the nodes. */
export let turnover: usize = 0;
let turned: usize = 0; // at one or two nodes, in lanes

/** Of a large grid every so many nodes tell the turnover. */
const LOOK: i32 = 4;
const SMALL: i32 = 64;

/** What `relaxation` leaves: states x states, and a number. */
export let inverse: usize = 0;
export let fastest: f64 = 0;
let column: usize = 0; // of the inverse, in lanes
let escape: usize = 0; // rate out of each state

/** Room for the integrands, their sums and the relaxation; after configure. */
export function layOutCycle(): void {
  const count = (order + 1) * fluxCount();
  point = reals(count);
  integrals = reals(count);
  turnover = reals(count);
  turned = lanes(count);
  integrands = lanes(count);
  largest = reals(order + 1);
  inverse = reals(states * states);
  column = lanes(states);
  escape = reals(states);
}

/**
 * Everything at two angles, which may be the same (see levels.ts for the slots), in `integrands`; false where the kernel
 * has no unique stationary state at one of them, or where they have to be taken one by one (see elimination.ts).
 */
function evaluateLanes<Lane>(slot: i32, theta: f64, otherSlot: i32, otherTheta: f64): bool {
  fillLevels<Lane>(slot, theta, otherSlot, otherTheta);
  fillKernel<Lane>();
  if (!fillOccupations<Lane>()) return false;
  fillFluxes<Lane>(integrands);
  return true;
}

function evaluateTwo(slot: i32, theta: f64, otherSlot: i32, otherTheta: f64): bool {
  if (ASC_FEATURE_SIMD) return evaluateLanes<v128>(slot, theta, otherSlot, otherTheta);
  return evaluateLanes<f64>(slot, theta, otherSlot, otherTheta);
}

/** Everything at one angle (see levels.ts for the slot); false where the kernel has no unique stationary state. */
export function evaluate(slot: i32, theta: f64): bool {
  if (!evaluateTwo(slot, theta, slot, theta)) return false;
  for (let q = 0; q < (order + 1) * fluxCount(); ++q) setReal(point, q, numberAt(integrands, q));
  return true;
}

/** Fills `turnover` with the sizes of what the integrands of the angle last evaluated are sums of. */
export function fillPointTurnover(): void {
  if (ASC_FEATURE_SIMD) fillTurnover<v128>(turned);
  else fillTurnover<f64>(turned);
  for (let q = 0; q < (order + 1) * fluxCount(); ++q) setReal(turnover, q, numberAt(turned, q));
}

/** D of the force noise at the angle last evaluated. */
export function pointNoise(): f64 {
  if (ASC_FEATURE_SIMD) return f64x2.extract_lane(forceNoise<v128>(), 0);
  return forceNoise<f64>();
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
  const spacing = TWO_PI / <f64>nodes;
  for (let i = 0; i < count; i += LANES) {
    const last = min(i + LANES, count) - 1;
    const theta = spacing * (<f64>(first + i) + offset);
    if (evaluateTwo(i, theta, last, spacing * (<f64>(first + last) + offset))) {
      addIntegrands(first + i, first + last, nodes);
      continue;
    }
    for (let j = i; j <= last; ++j) {
      const alone = spacing * (<f64>(first + j) + offset);
      if (!evaluateTwo(j, alone, j, alone)) return first + j;
      addIntegrands(first + j, first + j, nodes);
    }
  }
  return -1;
}

/** Adds the integrands of two nodes, or of one that is given twice. */
function addIntegrands(node: i32, other: i32, nodes: i32): void {
  if (ASC_FEATURE_SIMD) addLanes<v128>(node, other, nodes);
  else addLanes<f64>(node, other, nodes);
}

function addLanes<Lane>(node: i32, other: i32, nodes: i32): void {
  const width = fluxCount();
  const spacing = TWO_PI / <f64>nodes;
  const shares = pair<Lane>(spacing, node == other ? 0.0 : spacing);
  for (let q = 0; q < (order + 1) * width; ++q) {
    const value = at<Lane>(integrands, q);
    addReal(integrals, q, total<Lane>(mul<Lane>(shares, value)));
    setReal(largest, q / width, Math.max(real(largest, q / width), highest<Lane>(abs<Lane>(value))));
  }
  const look = nodes < SMALL ? 1 : LOOK;
  const share = TWO_PI / <f64>((nodes + look - 1) / look);
  const own = node % look == 0;
  const others = other != node && other % look == 0;
  if (!own && !others) return;
  fillTurnover<Lane>(turned);
  const looked = pair<Lane>(own ? share : 0.0, others ? share : 0.0);
  for (let q = 0; q < (order + 1) * width; ++q) {
    addReal(turnover, q, total<Lane>(mul<Lane>(looked, at<Lane>(turned, q))));
  }
}

/**
 * The group inverse W^# at an angle, column by column, at `inverse`, and the 1-norm of W itself at `fastest`: how slowly
 * the electrons forget, and how fast. `symmetric`: within the space of states that have the device's symmetry. False
 * where the kernel has no unique stationary state.
 */
export function relaxation(slot: i32, theta: f64, symmetric: bool): bool {
  if (ASC_FEATURE_SIMD) return relaxationLanes<v128>(slot, theta, symmetric);
  return relaxationLanes<f64>(slot, theta, symmetric);
}

function relaxationLanes<Lane>(slot: i32, theta: f64, symmetric: bool): bool {
  fillLevels<Lane>(slot, theta, slot, theta);
  fillKernel<Lane>();
  if (!(symmetric ? factoriseSymmetric<Lane>() : factorise<Lane>())) return false;
  for (let j = 0; j < states; ++j) {
    if (symmetric) stationarySymmetric<Lane>(column);
    else copyStationary(column);
    // W^# e_j = W^# (e_j - p^(0)), whose components sum to zero
    for (let i = 0; i < states; ++i) {
      set<Lane>(column, i, sub<Lane>(splat<Lane>(i == j ? 1.0 : 0.0), at<Lane>(column, i)));
    }
    if (symmetric) solveSymmetric<Lane>(column, column);
    else solve<Lane>(column, column);
    for (let i = 0; i < states; ++i) setReal(inverse, j * states + i, numberAt(column, i));
  }
  memory.fill(escape, 0, (<usize>states) << 3);
  for (let e = 0; e < edges; ++e) {
    addReal(escape, integer(edgeTable, 2 * e), numberAt(seriesAt(edgeUp, e), 0));
    addReal(escape, integer(edgeTable, 2 * e + 1), numberAt(seriesAt(edgeDown, e), 0));
  }
  fastest = 0.0;
  for (let i = 0; i < states; ++i) fastest = Math.max(fastest, 2.0 * real(escape, i));
  return true;
}
