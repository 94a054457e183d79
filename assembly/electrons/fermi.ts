// The Fermi function of a series, and that of the hole, without a subtraction that loses the small one of the two.

import { real, setReal } from "../memory/arena";

/**
 * f = 1/(1 + exp(x)) and its complement h = f(-x), as series.
 *
 * Order 0 from exp(-|x|), which never overflows and keeps the relative accuracy of both.
 * Beyond, f' = -g x' with g = f h:  f_k = -(1/k) sum_(j=1..k) j x_j g_(k-j),  h_k = -f_k,  g_k = sum_j f_j h_(k-j).
 * `g` is scratch of the same length.
 */
export function fermi(f: usize, h: usize, g: usize, x: usize, order: i32): void {
  const x0 = real(x, 0);
  const e = Math.exp(-Math.abs(x0));
  const large = 1.0 / (1.0 + e);
  const small = e * large;
  setReal(f, 0, x0 > 0 ? small : large);
  setReal(h, 0, x0 > 0 ? large : small);
  setReal(g, 0, small * large);
  for (let k = 1; k <= order; ++k) {
    let sum = 0.0;
    for (let j = 1; j <= k; ++j) sum += <f64>j * real(x, j) * real(g, k - j);
    const fk = -sum / <f64>k;
    setReal(f, k, fk);
    setReal(h, k, -fk);
    let product = 0.0;
    for (let j = 0; j <= k; ++j) product += real(f, j) * real(h, k - j);
    setReal(g, k, product);
  }
}
