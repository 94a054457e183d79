// The Fermi function of a series, and that of the hole, without a subtraction that loses the small one of the two.

import { abs, add, at, div, mul, neg, set, splat, sub, whereNegative } from "../numerics/lane";
import { exponential } from "../numerics/exponential";
import { convolution } from "../numerics/series";

/**
 * f = 1/(1 + exp(x)) as a series; returns order 0 of its complement h = f(-x), which beyond is -f.
 *
 * Order 0 from exp(-|x|), which never overflows and keeps the relative accuracy of both.
 * Beyond, f' = -g x' with g = f h:
 *   f_k = -(1/k) sum_(j=0..k-1) x'_j g_(k-1-j),   g_k = f_k (h_0 - f_0) - sum_(0<j<k) f_j f_(k-j).
 * `slope` is the series x'; `g` is scratch. All have order + 1 coefficients.
 */
export function fermi<Lane>(f: usize, g: usize, x0: Lane, slope: usize, order: i32): Lane {
  const e = exponential<Lane>(neg<Lane>(abs<Lane>(x0)));
  const large = div<Lane>(splat<Lane>(1.0), add<Lane>(splat<Lane>(1.0), e));
  const small = mul<Lane>(e, large);
  const f0 = whereNegative<Lane>(x0, large, small);
  const h0 = whereNegative<Lane>(x0, small, large);
  const difference = sub<Lane>(h0, f0);
  set<Lane>(f, 0, f0);
  set<Lane>(g, 0, mul<Lane>(small, large));
  for (let k = 1; k <= order; ++k) {
    const fk = mul<Lane>(convolution<Lane>(slope, g, 0, k - 1, k - 1), splat<Lane>(-1.0 / <f64>k));
    set<Lane>(f, k, fk);
    if (k < order) set<Lane>(g, k, sub<Lane>(mul<Lane>(fk, difference), convolution<Lane>(f, f, 1, k - 1, k)));
  }
  return h0;
}
