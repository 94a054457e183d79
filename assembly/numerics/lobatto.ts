// The Legendre-Gauss-Lobatto points of [-1, 1], both ends among them, with the weights of their quadrature and the
// derivative of the polynomial through them.

import { real, reals, setReal } from "../memory/arena";

export const STAGES: i32 = 8;

export let points: usize = 0;
export let weights: usize = 0;
/** STAGES x STAGES: row i gives the derivative at point i. */
export let derivative: usize = 0;
let legendre: usize = 0; // P_n at the points, n = STAGES - 1

/** Lays out and fills the tables. The inner points are the zeros of P_n', found by Newton's method. */
export function layOutLobatto(): void {
  points = reals(STAGES);
  weights = reals(STAGES);
  derivative = reals(STAGES * STAGES);
  legendre = reals(STAGES);
  const n = <f64>(STAGES - 1);
  for (let i = 0; i < STAGES; ++i) {
    let x = -Math.cos((Math.PI * <f64>i) / n);
    let P = 1.0;
    for (let step = 0; step < 12; ++step) {
      let before = 1.0; // P_(k-1)
      P = x;
      for (let k = 2; k < STAGES; ++k) {
        const next = (<f64>(2 * k - 1) * x * P - <f64>(k - 1) * before) / <f64>k;
        before = P;
        P = next;
      }
      x -= (x * P - before) / ((n + 1.0) * P);
    }
    setReal(points, i, x);
    setReal(legendre, i, P);
    setReal(weights, i, 2.0 / (n * (n + 1.0) * P * P));
  }
  for (let i = 0; i < STAGES; ++i) {
    for (let j = 0; j < STAGES; ++j) {
      if (i == j) continue;
      const distance = real(points, i) - real(points, j);
      setReal(derivative, i * STAGES + j, real(legendre, i) / (real(legendre, j) * distance));
    }
  }
  setReal(derivative, 0, -0.25 * n * (n + 1.0));
  setReal(derivative, STAGES * STAGES - 1, 0.25 * n * (n + 1.0));
}
