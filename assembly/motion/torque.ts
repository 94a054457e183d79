// The torque as a function of angle and velocity: theta-dependent coefficients f^(k) of F = sum_k f^(k) omega^k
// (above Eq. 59) on a uniform grid, and local interpolation between its points.

import { TWO_PI } from "../numerics/angles";
import { real, reals, setReal } from "../memory/arena";
import { evaluate, point } from "../electrons/cycle";
import { fluxCount } from "../electrons/fluxes";
import { order } from "../electrons/model";
import { columnsFor, interpolate, locate } from "../numerics/stencil";

let table: usize = 0; // a row an angle: f^(0) ... f^(order)
let points: i32 = 0; // a power of two
let columns: i32 = 0;
let sample: usize = 0; // the row at the angle last asked for

/** Room for a table of `count` angles, angle by angle, order by order. */
export function layOutTorque(count: i32): void {
  points = count;
  columns = columnsFor(order + 1);
  table = reals(points * columns);
  sample = reals(columns);
}

/** Fills `count` angles of the table from `first` on. Returns the point that failed, or -1. */
export function tabulate(first: i32, count: i32): i32 {
  const width = fluxCount();
  for (let i = 0; i < count; ++i) {
    const at = first + i;
    if (!evaluate(i, (TWO_PI * <f64>at) / <f64>points)) return at;
    for (let k = 0; k <= order; ++k) setReal(table, at * columns + k, real(point, k * width));
  }
  return -1;
}

/** Torque at (theta, omega). */
export function torque(theta: f64, omega: f64): f64 {
  locate(theta, points);
  interpolate(sample, table, columns);
  let sum = real(sample, order);
  for (let k = order - 1; k >= 0; --k) sum = sum * omega + real(sample, k);
  return sum;
}
