// Cosines and sines of a uniform grid by the addition theorem: a coarse angle for every block of sixteen nodes and a
// fine one within the block, so that a grid costs one sixteenth of its sines.

import { real, reals, setReal } from "../memory/arena";
import { add, mul, splat, sub } from "./lane";

const BLOCK: i32 = 16;
export const TWO_PI: f64 = 6.283185307179586;

let fine: usize = 0; // 16 cosines, 16 sines
let coarse: usize = 0; // cosine and sine of every block
let capacity: i32 = 0;

/** Room for grids of up to `nodes`. */
export function layOutAngles(nodes: i32): void {
  fine = reals(2 * BLOCK);
  capacity = (nodes + BLOCK - 1) / BLOCK;
  coarse = reals(2 * capacity);
}

/** The grid theta_i = 2 pi (i + offset) / nodes. */
export function fillAngles(nodes: i32, offset: f64): void {
  const spacing = TWO_PI / <f64>nodes;
  for (let i = 0; i < BLOCK; ++i) {
    setReal(fine, i, Math.cos(spacing * <f64>i));
    setReal(fine, BLOCK + i, Math.sin(spacing * <f64>i));
  }
  const blocks = (nodes + BLOCK - 1) / BLOCK;
  for (let i = 0; i < blocks; ++i) {
    const theta = spacing * (<f64>(i * BLOCK) + offset);
    setReal(coarse, 2 * i, Math.cos(theta));
    setReal(coarse, 2 * i + 1, Math.sin(theta));
  }
}

/** cos(theta_i), and of the next node beside it; i even. */
// @ts-ignore: decorator
@inline
export function cosine<Lane>(i: i32): Lane {
  const block = i / BLOCK;
  const at = fine + ((<usize>(i & (BLOCK - 1))) << 3);
  const c = mul<Lane>(splat<Lane>(real(coarse, 2 * block)), load<Lane>(at));
  return sub<Lane>(c, mul<Lane>(splat<Lane>(real(coarse, 2 * block + 1)), load<Lane>(at + (BLOCK << 3))));
}

/** sin(theta_i), and of the next node beside it; i even. */
// @ts-ignore: decorator
@inline
export function sine<Lane>(i: i32): Lane {
  const block = i / BLOCK;
  const at = fine + ((<usize>(i & (BLOCK - 1))) << 3);
  const s = mul<Lane>(splat<Lane>(real(coarse, 2 * block + 1)), load<Lane>(at));
  return add<Lane>(s, mul<Lane>(splat<Lane>(real(coarse, 2 * block)), load<Lane>(at + (BLOCK << 3))));
}
