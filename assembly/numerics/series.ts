// Truncated Taylor series in the rotor angle: a(theta + h) = a_0 + a_1 h + ... + a_K h^K.
// A series is a pointer to its K + 1 coefficients. Each recurrence stands in the comment above its function.
// Outputs must not overlap inputs.

import { real, setReal } from "../memory/arena";

/** c = a b:  c_k = sum_(j=0..k) a_j b_(k-j). */
export function multiply(c: usize, a: usize, b: usize, order: i32): void {
  for (let k = 0; k <= order; ++k) {
    let sum = 0.0;
    for (let j = 0; j <= k; ++j) sum += real(a, j) * real(b, k - j);
    setReal(c, k, sum);
  }
}

/** c = a / b:  c_k = (a_k - sum_(j=1..k) b_j c_(k-j)) / b_0. */
export function divide(c: usize, a: usize, b: usize, order: i32): void {
  const inverse = 1.0 / real(b, 0);
  for (let k = 0; k <= order; ++k) {
    let sum = real(a, k);
    for (let j = 1; j <= k; ++j) sum -= real(b, j) * real(c, k - j);
    setReal(c, k, sum * inverse);
  }
}

/** c = sqrt(a):  c_k = (a_k - sum_(j=1..k-1) c_j c_(k-j)) / (2 c_0). */
export function squareRoot(c: usize, a: usize, order: i32): void {
  const root = Math.sqrt(real(a, 0));
  const inverse = 0.5 / root;
  setReal(c, 0, root);
  for (let k = 1; k <= order; ++k) {
    let sum = real(a, k);
    for (let j = 1; j < k; ++j) sum -= real(c, j) * real(c, k - j);
    setReal(c, k, sum * inverse);
  }
}

/**
 * radius cos(theta) and radius sin(theta) about theta:
 * the k-th derivative turns the phase by k pi/2, so no recurrence is needed.
 */
export function circle(cosine: usize, sine: usize, radius: f64, theta: f64, order: i32): void {
  let c = radius * Math.cos(theta);
  let s = radius * Math.sin(theta);
  for (let k = 0; k <= order; ++k) {
    setReal(cosine, k, c);
    setReal(sine, k, s);
    const next = <f64>(k + 1);
    const turned = c;
    c = -s / next;
    s = turned / next;
  }
}
