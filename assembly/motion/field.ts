// The field in which rotors move, over the angle: the coefficients f^(k) of the force F = sum_k f^(k) omega^k (above
// Eq. 59) and, where rotors diffuse, the strength D of its noise (Eq. 7), on a uniform grid with local interpolation
// between its points. The host writes the table, whoever computed it.

import { real, reals } from "../memory/arena";
import { closeTable, columnsFor, interpolate, layOutTable, locate } from "../numerics/stencil";

/** Highest power of the velocity. */
export let order: i32 = 0;
/** Angles of the grid, a power of two. */
export let points: i32 = 0;
/** A row of `columns` numbers an angle: f^(0) ... f^(order), then D where there is noise, then what fills up a lane. */
export let table: usize = 0;
export let columns: i32 = 0;
let sample: usize = 0; // the row at the angle last located

export function layOutField(points_: i32, order_: i32, noise: bool): void {
  points = points_;
  order = order_;
  columns = columnsFor(order + (noise ? 2 : 1));
  table = layOutTable(points, columns);
  sample = reals(columns);
}

/** Takes the table as written. */
export function closeField(): void {
  closeTable(table, points, columns);
}

/** Takes force and noise at theta. */
export function locateField(theta: f64): void {
  locate(theta, points);
  interpolate(sample, table, columns);
}

/** f^(k) at the angle last located. */
// @ts-ignore: decorator
@inline
export function coefficient(k: i32): f64 {
  return real(sample, k);
}

/** F at a velocity and the angle last located. */
export function force(omega: f64): f64 {
  let sum = coefficient(order);
  for (let k = order - 1; k >= 0; --k) sum = sum * omega + coefficient(k);
  return sum;
}

/** D at the angle last located; between its points a table may undershoot. */
// @ts-ignore: decorator
@inline
export function strength(): f64 {
  return Math.max(0.0, real(sample, order + 1));
}
