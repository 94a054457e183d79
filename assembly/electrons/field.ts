// What the electrons of the frozen device do to a rotor, over the angle: rows of a field (motion/field.ts) for the host
// to carry where rotors move.

import { TWO_PI } from "../numerics/angles";
import { real, reals, setReal } from "../memory/arena";
import { evaluate, point, pointNoise } from "./cycle";
import { fluxCount } from "./fluxes";
import { order } from "./model";

/** A row an angle: f^(0) ... f^(order), then D where it was asked for. */
export let rows: usize = 0;

/** Room for the rows of so many angles at a time, D included. */
export function layOutFieldRows(count: i32): void {
  rows = reals(count * (order + 2));
}

/** Fills the rows of `count` angles, from `first` on, of a grid of `points`; slots count from 0. The one that failed, or -1. */
export function fillFieldRows(first: i32, count: i32, points: i32, noise: bool): i32 {
  const fluxes = fluxCount();
  const width = order + (noise ? 2 : 1);
  for (let i = 0; i < count; ++i) {
    const at = first + i;
    if (!evaluate(i, (TWO_PI * <f64>at) / <f64>points)) return at;
    for (let k = 0; k <= order; ++k) setReal(rows, i * width + k, real(point, k * fluxes));
    if (noise) setReal(rows, i * width + order + 1, pointNoise());
  }
  return -1;
}
