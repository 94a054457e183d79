// What a host asks of periodic states at constant velocities: see periodic/periodic.ts.

import * as mesh from "../periodic/mesh";
import * as periodic from "../periodic/periodic";

export { angleOf as meshAngle, edgeAngles as panelEdges, tabulateMesh } from "../periodic/mesh";
export {
  integrals as periodicIntegrals,
  largest as periodicLargest,
  rounding as periodicRounding,
} from "../periodic/periodic";

/**
 * Lays out the mesh of the periodic state, whose edges the host then writes; what was laid out before stays. Returns its
 * number of points, or 0, with nothing laid out, where it would be too large.
 */
export function layOutPeriodic(panels: i32): i32 {
  if (!periodic.fits(panels)) return 0;
  mesh.layOutMesh(panels);
  periodic.layOutPeriodic();
  return mesh.pointCount();
}

/** Solves at a velocity, `count` panels from `first` on; 0 where the periodic state is not unique. */
export function solvePeriodic(omega: f64, first: i32, count: i32): i32 {
  return periodic.solvePeriodic(omega, first, count) ? 1 : 0;
}
