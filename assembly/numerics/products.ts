// Products of small dense matrices whose elements are lanes, row after row.

import { add, at, increase, LANE_BYTES, mul, splat } from "./lane";

/**
 * C += A B. A has `inner` columns; its elements lie `down` lanes apart from row to row and `across` from column to column,
 * so that A may be the transpose of what is stored. Rows of B and C lie `strideB` and `strideC` lanes apart.
 */
export function addProduct<Lane>(
  C: usize,
  strideC: i32,
  A: usize,
  down: i32,
  across: i32,
  B: usize,
  strideB: i32,
  rows: i32,
  inner: i32,
  columns: i32,
): void {
  const stepA = <usize>across * LANE_BYTES;
  const stepB = <usize>strideB * LANE_BYTES;
  for (let i = 0; i < rows; ++i) {
    const from = A + <usize>(i * down) * LANE_BYTES;
    const to = C + <usize>(i * strideC) * LANE_BYTES;
    let j = 0;
    // four columns at a time stay in registers
    for (; j + 4 <= columns; j += 4) {
      let c0 = splat<Lane>(0.0);
      let c1 = c0;
      let c2 = c0;
      let c3 = c0;
      let a = from;
      let b = B + <usize>j * LANE_BYTES;
      for (let m = 0; m < inner; ++m) {
        const x = load<Lane>(a);
        c0 = add<Lane>(c0, mul<Lane>(x, at<Lane>(b, 0)));
        c1 = add<Lane>(c1, mul<Lane>(x, at<Lane>(b, 1)));
        c2 = add<Lane>(c2, mul<Lane>(x, at<Lane>(b, 2)));
        c3 = add<Lane>(c3, mul<Lane>(x, at<Lane>(b, 3)));
        a += stepA;
        b += stepB;
      }
      increase<Lane>(to, j, c0);
      increase<Lane>(to, j + 1, c1);
      increase<Lane>(to, j + 2, c2);
      increase<Lane>(to, j + 3, c3);
    }
    for (; j < columns; ++j) {
      let c = splat<Lane>(0.0);
      let a = from;
      let b = B + <usize>j * LANE_BYTES;
      for (let m = 0; m < inner; ++m) {
        c = add<Lane>(c, mul<Lane>(load<Lane>(a), load<Lane>(b)));
        a += stepA;
        b += stepB;
      }
      increase<Lane>(to, j, c);
    }
  }
}
