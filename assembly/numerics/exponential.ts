// The exponential of a lane, error below 1 ulp over the whole range, subnormal results included.

import { add, larger, mul, powerOfTwo, smaller, splat, sub } from "./lane";

const LOG2E: f64 = 1.4426950408889634;
const LN2_HIGH: f64 = 6.9314718036912381649e-1; // 33 bits: n LN2_HIGH is exact
const LN2_LOW: f64 = 1.90821492927058770002e-10;
const ROUNDER: f64 = 6755399441055744.0; // 1.5 2^52: adding it rounds to an integer in the low bits

/**
 * exp(x) = 2^n exp(r), n = round(x / ln 2), |r| <= ln(2) / 2, exp(r) by its Taylor polynomial to r^13.
 * 2^n in two factors, so that results below 2^-1022 come out rounded once. Beyond the range: 0 and Infinity.
 */
export function exponential<Lane>(x: Lane): Lane {
  x = larger<Lane>(smaller<Lane>(x, splat<Lane>(710.0)), splat<Lane>(-746.0));
  const rounder = splat<Lane>(ROUNDER);
  const n = sub<Lane>(add<Lane>(mul<Lane>(x, splat<Lane>(LOG2E)), rounder), rounder);
  const r = sub<Lane>(sub<Lane>(x, mul<Lane>(n, splat<Lane>(LN2_HIGH))), mul<Lane>(n, splat<Lane>(LN2_LOW)));

  // 1/2! + r/3! + ... + r^11/13! in pairs (Estrin), so that the products do not wait for each other
  const r2 = mul<Lane>(r, r);
  const r4 = mul<Lane>(r2, r2);
  const q0 = add<Lane>(splat<Lane>(0.5), mul<Lane>(r, splat<Lane>(1.0 / 6.0)));
  const q1 = add<Lane>(splat<Lane>(1.0 / 24.0), mul<Lane>(r, splat<Lane>(1.0 / 120.0)));
  const q2 = add<Lane>(splat<Lane>(1.0 / 720.0), mul<Lane>(r, splat<Lane>(1.0 / 5040.0)));
  const q3 = add<Lane>(splat<Lane>(1.0 / 40320.0), mul<Lane>(r, splat<Lane>(1.0 / 362880.0)));
  const q4 = add<Lane>(splat<Lane>(1.0 / 3628800.0), mul<Lane>(r, splat<Lane>(1.0 / 39916800.0)));
  const q5 = add<Lane>(splat<Lane>(1.0 / 479001600.0), mul<Lane>(r, splat<Lane>(1.0 / 6227020800.0)));
  const low = add<Lane>(q0, mul<Lane>(r2, q1));
  const middle = add<Lane>(q2, mul<Lane>(r2, q3));
  const high = add<Lane>(q4, mul<Lane>(r2, q5));
  const q = add<Lane>(low, mul<Lane>(r4, add<Lane>(middle, mul<Lane>(r4, high))));
  const e = add<Lane>(splat<Lane>(1.0), add<Lane>(r, mul<Lane>(r2, q)));

  const half = add<Lane>(mul<Lane>(n, splat<Lane>(0.5)), rounder);
  const n1 = sub<Lane>(half, rounder);
  const rest = add<Lane>(sub<Lane>(n, n1), rounder);
  return mul<Lane>(mul<Lane>(e, powerOfTwo<Lane>(half)), powerOfTwo<Lane>(rest));
}
