// The Gauss-Legendre rule of [-1, 1], and what it sees of an integrand's Legendre coefficients in the middle and at the end
// of the degrees that it can tell apart: how fast they fall says how well the rule does.

import { real, reals, setReal } from "../memory/arena";

export const GAUSS: i32 = 16;

/** In ascending order. */
export let gaussPoints: usize = 0;
/** They sum to one. */
export let gaussWeights: usize = 0;
/** The sum of these times an integrand is its Legendre coefficient of degree GAUSS/2 - 1, GAUSS/2; GAUSS - 2, GAUSS - 1. */
export let gaussMiddle: usize = 0;
export let gaussEnd: usize = 0;

/** Lays out and fills the rule. The points are the zeros of P_n, found by Newton's method. */
export function layOutGauss(): void {
  gaussPoints = reals(GAUSS);
  gaussWeights = reals(GAUSS);
  gaussMiddle = reals(2 * GAUSS);
  gaussEnd = reals(2 * GAUSS);
  const n = <f64>GAUSS;
  for (let i = 0; i < GAUSS; ++i) {
    let x = -Math.cos((Math.PI * (<f64>i + 0.75)) / (n + 0.5));
    let slope = 0.0;
    for (let step = 0; step < 8; ++step) {
      let before = 0.0; // P_(k-1)
      let P = 1.0;
      for (let k = 1; k <= GAUSS; ++k) {
        const next = (<f64>(2 * k - 1) * x * P - <f64>(k - 1) * before) / <f64>k;
        before = P;
        P = next;
      }
      slope = (n * (before - x * P)) / (1.0 - x * x);
      x -= P / slope;
    }
    const w = 1.0 / ((1.0 - x * x) * slope * slope);
    setReal(gaussPoints, i, x);
    setReal(gaussWeights, i, w);
    let before = 0.0;
    let P = 1.0;
    for (let k = 0; k < GAUSS; ++k) {
      const coefficient = <f64>(2 * k + 1) * w * P;
      if (k == GAUSS / 2 - 1) setReal(gaussMiddle, i, coefficient);
      if (k == GAUSS / 2) setReal(gaussMiddle, GAUSS + i, coefficient);
      if (k == GAUSS - 2) setReal(gaussEnd, i, coefficient);
      if (k == GAUSS - 1) setReal(gaussEnd, GAUSS + i, coefficient);
      const next = (<f64>(2 * k + 1) * x * P - <f64>k * before) / <f64>(k + 1);
      before = P;
      P = next;
    }
  }
}
