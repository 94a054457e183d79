// The binary for the spin-symmetric double dot, two angles an instruction where the machine has vectors: grids over devices on one
// path (sector/grid.ts) and lists of devices to a tolerance (sector/list.ts).

import { integrateGrid, layOutGrid } from "./sector/grid";
import { computeList, layOutList } from "./sector/list";

export { given as gridInput, results as gridResults, turnover as gridTurnover } from "./sector/grid";
export { FLUXES, GIVEN, LEAST_TREES } from "./sector/layout";
export { answers, ENTRY, list } from "./sector/list";

/** Lays out for grids on one path with several devices; every pointer handed out before is dead. */
export function configureGrid(order: i32, devices: i32, nodes: i32): void {
  if (ASC_FEATURE_SIMD) layOutGrid<v128>(order, devices, nodes);
  else layOutGrid<f64>(order, devices, nodes);
}

/** Integrates all devices over one grid. */
export function computeGrid(centreL: f64, centreR: f64, radius: f64, tc: f64, nodes: i32, offset: f64): void {
  if (ASC_FEATURE_SIMD) integrateGrid<v128>(centreL, centreR, radius, tc, nodes, offset, true);
  else integrateGrid<f64>(centreL, centreR, radius, tc, nodes, offset, true);
}

/** Lays out for a list of devices; every pointer handed out before is dead. */
export function configureList(order: i32, count: i32): void {
  if (ASC_FEATURE_SIMD) layOutList<v128>(order, count);
  else layOutList<f64>(order, count);
}

/** Computes every device of the list to the tolerance. */
export function computeDevices(count: i32, tolerance: f64, nodesPerFeature: f64): void {
  if (ASC_FEATURE_SIMD) computeList<v128>(count, tolerance, nodesPerFeature);
  else computeList<f64>(count, tolerance, nodesPerFeature);
}
