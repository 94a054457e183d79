// The nonadiabatic orders of the occupations (Eq. 49, 50) per power of a constant velocity:
//   W p^(0) = 0,   W p^(k) = d p^(k-1) / dtheta.
// Every p^(k) is a Taylor series in theta. One factorisation of W at order 0 serves all:
//   W_0 p_n = b_n - sum_(m=1..n) W_m p_(n-m),   b_n = (n + 1) p^(k-1)_(n+1).

import { real, reals, setReal } from "../memory/arena";
import { subtractKernel } from "./kernel";
import { occupationAt, order, states } from "./model";
import { factoriseSymmetric, solveSymmetric, stationarySymmetric } from "./symmetry";

let right: usize = 0;

/** Room for one right-hand side; after model.layOut. */
export function layOutOccupations(): void {
  right = reals(states);
}

/** Fills p^(0) ... p^(order) at the current angle; false where the kernel has no unique stationary state. */
export function fillOccupations(): bool {
  if (!factoriseSymmetric()) return false;
  for (let k = 0; k <= order; ++k) {
    for (let n = 0; n <= order - k; ++n) {
      const p = occupationAt(k, n);
      if (k == 0 && n == 0) {
        stationarySymmetric(p);
      } else {
        if (k == 0) {
          memory.fill(right, 0, (<usize>states) << 3);
        } else {
          const previous = occupationAt(k - 1, n + 1);
          for (let i = 0; i < states; ++i) setReal(right, i, <f64>(n + 1) * real(previous, i));
        }
        for (let m = 1; m <= n; ++m) subtractKernel(right, m, occupationAt(k, n - m));
        solveSymmetric(p, right);
      }
    }
  }
  return true;
}
