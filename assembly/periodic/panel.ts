// One panel of the mesh at a constant velocity: Omega dp/dtheta = W p as a polynomial through the Lobatto points,
//
//   k [sum_j D_ij p_j + delta_i0 (p_0 - p_start) / w_0] = W_i p_i,    k = 2 |Omega| / panel length.
//
// The polynomial may jump where the panel begins, from p_start to p_0: then whatever relaxes faster than the panel
// lasts is forgotten at once (Lobatto IIIC, L-stable), and no velocity is too small. The error of an integral over the
// panel is of order length^(2 STAGES - 2); p stays normalised and the balances of charge and energy hold to rounding.
//
// Unknown are the deviations y = p - p_start, which are small where little happens, as linear maps of p_start. They sum
// to zero, so that the last class goes without saying.

import { mul, splat, sub } from "../numerics/lane";
import { real, reals, setReal } from "../memory/arena";
import { derivative, STAGES, weights } from "../numerics/lobatto";
import { kernelAt, panelLength, panels, pointAt } from "./mesh";
import { classes } from "../electrons/model";

let unknowns: i32 = 0;
let width: i32 = 0; // columns: unknowns, then one right-hand side a class
let system: usize = 0;
let spare: usize = 0; // one row
let responses: usize = 0; // a panel, a stage: (classes - 1) x classes

export function layOutPanels(): void {
  unknowns = STAGES * (classes - 1);
  width = unknowns + classes;
  system = reals(unknowns * width);
  spare = reals(width);
  responses = reals(panels * unknowns * classes);
}

/** The deviations at a stage as a linear map of p_start: one row a class but the last. */
export function responseAt(panel: i32, stage: i32): usize {
  return responses + ((<usize>((panel * STAGES + stage) * (classes - 1) * classes)) << 3);
}

function row(i: i32): usize {
  return system + ((<usize>(i * width)) << 3);
}

/** Fills the responses of the n-th panel on the way. */
export function solvePanel(n: i32, omega: f64): void {
  const backwards = omega < 0;
  assemble(n, (2.0 * Math.abs(omega)) / panelLength(n, backwards), backwards);
  eliminate();
  const out = responseAt(n, 0);
  const bytes = (<usize>classes) << 3;
  for (let i = 0; i < unknowns; ++i) {
    memory.copy(out + <usize>i * bytes, row(i) + ((<usize>unknowns) << 3), bytes);
  }
}

function assemble(n: i32, k: f64, backwards: bool): void {
  const free = classes - 1;
  memory.fill(system, 0, (<usize>(unknowns * width)) << 3);
  for (let i = 0; i < STAGES; ++i) {
    const W = kernelAt(pointAt(n, i, backwards));
    for (let a = 0; a < free; ++a) {
      const equation = row(i * free + a);
      for (let j = 0; j < STAGES; ++j) setReal(equation, j * free + a, k * real(derivative, i * STAGES + j));
      if (i == 0) setReal(equation, a, k * (real(derivative, 0) + 1.0 / real(weights, 0)));
      const last = real(W, a * classes + free);
      for (let b = 0; b < free; ++b) {
        const at = i * free + b;
        setReal(equation, at, real(equation, at) - (real(W, a * classes + b) - last));
      }
      for (let b = 0; b < classes; ++b) setReal(equation, unknowns + b, real(W, a * classes + b));
    }
  }
}

/** Gauss elimination with row exchanges; the right-hand sides become the solutions. */
function eliminate(): void {
  for (let i = 0; i < unknowns; ++i) {
    pivot(i);
    const from = row(i);
    const inverse = 1.0 / real(from, i);
    for (let j = i + 1; j < unknowns; ++j) {
      const factor = real(row(j), i) * inverse;
      if (factor != 0) subtractRow(row(j), from, factor, i + 1);
    }
  }
  for (let i = unknowns - 1; i >= 0; --i) {
    const to = row(i);
    for (let j = i + 1; j < unknowns; ++j) subtractRow(to, row(j), real(to, j), unknowns);
    const inverse = 1.0 / real(to, i);
    for (let c = unknowns; c < width; ++c) setReal(to, c, real(to, c) * inverse);
  }
}

/** Brings the row with the largest entry of column i to place i. */
function pivot(i: i32): void {
  let best = i;
  for (let j = i + 1; j < unknowns; ++j) {
    if (Math.abs(real(row(j), i)) > Math.abs(real(row(best), i))) best = j;
  }
  if (best == i) return;
  const bytes = (<usize>width) << 3;
  memory.copy(spare, row(i), bytes);
  memory.copy(row(i), row(best), bytes);
  memory.copy(row(best), spare, bytes);
}

/** to -= factor from, in the columns from `first` on. */
function subtractRow(to: usize, from: usize, factor: f64, first: i32): void {
  let c = first;
  if (ASC_FEATURE_SIMD) c = subtractLanes<v128>(to, from, factor, first);
  for (; c < width; ++c) setReal(to, c, real(to, c) - factor * real(from, c));
}

/** As subtractRow, as far as whole lanes go; returns the first column left. */
// @ts-ignore: decorator
@inline
function subtractLanes<Lane>(to: usize, from: usize, factor: f64, first: i32): i32 {
  const f = splat<Lane>(factor);
  let c = first;
  for (; c + 1 < width; c += 2) {
    const at = (<usize>c) << 3;
    store<Lane>(to + at, sub<Lane>(load<Lane>(to + at), mul<Lane>(f, load<Lane>(from + at))));
  }
  return c;
}
