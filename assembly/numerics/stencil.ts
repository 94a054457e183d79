// Periodic functions of the angle, known on a uniform grid: Lagrange interpolation through the six nearest angles, with
// an error of order (spacing)^6. A table is a row of numbers an angle; one set of weights serves all of them.

import { reals } from "../memory/arena";
import { TWO_PI } from "./angles";
import { add, mul, splat } from "./lane";

/** Angles that a table repeats behind its last one, so that any six neighbours lie in a row. */
const REPEATED: i32 = 5;

const PER_TURN: f64 = 1.0 / TWO_PI;

/** A sum with it has no room for a fraction: it is rounded to an integer, which stands in its low bits. */
const SHIFT: f64 = 6755399441055744.0; // 1.5 2^52

let first: usize = 0; // of the six grid angles, of which theta is between the third and the fourth
let w0: f64 = 0; // their weights
let w1: f64 = 0;
let w2: f64 = 0;
let w3: f64 = 0;
let w4: f64 = 0;
let w5: f64 = 0;

/** Columns of a table's row that holds `count` numbers: filled up to whole lanes. */
export function columnsFor(count: i32): i32 {
  return (count + 1) & ~1;
}

/** Room for a table of `points` angles, a power of two. */
export function layOutTable(points: i32, columns: i32): usize {
  return reals((points + REPEATED) * columns);
}

/** Closes a table all of whose angles are filled. */
export function closeTable(table: usize, points: i32, columns: i32): void {
  const stride = (<usize>columns) << 3;
  memory.copy(table + <usize>points * stride, table, <usize>REPEATED * stride);
}

/** Takes the weights of theta on a grid of `points`, a power of two. */
export function locate(theta: f64, points: i32): void {
  const u = theta * <f64>points * PER_TURN;
  const shifted = u - 0.5 + SHIFT;
  const t = u - (shifted - SHIFT); // in 0 ... 1
  first = <usize>((<i32>reinterpret<i64>(shifted) - 2) & (points - 1));
  // products of two factors each: p = t (t - 1), q = (t + 1) (t - 2), r = (t + 2) (t - 3)
  const p = t * t - t;
  const q = p - 2.0;
  const r = p - 6.0;
  const outer = p * q * (1.0 / 120.0);
  const middle = p * r * (1.0 / 24.0);
  const inner = q * r * (1.0 / 12.0);
  w0 = outer * (3.0 - t);
  w1 = middle * (t - 2.0);
  w2 = inner * (1.0 - t);
  w3 = inner * t;
  w4 = middle * (-1.0 - t);
  w5 = outer * (t + 2.0);
}

/** The row of a table at the angle last located; `columns` as columnsFor gives them. */
function interpolateIn<Lane>(out: usize, table: usize, columns: i32): void {
  const stride = (<usize>columns) << 3;
  const r0 = table + first * stride;
  const r1 = r0 + stride;
  const r2 = r1 + stride;
  const r3 = r2 + stride;
  const r4 = r3 + stride;
  const r5 = r4 + stride;
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
  const values = table + (first << 3);
  return (
    w0 * load<f64>(values) +
    w1 * load<f64>(values, 8) +
    w2 * load<f64>(values, 16) +
    w3 * load<f64>(values, 24) +
    w4 * load<f64>(values, 32) +
    w5 * load<f64>(values, 40)
  );
}
