// The nonadiabatic orders of the occupations (Eq. 49, 50) per power of a constant velocity:
//   W p^(0) = 0,   W p^(k) = d p^(k-1) / dtheta.
// Every p^(k) is a Taylor series in theta. One factorisation of W at order 0 serves all:
//   W_0 p_n = b_n - sum_(m=1..n) W_m p_(n-m),   b_n = (n + 1) p^(k-1)_(n+1).

import { lanes } from "../memory/arena";
import { at, LANE_BYTES, mul, set, splat } from "../numerics/lane";
import { subtractKernel } from "./kernel";
import { occupationAt, order, states } from "./model";
import { factoriseSymmetric, solveSymmetric, stationarySymmetric } from "./symmetry";

let right: usize = 0;

/** Room for one right-hand side; after model.layOut. */
export function layOutOccupations(): void {
  right = lanes(states);
}

/** Fills p^(0) ... p^(order) at the current angles; false where the elimination fails at one of them. */
export function fillOccupations<Lane>(): bool {
  if (!factoriseSymmetric<Lane>()) return false;
  for (let k = 0; k <= order; ++k) {
    for (let n = 0; n <= order - k; ++n) {
      const p = occupationAt(k, n);
      if (k == 0 && n == 0) {
        stationarySymmetric<Lane>(p);
      } else {
        if (k == 0) {
          memory.fill(right, 0, <usize>states * LANE_BYTES);
        } else {
          const factor = splat<Lane>(<f64>(n + 1));
          const previous = occupationAt(k - 1, n + 1);
          for (let i = 0; i < states; ++i) set<Lane>(right, i, mul<Lane>(factor, at<Lane>(previous, i)));
        }
        for (let m = 1; m <= n; ++m) subtractKernel<Lane>(right, m, occupationAt(k, n - m));
        solveSymmetric<Lane>(p, right);
      }
    }
  }
  return true;
}
