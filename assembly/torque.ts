// The torque as a function of angle and velocity: theta-dependent coefficients f^(k) of F = sum_k f^(k) omega^k
// (above Eq. 59) on a uniform grid, and local interpolation between its points.

import { TWO_PI } from "./angles";
import { real, reals, setReal } from "./arena";
import { evaluate, point } from "./cycle";
import { fluxCount } from "./fluxes";
import { order } from "./model";

let table: usize = 0;
let points: i32 = 0; // a power of two, so that a mask wraps the angle
let terms: i32 = 0; // order + 1

/** Room for a table of `count` angles, angle by angle, order by order. */
export function layOutTorque(count: i32): void {
  points = count;
  terms = order + 1;
  table = reals(points * terms);
}

/** Fills `count` angles of the table from `first` on. Returns the point that failed, or -1. */
export function tabulate(first: i32, count: i32): i32 {
  const width = fluxCount();
  for (let i = 0; i < count; ++i) {
    const at = first + i;
    if (!evaluate(i, (TWO_PI * <f64>at) / <f64>points)) return at;
    for (let k = 0; k < terms; ++k) setReal(table, at * terms + k, real(point, k * width));
  }
  return -1;
}

// @ts-ignore: decorator
@inline
function sample(index: i32, omega: f64): f64 {
  const row = (index & (points - 1)) * terms;
  let sum = real(table, row + terms - 1);
  for (let k = terms - 2; k >= 0; --k) sum = sum * omega + real(table, row + k);
  return sum;
}

/** Torque at (theta, omega): Lagrange interpolation through the six nearest angles, error of order (spacing)^6. */
export function torque(theta: f64, omega: f64): f64 {
  const u = (theta * <f64>points) / TWO_PI;
  const floor = Math.floor(u);
  const t = u - floor;
  const i = <i32>((<i64>floor) & (<i64>(points - 1)));
  const a = t + 2.0;
  const b = t + 1.0;
  const d = t - 1.0;
  const e = t - 2.0;
  const f = t - 3.0;
  const left = a * b;
  const right = e * f;
  return (
    (-b * t * d * right * sample(i - 2, omega)) / 120.0 +
    (a * t * d * right * sample(i - 1, omega)) / 24.0 -
    (left * d * right * sample(i, omega)) / 12.0 +
    (left * t * right * sample(i + 1, omega)) / 12.0 -
    (left * t * d * f * sample(i + 2, omega)) / 24.0 +
    (left * t * d * e * sample(i + 3, omega)) / 120.0
  );
}
