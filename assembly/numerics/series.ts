// Truncated Taylor series in the rotor angle: a(theta + h) = a_0 + a_1 h + ... + a_K h^K.
// A series is a pointer to its K + 1 coefficients, in lanes. Each recurrence stands in the comment above its function.
// Outputs must not overlap inputs.

import { add, at, div, mul, neg, set, splat, sqrt, sub } from "./lane";

/** c = a b:  c_k = sum_(j=0..k) a_j b_(k-j). */
export function multiply<Lane>(c: usize, a: usize, b: usize, order: i32): void {
  for (let k = 0; k <= order; ++k) set<Lane>(c, k, convolution<Lane>(a, b, 0, k, k));
}

/** c = a / b:  c_k = (a_k - sum_(j=1..k) b_j c_(k-j)) / b_0. */
export function divide<Lane>(c: usize, a: usize, b: usize, order: i32): void {
  const inverse = div<Lane>(splat<Lane>(1.0), at<Lane>(b, 0));
  for (let k = 0; k <= order; ++k) {
    set<Lane>(c, k, mul<Lane>(sub<Lane>(at<Lane>(a, k), convolution<Lane>(b, c, 1, k, k)), inverse));
  }
}

/** c = sqrt(a):  c_k = (a_k - sum_(j=1..k-1) c_j c_(k-j)) / (2 c_0). */
export function squareRoot<Lane>(c: usize, a: usize, order: i32): void {
  const root = sqrt<Lane>(at<Lane>(a, 0));
  const inverse = div<Lane>(splat<Lane>(0.5), root);
  set<Lane>(c, 0, root);
  for (let k = 1; k <= order; ++k) {
    set<Lane>(c, k, mul<Lane>(sub<Lane>(at<Lane>(a, k), convolution<Lane>(c, c, 1, k - 1, k)), inverse));
  }
}

/** sum_(j=from..to) a_j b_(k-j) */
export function convolution<Lane>(a: usize, b: usize, from: i32, to: i32, k: i32): Lane {
  let sum = splat<Lane>(0.0);
  for (let j = from; j <= to; ++j) sum = add<Lane>(sum, mul<Lane>(at<Lane>(a, j), at<Lane>(b, k - j)));
  return sum;
}

/**
 * cos(h theta) and sin(h theta) about the angle where they are `c` and `s`:
 * the k-th derivative turns the phase by k pi/2 and brings a factor h^k, so no recurrence is needed.
 */
export function circle<Lane>(cosine: usize, sine: usize, c: Lane, s: Lane, harmonic: f64, order: i32): void {
  for (let k = 0; k <= order; ++k) {
    set<Lane>(cosine, k, c);
    set<Lane>(sine, k, s);
    const factor = splat<Lane>(harmonic / <f64>(k + 1));
    const turned = c;
    c = neg<Lane>(mul<Lane>(s, factor));
    s = mul<Lane>(turned, factor);
  }
}
