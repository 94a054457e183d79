// Periodic functions of the angle, known on a uniform grid: Lagrange interpolation through the six nearest angles, with
// an error of order (spacing)^6. A table is a row of numbers an angle; one set of weights serves all of them.

import { TWO_PI } from "./angles";
import { add, mul, splat } from "./lane";

let mask: i32 = 0; // points - 1, the number of points being a power of two
let nearest: i32 = 0; // the grid angle below theta
let w0: f64 = 0; // weights of the grid angles nearest - 2 ... nearest + 3
let w1: f64 = 0;
let w2: f64 = 0;
let w3: f64 = 0;
let w4: f64 = 0;
let w5: f64 = 0;

/** Columns of a table's row that holds `count` numbers: filled up to whole lanes. */
export function columnsFor(count: i32): i32 {
  return (count + 1) & ~1;
}

/** Takes the weights of theta on a grid of `points`, a power of two. */
export function locate(theta: f64, points: i32): void {
  const u = (theta * <f64>points) / TWO_PI;
  const floor = Math.floor(u);
  const t = u - floor;
  mask = points - 1;
  nearest = <i32>((<i64>floor) & (<i64>mask));
  const a = t + 2.0;
  const b = t + 1.0;
  const d = t - 1.0;
  const e = t - 2.0;
  const f = t - 3.0;
  const left = a * b;
  const right = e * f;
  const middle = t * d;
  w0 = (-b * middle * right) / 120.0;
  w1 = (a * middle * right) / 24.0;
  w2 = (-left * d * right) / 12.0;
  w3 = (left * t * right) / 12.0;
  w4 = (-left * middle * f) / 24.0;
  w5 = (left * middle * e) / 120.0;
}

// @ts-ignore: decorator
@inline
function row(table: usize, offset: i32, stride: usize): usize {
  return table + <usize>((nearest + offset) & mask) * stride;
}

/** The row of a table at the angle last located; `columns` as columnsFor gives them. */
function interpolateIn<Lane>(out: usize, table: usize, columns: i32): void {
  const stride = (<usize>columns) << 3;
  const r0 = row(table, -2, stride);
  const r1 = row(table, -1, stride);
  const r2 = row(table, 0, stride);
  const r3 = row(table, 1, stride);
  const r4 = row(table, 2, stride);
  const r5 = row(table, 3, stride);
  const v0 = splat<Lane>(w0);
  const v1 = splat<Lane>(w1);
  const v2 = splat<Lane>(w2);
  const v3 = splat<Lane>(w3);
  const v4 = splat<Lane>(w4);
  const v5 = splat<Lane>(w5);
  for (let c: usize = 0; c < stride; c += sizeof<Lane>()) {
    const outer = add<Lane>(mul<Lane>(v0, load<Lane>(r0 + c)), mul<Lane>(v5, load<Lane>(r5 + c)));
    const middle = add<Lane>(mul<Lane>(v1, load<Lane>(r1 + c)), mul<Lane>(v4, load<Lane>(r4 + c)));
    const inner = add<Lane>(mul<Lane>(v2, load<Lane>(r2 + c)), mul<Lane>(v3, load<Lane>(r3 + c)));
    store<Lane>(out + c, add<Lane>(add<Lane>(outer, middle), inner));
  }
}

/** Writes the row of a table at the angle last located to `out`. */
export function interpolate(out: usize, table: usize, columns: i32): void {
  if (ASC_FEATURE_SIMD) interpolateIn<v128>(out, table, columns);
  else interpolateIn<f64>(out, table, columns);
}

/** As `interpolate`, for a table of one number an angle. */
export function interpolateNumber(table: usize): f64 {
  return (
    w0 * load<f64>(row(table, -2, 8)) +
    w1 * load<f64>(row(table, -1, 8)) +
    w2 * load<f64>(row(table, 0, 8)) +
    w3 * load<f64>(row(table, 1, 8)) +
    w4 * load<f64>(row(table, 2, 8)) +
    w5 * load<f64>(row(table, 3, 8))
  );
}
