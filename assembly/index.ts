// The exports and nothing else. A host calls configure, writes the two tables, then asks.

import { clear, real, setReal } from "./memory/arena";
import { layOutChain } from "./electrons/chain";
import * as batch from "./sector/grid";
import { integrateBatch, layOutBatch } from "./sector/grid";
import * as coupled from "./together/coupled";
import * as cycle from "./electrons/cycle";
import * as doubleDot from "./electrons/doubleDot";
import { layOutElimination } from "./electrons/elimination";
import * as fieldRows from "./electrons/field";
import * as ensemble from "./motion/ensemble";
import { exponential } from "./numerics/exponential";
import { boundRates, layOutHopping } from "./together/hopping";
import { fillTurnover, layOutFluxes } from "./electrons/fluxes";
import { layOutKernel } from "./electrons/kernel";
import * as levels from "./electrons/levels";
import * as external from "./motion/load";
import * as model from "./electrons/model";
import { forceNoise, layOutNoise } from "./electrons/noise";
import * as rateTable from "./together/rateTable";
import * as mesh from "./periodic/mesh";
import * as periodic from "./periodic/periodic";
import * as refine from "./sector/list";
import { computeList, layOutList } from "./sector/list";
import { layOutSymmetry } from "./electrons/symmetry";
import * as field from "./motion/field";
import { followSeries } from "./motion/seriesMotion";

export {
  burden,
  place,
  resume,
  setTurns,
  theta,
  omega,
  time,
  step,
  steps,
  turnedAt,
  turnedBefore,
  lowest,
  highest,
} from "./motion/rotor";
export { revolve } from "./motion/revolution";
export { layOutEnsemble, setCommon } from "./motion/ensemble";
export { diffuse } from "./motion/langevin";
export { hop } from "./together/hopping";
export { solvePeriodic } from "./periodic/periodic";
export { fillFieldRows, layOutFieldRows } from "./electrons/field";

/**
 * Lays out tables and buffers; every pointer handed out before is dead.
 * `slots`: angles whose series the host supplies at a time, or 0 for the double dot's own formulas.
 */
export function configure(
  states: i32,
  leads: i32,
  levels_: i32,
  weights: i32,
  channels: i32,
  edges: i32,
  transitions: i32,
  classes: i32,
  order: i32,
  slots: i32,
): void {
  model.layOut(states, leads, levels_, weights, channels, edges, transitions, classes, order);
  levels.layOutLevels(slots);
  layOutKernel();
  layOutElimination();
  layOutSymmetry();
  layOutChain();
  layOutNoise();
  layOutFluxes();
  cycle.layOutCycle();
}

/** Where the host writes the i32 table: the first block of electrons/model.ts, in its order. */
export function integerTable(): usize {
  return model.integerTable;
}

/** Where the host writes the f64 table: the parameters, leads and rates of electrons/model.ts, in its order. */
export function realTable(): usize {
  return model.realTable;
}

/** The double dot's numbers: epsilonBar L and R, orbit radius, U, tc. */
export function doubleDotParameters(): usize {
  return doubleDot.parameters;
}

/** Slots of series for other devices: levels, then weights, `seriesLength` coefficients each. */
export function slotTable(): usize {
  return levels.slotTable;
}

/** Computes one angle, from slot 0 or theta; 0 where the kernel has no unique stationary state. */
export function evaluate(theta: f64): i32 {
  return cycle.evaluate(0, theta) ? 1 : 0;
}

/** Integrands of the angle last evaluated: (order + 1) x (F, I_r, J_r, ...). */
export function point(): usize {
  return cycle.point;
}

/** The sizes of what the integrands of the angle last evaluated are sums of, as `point`; overwrites `turnover`. */
export function pointTurnover(): usize {
  fillTurnover(cycle.turnover);
  return cycle.turnover;
}

/** p^(k) of the angle last evaluated, one number a state. */
export function occupation(k: i32): usize {
  return model.occupationAt(k, 0);
}

/** Energies of the angle last evaluated: `seriesLength` numbers a level, the energy first. */
export function energies(): usize {
  return model.energy;
}

/** D of the force noise at the angle last evaluated. */
export function noise(): f64 {
  return forceNoise();
}

/** Coefficients of every series in the angle: order + 1, and at least 2. */
export function seriesLength(): i32 {
  return model.length;
}

/** Empties the sums of the cycle. */
export function beginCycle(): void {
  cycle.beginCycle();
}

/** Adds nodes of a uniform grid to the sums; the node that failed, or -1. */
export function addNodes(first: i32, count: i32, nodes: i32, offset: f64): i32 {
  return cycle.addNodes(first, count, nodes, offset);
}

/** Trapezoid sums of the last `integrate`: (order + 1) x (F, I_r, J_r, ...). */
export function integrals(): usize {
  return cycle.integrals;
}

/** The same sums over the sizes of what the integrands are sums of. */
export function turnover(): usize {
  return cycle.turnover;
}

/** The largest |integrand| of each order that the last `integrate` met: order + 1 numbers. */
export function largest(): usize {
  return cycle.largest;
}

/** Group inverse of W at an angle, states x states column by column; 0 where there is none. See electrons/cycle.ts. */
export function relaxation(slot: i32, theta: f64, symmetric: bool): usize {
  return cycle.relaxation(slot, theta, symmetric) ? cycle.inverse : 0;
}

/** 1-norm of W at the angle of the last `relaxation`. */
export function fastestRate(): f64 {
  return cycle.fastest;
}

/** Where `fillFieldRows` leaves the rows. */
export function fieldRowsAt(): usize {
  return fieldRows.rows;
}

/** Lays out a field; every pointer handed out before is dead. */
export function configureField(points: i32, order: i32, noise: bool): void {
  clear();
  field.layOutField(points, order, noise);
}

