// Occupations of the spin-symmetric sector: the stationary ones and the nonadiabatic chain on the ring of four states.

import { add, div, lowest, mul, neg, splat, sub } from "../numerics/lane";
import { backward, forward, get, occupationAt, order, ring, set, STATES } from "./layout";

/** The sum over all trees, the smallest of the lane, at the angles last solved: the product of the relaxation rates. */
export let trees: f64 = 0;

/** Below this the difference between the two angles of a lane is too large for one reference state to serve both. */
const LEAST_REFERENCE: f64 = 1e-3;

/**
 * p^(0) by the matrix-tree theorem: each state's weight is the sum over the four trees, ways to cut the ring once, of
 * the rates along which everything flows to it; no subtraction. Returns the place of the reference state: the one
 * that is probable at both angles of the lane.
 */
export function stationary<Lane>(p: usize): i32 {
  let sum = splat<Lane>(0.0);
  for (let i = 0; i < STATES; ++i) {
    // places i+1, i+2, i+3 around the ring; forward leads towards i from i+3, backward from i+1
    const b1 = load<Lane>(ring(backward, i));
    const b2 = load<Lane>(ring(backward, i + 1));
    const b3 = load<Lane>(ring(backward, i + 2));
    const f1 = load<Lane>(ring(forward, i + 1));
    const f2 = load<Lane>(ring(forward, i + 2));
    const f3 = load<Lane>(ring(forward, i + 3));
    const left = mul<Lane>(b1, add<Lane>(mul<Lane>(b2, add<Lane>(b3, f3)), mul<Lane>(f2, f3)));
    const tree = add<Lane>(left, mul<Lane>(f1, mul<Lane>(f2, f3)));
    set<Lane>(p, i, tree);
    sum = add<Lane>(sum, tree);
  }
  trees = lowest<Lane>(sum);
  const inverse = div<Lane>(splat<Lane>(1.0), sum);
  let best = -1.0;
  let reference = 0;
  for (let i = 0; i < STATES; ++i) {
    const pi = mul<Lane>(get<Lane>(p, i), inverse);
    set<Lane>(p, i, pi);
    const least = lowest<Lane>(pi);
    if (least > best) {
      best = least;
      reference = i;
    }
  }
  return best < LEAST_REFERENCE ? ~reference : reference;
}

/**
 * The chain W p^(k) = dp^(k-1)/dtheta about the lane's angles (Eq. 49). With places 1, 2, 3 counted along the ring from
 * the reference state, 2 is eliminated first, then 3, then 1 (Grassmann-Taksar-Heyman: exits are sums of rates).
 */
export function fillOccupations<Lane>(reference: i32): void {
  const s1 = (reference + 1) & 3;
  const s2 = (reference + 2) & 3;
  const s3 = (reference + 3) & 3;
  const F0 = ring(forward, reference);
  const F1 = ring(forward, s1);
  const F2 = ring(forward, s2);
  const F3 = ring(forward, s3);
  const B0 = ring(backward, reference);
  const B1 = ring(backward, s1);
  const B2 = ring(backward, s2);
  const B3 = ring(backward, s3);
  const one = splat<Lane>(1.0);

  const k12 = load<Lane>(F1);
  const k32 = load<Lane>(B2);
  const i2 = div<Lane>(one, add<Lane>(load<Lane>(B1), load<Lane>(F2)));
  const share21 = mul<Lane>(load<Lane>(B1), i2);
  const share23 = mul<Lane>(load<Lane>(F2), i2);
  const k13 = mul<Lane>(k12, share23);
  const k31 = mul<Lane>(k32, share21);
  const k3r = load<Lane>(F3);
  const i3 = div<Lane>(one, add<Lane>(k3r, k31));
  const share31 = mul<Lane>(k31, i3);
  const i1 = div<Lane>(one, add<Lane>(load<Lane>(B0), mul<Lane>(k13, mul<Lane>(k3r, i3))));

  const p0 = occupationAt<Lane>(0, 0);
  const pr = get<Lane>(p0, reference);
  const p1 = get<Lane>(p0, s1);
  const p2 = get<Lane>(p0, s2);
  const p3 = get<Lane>(p0, s3);

  for (let k = 0; k <= order; ++k) {
    for (let n = k == 0 ? 1 : 0; n <= order - k; ++n) {
      let b1 = splat<Lane>(0.0);
      let b2 = b1;
      let b3 = b1;
      if (k > 0) {
        const previous = occupationAt<Lane>(k - 1, n + 1);
        const factor = splat<Lane>(<f64>(n + 1));
        b1 = mul<Lane>(factor, get<Lane>(previous, s1));
        b2 = mul<Lane>(factor, get<Lane>(previous, s2));
        b3 = mul<Lane>(factor, get<Lane>(previous, s3));
      }
      for (let m = 1; m <= n; ++m) {
        // b -= W_m p_(n-m), by the fluxes along the ring
        const x = occupationAt<Lane>(k, n - m);
        const xr = get<Lane>(x, reference);
        const x1 = get<Lane>(x, s1);
        const x2 = get<Lane>(x, s2);
        const x3 = get<Lane>(x, s3);
        const flux0 = sub<Lane>(mul<Lane>(get<Lane>(F0, m), xr), mul<Lane>(get<Lane>(B0, m), x1));
        const flux1 = sub<Lane>(mul<Lane>(get<Lane>(F1, m), x1), mul<Lane>(get<Lane>(B1, m), x2));
        const flux2 = sub<Lane>(mul<Lane>(get<Lane>(F2, m), x2), mul<Lane>(get<Lane>(B2, m), x3));
        const flux3 = sub<Lane>(mul<Lane>(get<Lane>(F3, m), x3), mul<Lane>(get<Lane>(B3, m), xr));
        b1 = add<Lane>(b1, sub<Lane>(flux1, flux0));
        b2 = add<Lane>(b2, sub<Lane>(flux2, flux1));
        b3 = add<Lane>(b3, sub<Lane>(flux3, flux2));
      }
      const c3 = add<Lane>(b3, mul<Lane>(share23, b2));
      const c1 = add<Lane>(add<Lane>(b1, mul<Lane>(share21, b2)), mul<Lane>(share31, c3));
      const x1 = neg<Lane>(mul<Lane>(c1, i1));
      const x3 = mul<Lane>(sub<Lane>(mul<Lane>(k13, x1), c3), i3);
      const x2 = mul<Lane>(sub<Lane>(add<Lane>(mul<Lane>(k12, x1), mul<Lane>(k32, x3)), b2), i2);
      const sum = add<Lane>(x1, add<Lane>(x2, x3));
      const p = occupationAt<Lane>(k, n);
      set<Lane>(p, reference, neg<Lane>(mul<Lane>(sum, pr)));
      set<Lane>(p, s1, sub<Lane>(x1, mul<Lane>(sum, p1)));
      set<Lane>(p, s2, sub<Lane>(x2, mul<Lane>(sum, p2)));
      set<Lane>(p, s3, sub<Lane>(x3, mul<Lane>(sum, p3)));
    }
  }
}
