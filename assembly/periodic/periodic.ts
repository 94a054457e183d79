// The periodic state of Omega dp/dtheta = W(theta) p at a constant velocity (Eq. 48), without an expansion, and the
// integrals over theta in 0..2 pi of torque and currents in it. Panels are chained into one map over the cycle,
// p -> p + T p; T is a matrix of rates per cycle, and the periodic state is its stationary state.

import { addReal, real, reals, setReal } from "../memory/arena";
import { numberAt, set, splat } from "../numerics/lane";
import { copyStationary, factorise, solve } from "../electrons/elimination";
import { fluxCount } from "../electrons/fluxes";
import { STAGES, weights } from "../numerics/lobatto";
import { functionalsAt, panelLength, panels, pointAt } from "./mesh";
import { classes, kernel, occupationAt } from "../electrons/model";
import { layOutPanels, responseAt, solvePanel } from "./panel";

const EPSILON: f64 = 2.220446049250313e-16;

/** A gigabyte. */
const MOST_NUMBERS: f64 = 134217728.0;

/** F, I_r, J_r, ... integrated over theta, then the sizes of what they are sums of, then what those would be with every state full. */
export let integrals: usize = 0;
/** Largest |integrand| at a point of the mesh. */
export let largest: f64 = 0;
/** What rounding may have changed in the occupations, estimated. */
export let rounding: f64 = 0;

let total: usize = 0; // T of the panels so far
let chained: usize = 0;
let moved: usize = 0; // by class of origin: probability that has moved on the way, an upper bound
let occupation: usize = 0; // at the beginning of the panel, by class
let stage: usize = 0; // at a point
let column: usize = 0;

/** Whether a mesh and the maps on it stay within a reasonable memory. */
export function fits(panels: i32): bool {
  const point = classes * (classes + fluxCount());
  const panel = (STAGES - 1) * point + STAGES * (classes - 1) * classes;
  return <f64>panels * <f64>panel < MOST_NUMBERS;
}

export function layOutPeriodic(): void {
  layOutPanels();
  integrals = reals(3 * fluxCount());
  total = reals(classes * classes);
  chained = reals(classes * classes);
  moved = reals(classes);
  occupation = reals(classes);
  stage = reals(classes);
  column = reals(classes);
}

/**
 * Solves at a velocity other than zero, the mesh being filled, `count` panels from `first` on at a time; 0 begins, the
 * last one ends. False where the periodic state is not unique.
 */
export function solvePeriodic(omega: f64, first: i32, count: i32): bool {
  if (first == 0) {
    memory.fill(total, 0, (<usize>(classes * classes)) << 3);
    memory.fill(moved, 0, (<usize>classes) << 3);
  }
  for (let n = first; n < first + count; ++n) {
    solvePanel(n, omega);
    chain(n);
  }
  if (first + count < panels) return true;
  if (!(ASC_FEATURE_SIMD ? close<v128>() : close<f64>())) return false;
  integrate(omega < 0);
  return isFinite(rounding);
}

/** The last class's row of a map whose columns sum to zero. */
function lastRow(map: usize, from: i32): f64 {
  let sum = 0.0;
  for (let a = 0; a < classes - 1; ++a) sum -= real(map, a * classes + from);
  return sum;
}

/** T <- B + T + B T with the map B of the n-th panel. */
function chain(n: i32): void {
  for (let from = 0; from < classes; ++from) {
    let most = 0.0;
    for (let i = 0; i < STAGES; ++i) {
      const map = responseAt(n, i);
      let sum = Math.abs(lastRow(map, from));
      for (let a = 0; a < classes - 1; ++a) sum += Math.abs(real(map, a * classes + from));
      most = Math.max(most, sum);
    }
    for (let j = 0; j < classes; ++j) {
      const here = real(total, from * classes + j) + (from == j ? 1.0 : 0.0);
      addReal(moved, j, most * Math.abs(here));
    }
  }
  const B = responseAt(n, STAGES - 1);
  for (let j = 0; j < classes; ++j) {
    for (let a = 0; a < classes - 1; ++a) {
      let sum = real(B, a * classes + j) + real(total, a * classes + j);
      for (let b = 0; b < classes; ++b) sum += real(B, a * classes + b) * real(total, b * classes + j);
      setReal(chained, a * classes + j, sum);
    }
    setReal(chained, (classes - 1) * classes + j, lastRow(chained, j));
  }
  const spare = total;
  total = chained;
  chained = spare;
}

/**
 * The periodic state at the beginning of the way, and how rounding may have changed it: T is known to EPSILON times
 * what moved, and the group inverse of T says what that does to its stationary state.
 */
function close<Lane>(): bool {
  // T's rates are not negative; where they come out so, it is truncation or rounding
  for (let i = 0; i < classes * classes; ++i) set<Lane>(kernel, i, splat<Lane>(Math.max(0.0, real(total, i))));
  if (!factorise<Lane>(kernel, classes)) return false;
  const x = occupationAt(0, 0);
  copyStationary(x);
  for (let i = 0; i < classes; ++i) setReal(occupation, i, numberAt(x, i));
  let travelled = 0.0;
  let slowest = 0.0;
  for (let j = 0; j < classes; ++j) {
    travelled += real(moved, j) * real(occupation, j);
    for (let i = 0; i < classes; ++i) set<Lane>(x, i, splat<Lane>((i == j ? 1.0 : 0.0) - real(occupation, i)));
    solve<Lane>(x, x);
    let sum = 0.0;
    for (let i = 0; i < classes; ++i) sum += Math.abs(numberAt(x, i));
    slowest = Math.max(slowest, sum);
  }
  rounding = EPSILON * Math.max(1.0, slowest * travelled);
  return true;
}

/** Follows the state once around and adds up what it does. */
function integrate(backwards: bool): void {
  const count = fluxCount();
  memory.fill(integrals, 0, (<usize>(3 * count)) << 3);
  memory.copy(column, occupation, (<usize>classes) << 3);
  largest = 0;
  for (let n = 0; n < panels; ++n) {
    const half = 0.5 * panelLength(n, backwards);
    for (let i = 0; i < STAGES; ++i) {
      respond(responseAt(n, i));
      const functionals = functionalsAt(pointAt(n, i, backwards));
      const share = half * real(weights, i);
      for (let q = 0; q < count; ++q) {
        let value = 0.0;
        let size = 0.0;
        let full = 0.0;
        for (let a = 0; a < classes; ++a) {
          const factor = real(functionals, q * classes + a);
          const term = factor * real(stage, a);
          value += term;
          size += Math.abs(term);
          full += Math.abs(factor);
        }
        addReal(integrals, q, share * value);
        addReal(integrals, count + q, share * size);
        addReal(integrals, 2 * count + q, share * full);
        largest = Math.max(largest, Math.abs(value));
      }
    }
    memory.copy(occupation, stage, (<usize>classes) << 3);
  }
  // after one turn the state must be back
  for (let a = 0; a < classes; ++a) {
    rounding = Math.max(rounding, Math.abs(real(occupation, a) - real(column, a)));
  }
}

/** The state at a stage. */
function respond(map: usize): void {
  let rest = 0.0;
  for (let a = 0; a < classes - 1; ++a) {
    let y = 0.0;
    for (let b = 0; b < classes; ++b) y += real(map, a * classes + b) * real(occupation, b);
    setReal(stage, a, real(occupation, a) + y);
    rest -= y;
  }
  setReal(stage, classes - 1, real(occupation, classes - 1) + rest);
}