/** Where the host writes the field, and the numbers of a row, those that fill up a lane included. */
export function fieldTable(): usize {
  return field.table;
}

export function fieldColumns(): i32 {
  return field.columns;
}

/** Lays out the motion under the field; what was laid out before stays. */
export function layOutSeriesMotion(profile: bool): void {
  external.layOutLoad(profile ? field.points : 0);
  followSeries();
}

/** The torque of the field. */
export function torque(theta: f64, omega: f64): f64 {
  field.locateField(theta);
  return field.force(omega);
}

/** Lays out the motion with the electrons as unknowns, for a device of order 0; what was laid out before stays. */
export function layOutCoupledMotion(points: i32, profile: bool): void {
  rateTable.layOutRates(points);
  coupled.layOutCoupled();
  external.layOutLoad(profile ? points : 0);
  coupled.followTogether();
}

/** Fills angles of the table of rates. */
export function tabulateRates(first: i32, count: i32): void {
  rateTable.tabulateRates(first, count);
}

/** As `evaluate` at order 0, from the table of rates. */
export function evaluateRates(theta: f64): i32 {
  const p = model.occupationAt(0, 0);
  rateTable.locateRates(theta);
  if (!rateTable.stationaryState(p)) return 0;
  setReal(cycle.point, 0, rateTable.torqueOf(p));
  rateTable.fillCurrents(cycle.point + 8, p);
  return 1;
}

/** gamma_ext of the external torque. */
export function setFriction(gamma: f64): void {
  external.setFriction(gamma);
}

/** The external torque's profile, a number an angle of the motion's table; 0 where none was laid out. */
export function loadProfile(): usize {
  return external.profile;
}

/** Settles the electrons at an angle; 0 where no unique stationary state exists. */
export function settleElectrons(theta: f64): i32 {
  return coupled.settleElectrons(theta) ? 1 : 0;
}

/** p, one number a state. */
export function electrons(): usize {
  return coupled.electrons();
}

/** Charge and heat that have gone into each lead since the electrons were settled. */
export function transferred(): usize {
  return coupled.transferred;
}

// Many rotors with random numbers: see motion/ensemble.ts for the layout of both tables.

/** Lays out electrons that hop, on top of a filled table of rates. */
export function layOutHops(): void {
  layOutHopping();
  boundRates();
}

export function rotors(): usize {
  return ensemble.rotors;
}

export function random(): usize {
  return ensemble.random;
}

/**
 * Lays out the mesh of the periodic state; what was laid out before stays. Returns its number of points, or 0, with
 * nothing laid out, where it would be too large.
 */
export function layOutPeriodic(panels: i32): i32 {
  if (!periodic.fits(panels)) return 0;
  mesh.layOutMesh(panels);
  periodic.layOutPeriodic();
  return mesh.pointCount();
}

/** Where a point of the mesh lies: where the host takes the series of its slot. */
export function meshAngle(point: i32): f64 {
  return mesh.angleOf(point);
}

/** Fills points of the mesh. */
export function tabulateMesh(first: i32, count: i32): void {
  mesh.tabulateMesh(first, count);
}

/** Integrals over the cycle at the velocity last solved: F, I_r, J_r, ... */
export function periodicIntegrals(): usize {
  return periodic.integrals;
}

/** Largest |integrand| at the velocity last solved. */
export function periodicLargest(): f64 {
  return periodic.largest;
}

/** Error of the occupations by rounding, estimated, at the velocity last solved. */
export function periodicRounding(): f64 {
  return periodic.rounding;
}

// The spin-symmetric double dot, two angles an instruction where the machine has vectors: see grid.ts and list.ts in sector/.

/** Lays out for grids of one orbit with several devices; every pointer handed out before is dead. */
export function configureBatch(order: i32, devices: i32, nodes: i32): void {
  if (ASC_FEATURE_SIMD) layOutBatch<v128>(order, devices, nodes);
  else layOutBatch<f64>(order, devices, nodes);
}

export function batchInput(): usize {
  return batch.given;
}

export function batchResults(): usize {
  return batch.results;
}

/** What the last grid turned over, a device: see sector/grid.ts. */
export function batchTurnover(): usize {
  return batch.turnover;
}

/** Integrates all devices over one grid. */
export function batchGrid(centreL: f64, centreR: f64, radius: f64, tc: f64, nodes: i32, offset: f64): void {
  if (ASC_FEATURE_SIMD) integrateBatch<v128>(centreL, centreR, radius, tc, nodes, offset, true);
  else integrateBatch<f64>(centreL, centreR, radius, tc, nodes, offset, true);
}

/** Lays out for a list of devices; every pointer handed out before is dead. */
export function configureList(order: i32, count: i32): void {
  if (ASC_FEATURE_SIMD) layOutList<v128>(order, count);
  else layOutList<f64>(order, count);
}

export function listInput(): usize {
  return refine.list;
}

export function listAnswers(): usize {
  return refine.answers;
}

/** Computes every device of the list to the tolerance. */
export function listCompute(count: i32, tolerance: f64, nodesPerFeature: f64): void {
  if (ASC_FEATURE_SIMD) computeList<v128>(count, tolerance, nodesPerFeature);
  else computeList<f64>(count, tolerance, nodesPerFeature);
}

/** The exponential of `count` numbers, as the vector code computes it; for its test. */
export function exponentials(input: usize, output: usize, count: i32): void {
  if (ASC_FEATURE_SIMD) {
    for (let i = 0; i < count; i += 2) {
      store<v128>(output + ((<usize>i) << 3), exponential<v128>(load<v128>(input + ((<usize>i) << 3))));
    }
  } else {
    for (let i = 0; i < count; ++i) setReal(output, i, exponential<f64>(real(input, i)));
  }
}
