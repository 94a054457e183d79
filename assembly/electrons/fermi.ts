// The Fermi function of a series, and that of the hole, without a subtraction that loses the small one of the two.

import { abs, add, at, div, mul, neg, set, splat, whereNegative } from "../numerics/lane";
import { exponential } from "../numerics/exponential";
import { convolution } from "../numerics/series";

/**
 * f = 1/(1 + exp(x)) and its complement h = f(-x), as series.
 *
 * Order 0 from exp(-|x|), which never overflows and keeps the relative accuracy of both.
 * Beyond, f' = -g x' with g = f h:  f_k = -(1/k) sum_(j=1..k) j x_j g_(k-j),  h_k = -f_k,  g_k = sum_j f_j h_(k-j).
 * `g` is scratch of the same length.
 */
export function fermi<Lane>(f: usize, h: usize, g: usize, x: usize, order: i32): void {
  const x0 = at<Lane>(x, 0);
  const e = exponential<Lane>(neg<Lane>(abs<Lane>(x0)));
  const large = div<Lane>(splat<Lane>(1.0), add<Lane>(splat<Lane>(1.0), e));
  const small = mul<Lane>(e, large);
  set<Lane>(f, 0, whereNegative<Lane>(neg<Lane>(x0), small, large));
  set<Lane>(h, 0, whereNegative<Lane>(neg<Lane>(x0), large, small));
  set<Lane>(g, 0, mul<Lane>(small, large));
  for (let k = 1; k <= order; ++k) {
    let sum = splat<Lane>(0.0);
    for (let j = 1; j <= k; ++j) {
      sum = add<Lane>(sum, mul<Lane>(mul<Lane>(splat<Lane>(<f64>j), at<Lane>(x, j)), at<Lane>(g, k - j)));
    }
    const fk = mul<Lane>(sum, splat<Lane>(-1.0 / <f64>k));
    set<Lane>(f, k, fk);
    set<Lane>(h, k, neg<Lane>(fk));
    set<Lane>(g, k, convolution<Lane>(f, h, 0, k, k));
  }
}
