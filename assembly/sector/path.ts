// Levels, weights and shared exponentials of the spin-symmetric sector: what does not depend on the leads.

import { abs, add, div, larger, mul, neg, smaller, splat, sqrt, sub, whereNegative } from "../numerics/lane";
import { exponential } from "../numerics/exponential";
import {
  detuning,
  get,
  inverseCube,
  level,
  onL,
  onR,
  order,
  polarisation,
  powers,
  root,
  set,
  square,
  stride,
  thermal,
} from "./layout";

/**
 * Levels and weights about the angles of a lane (Eq. 57, 58).
 * With d = eps_L - eps_R and q = R^2 = d^2 + tc^2, everything follows from q^(-3/2) without a difference of near numbers:
 *   (d/R)' = tc^2 d' q^(-3/2),  R' = (d/R) d',  |b on L|^2' = -(d/R)'/2.
 */
export function fillPath<Lane>(centreL: f64, centreR: f64, radius: f64, tc: f64, cosine: Lane, sine: Lane): void {
  const last = order > 0 ? order : 1;
  const tcSquared = tc * tc;
  // series of radius cos and radius sin: derivatives turn the phase
  let c = mul<Lane>(cosine, splat<Lane>(radius));
  let s = mul<Lane>(sine, splat<Lane>(radius));
  const bonding = level;
  const antibonding = level + stride;
  for (let k = 0; k <= last; ++k) {
    set<Lane>(detuning, k, sub<Lane>(c, s));
    set<Lane>(bonding, k, add<Lane>(c, s)); // eps_L + eps_R for now
    const next = splat<Lane>(1.0 / <f64>(k + 1));
    const turned = c;
    c = neg<Lane>(mul<Lane>(s, next));
    s = mul<Lane>(turned, next);
  }
  const d0 = add<Lane>(get<Lane>(detuning, 0), splat<Lane>(centreL - centreR));
  set<Lane>(detuning, 0, d0);
  set<Lane>(bonding, 0, add<Lane>(get<Lane>(bonding, 0), splat<Lane>(centreL + centreR)));

  // q = d^2 + tc^2
  for (let k = 0; k < last; ++k) {
    let sum = mul<Lane>(get<Lane>(detuning, 0), get<Lane>(detuning, k));
    for (let j = 1; j <= k; ++j) sum = add<Lane>(sum, mul<Lane>(get<Lane>(detuning, j), get<Lane>(detuning, k - j)));
    set<Lane>(square, k, sum);
  }
  const q0 = add<Lane>(get<Lane>(square, 0), splat<Lane>(tcSquared));
  const R0 = sqrt<Lane>(q0);
  const iR0 = div<Lane>(splat<Lane>(1.0), R0);
  const iq0 = mul<Lane>(iR0, iR0);

  // u = q^(-3/2): k q_0 u_k = -sum_(j=1..k) (k + j/2) q_j u_(k-j)
  set<Lane>(inverseCube, 0, mul<Lane>(iR0, iq0));
  for (let k = 1; k < last; ++k) {
    let sum = splat<Lane>(0.0);
    for (let j = 1; j <= k; ++j) {
      const factor = splat<Lane>(<f64>k + 0.5 * <f64>j);
      sum = add<Lane>(sum, mul<Lane>(factor, mul<Lane>(get<Lane>(square, j), get<Lane>(inverseCube, k - j))));
    }
    set<Lane>(inverseCube, k, mul<Lane>(sum, mul<Lane>(iq0, splat<Lane>(-1.0 / <f64>k))));
  }

  // the smaller weight tc^2 / (2 R (R + |d|)), the larger as what is left
  const small = mul<Lane>(
    splat<Lane>(0.5 * tcSquared),
    mul<Lane>(iR0, div<Lane>(splat<Lane>(1.0), add<Lane>(R0, abs<Lane>(d0)))),
  );
  const large = sub<Lane>(splat<Lane>(1.0), small);
  set<Lane>(onL, 0, whereNegative<Lane>(d0, large, small));
  set<Lane>(onR, 0, whereNegative<Lane>(d0, small, large));
  set<Lane>(polarisation, 0, mul<Lane>(d0, iR0));
  set<Lane>(root, 0, R0);
  for (let k = 1; k <= last; ++k) {
    const inverse = 1.0 / <f64>k;
    let turning = splat<Lane>(0.0);
    let length = splat<Lane>(0.0);
    for (let j = 1; j <= k; ++j) {
      const slope = mul<Lane>(splat<Lane>(<f64>j), get<Lane>(detuning, j));
      turning = add<Lane>(turning, mul<Lane>(slope, get<Lane>(inverseCube, k - j)));
      length = add<Lane>(length, mul<Lane>(slope, get<Lane>(polarisation, k - j)));
    }
    const h = mul<Lane>(turning, splat<Lane>(tcSquared * inverse));
    set<Lane>(polarisation, k, h);
    set<Lane>(root, k, mul<Lane>(length, splat<Lane>(inverse)));
    const half = mul<Lane>(h, splat<Lane>(0.5));
    set<Lane>(onL, k, neg<Lane>(half));
    set<Lane>(onR, k, half);
  }
  for (let k = 0; k <= last; ++k) {
    const sum = get<Lane>(bonding, k);
    const R = get<Lane>(root, k);
    set<Lane>(bonding, k, mul<Lane>(splat<Lane>(0.5), sub<Lane>(sum, R))); // Eq. 57
    set<Lane>(antibonding, k, mul<Lane>(splat<Lane>(0.5), add<Lane>(sum, R)));
  }
  fillPowers<Lane>(bonding, powers);
  fillPowers<Lane>(antibonding, powers + <usize>(last + 1) * stride);
}

/** Powers n = 1 ... order of E - E(theta), coefficients k = n ... order. */
function fillPowers<Lane>(E: usize, power: usize): void {
  const first = power + stride;
  for (let k = 1; k <= order; ++k) set<Lane>(first, k, get<Lane>(E, k));
  for (let n = 2; n <= order; ++n) {
    const previous = power + <usize>(n - 1) * stride;
    const current = power + <usize>n * stride;
    for (let k = n; k <= order; ++k) {
      let sum = mul<Lane>(get<Lane>(E, 1), get<Lane>(previous, k - 1));
      for (let j = 2; j <= k - n + 1; ++j) sum = add<Lane>(sum, mul<Lane>(get<Lane>(E, j), get<Lane>(previous, k - j)));
      set<Lane>(current, k, sum);
    }
  }
}

/** exp((E_l - mu_0)/T_r), from which every Fermi function follows by a factor. */
export function fillThermal<Lane>(mu0: f64, TL: f64, TR: f64): void {
  for (let l = 0; l < 2; ++l) {
    const E = sub<Lane>(load<Lane>(level + <usize>l * stride), splat<Lane>(mu0));
    const e = boltzmann<Lane>(E, TL);
    set<Lane>(thermal, l, e);
    set<Lane>(thermal, 2 + l, TL == TR ? e : boltzmann<Lane>(E, TR));
  }
}

// @ts-ignore: decorator
@inline
export function boltzmann<Lane>(E: Lane, T: f64): Lane {
  const x = mul<Lane>(E, splat<Lane>(1.0 / T));
  return exponential<Lane>(larger<Lane>(smaller<Lane>(x, splat<Lane>(600.0)), splat<Lane>(-600.0)));
}
