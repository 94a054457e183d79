// The cycle cut into panels with Lobatto points in each, and what the device is at every point: the kernel and the
// fluxes, for all velocities.
//
// States of one class are equally probable, so that the classes' total occupations obey a master equation of their own,
// W_CD = sum_(i in C) W_ij for any j in D. It is smaller than W, and without the modes between equal states, which
// nothing excites and which deep in blockade nothing relaxes.

import { addReal, integer, lanes, real, reals, setReal } from "../memory/arena";
import { LANES, numberAt } from "../numerics/lane";
import { fillFunctionals, fluxCount } from "../electrons/fluxes";
import { fillRates } from "../electrons/rates";
import { layOutLobatto, points, STAGES } from "../numerics/lobatto";
import { classes, classOfState, edgeDown, edges, edgeTable, edgeUp, seriesAt, states } from "../electrons/model";

export let panels: i32 = 0;
/** Where the panels end, one more than there are, from 0 to 2 pi: written by the host. */
export let edgeAngles: usize = 0;
let kernels: usize = 0; // a point: classes x classes, columns sum to zero
let functionals: usize = 0; // a point: fluxCount x classes
let size: usize = 0; // states a class
let resolved: usize = 0; // functionals of the states, in lanes

export function layOutMesh(count: i32): void {
  panels = count;
  edgeAngles = reals(count + 1);
  layOutLobatto();
  kernels = reals(pointCount() * classes * classes);
  functionals = reals(pointCount() * fluxCount() * classes);
  size = reals(classes);
  resolved = lanes(fluxCount() * states);
  for (let i = 0; i < states; ++i) addReal(size, integer(classOfState, i), 1.0);
}

/** Points of the mesh; neighbouring panels share one. */
export function pointCount(): i32 {
  return panels * (STAGES - 1);
}

export function angleOf(point: i32): f64 {
  const panel = point / (STAGES - 1);
  return real(edgeAngles, panel) + 0.5 * lengthOf(panel) * (1.0 + real(points, point % (STAGES - 1)));
}

function lengthOf(panel: i32): f64 {
  return real(edgeAngles, panel + 1) - real(edgeAngles, panel);
}

/** The length of the n-th panel on the way. */
export function panelLength(n: i32, backwards: bool): f64 {
  return lengthOf(backwards ? panels - 1 - n : n);
}

/** The point at a stage of the n-th panel on the way: forwards from theta = 0, or backwards from 2 pi. */
export function pointAt(n: i32, stage: i32, backwards: bool): i32 {
  const along = n * (STAGES - 1) + stage;
  return (backwards ? pointCount() - along : along) % pointCount();
}

export function kernelAt(point: i32): usize {
  return kernels + ((<usize>(point * classes * classes)) << 3);
}

export function functionalsAt(point: i32): usize {
  return functionals + ((<usize>(point * fluxCount() * classes)) << 3);
}

/** Fills `count` points from `first` on; slots count from 0 (see electrons/levels.ts). */
export function tabulateMesh(first: i32, count: i32): void {
  for (let i = 0; i < count; i += LANES) {
    const last = min(i + LANES, count) - 1;
    fillRates(i, angleOf(first + i), last, angleOf(first + last));
    if (ASC_FEATURE_SIMD) fillFunctionals<v128>(resolved);
    else fillFunctionals<f64>(resolved);
    for (let j = i; j <= last; ++j) {
      lumpKernel(kernelAt(first + j), j - i);
      lumpFunctionals(functionalsAt(first + j), j - i);
    }
  }
}

function lumpKernel(W: usize, angle: i32): void {
  memory.fill(W, 0, (<usize>(classes * classes)) << 3);
  for (let e = 0; e < edges; ++e) {
    const lower = integer(classOfState, integer(edgeTable, 2 * e));
    const upper = integer(classOfState, integer(edgeTable, 2 * e + 1));
    const up = numberAt(seriesAt(edgeUp, e), 0, angle) / real(size, lower);
    const down = numberAt(seriesAt(edgeDown, e), 0, angle) / real(size, upper);
    addReal(W, upper * classes + lower, up);
    addReal(W, lower * classes + lower, -up);
    addReal(W, lower * classes + upper, down);
    addReal(W, upper * classes + upper, -down);
  }
}

function lumpFunctionals(out: usize, angle: i32): void {
  memory.fill(out, 0, (<usize>(fluxCount() * classes)) << 3);
  for (let q = 0; q < fluxCount(); ++q) {
    for (let i = 0; i < states; ++i) {
      const c = integer(classOfState, i);
      addReal(out, q * classes + c, numberAt(resolved, q * states + i, angle) / real(size, c));
    }
  }
}
