// Rates of the spin-symmetric sector around its ring, and the currents as functionals of the occupations.

import { add, div, larger, mul, smaller, splat, sub } from "../numerics/lane";
import { boltzmann } from "./path";
import {
  ANTIBONDING,
  backward,
  BONDING,
  DOUBLE,
  EMPTY,
  fermi,
  forward,
  functional,
  get,
  level,
  order,
  powers,
  set,
  STATES,
  stride,
  thermal,
} from "./layout";

/**
 * Fermi functions are not taken below this: nothing so rare is seen in a result, while products of three rates would
 * become subnormal numbers, on which the machine is ten times slower.
 */
const LEAST_RATE: f64 = 1e-87;

/**
 * Adds one lead's exchange of electrons through one orbital l: 0 <-> l with the Fermi function at E_l, and, with the
 * same weight, the other orbital l' <-> 2 at E_2 - E_l' = E_l + U.
 */
export function exchange<Lane>(
  lead: i32,
  l: i32,
  weight: usize,
  gamma: f64,
  mu: f64,
  T: f64,
  factor: f64,
  factorU: f64,
  U: f64,
): void {
  const E = load<Lane>(level + <usize>l * stride);
  const blocks = l * ((order > 0 ? order : 1) + 1);
  const power = powers + <usize>blocks * stride;
  const state = l == 0 ? BONDING : ANTIBONDING;
  const other = l == 0 ? ANTIBONDING : BONDING;
  const heat = sub<Lane>(E, splat<Lane>(mu));
  const heatU = add<Lane>(heat, splat<Lane>(U));
  let e: Lane;
  let eU: Lane;
  if (isNaN(factorU)) {
    e = boltzmann<Lane>(heat, T);
    eU = boltzmann<Lane>(heatU, T);
  } else {
    const shared = get<Lane>(thermal, 2 * lead + l);
    e = mul<Lane>(shared, splat<Lane>(factor));
    eU = mul<Lane>(shared, splat<Lane>(factorU));
  }
  // ring 0 -> b -> 2 -> a -> 0: edges 0 - b and b - 2 go up forward, 0 - a and a - 2 backward
  const emptyUp = l == 0 ? forward : backward + 3 * stride;
  const emptyDown = l == 0 ? backward : forward + 3 * stride;
  drive<Lane>(lead, e, power, weight, gamma, T, emptyUp, emptyDown, heat, EMPTY, state);
  const acrossUp = l == 0 ? backward + 2 * stride : forward + stride;
  const acrossDown = l == 0 ? forward + 2 * stride : backward + stride;
  drive<Lane>(lead, eU, power, weight, gamma, T, acrossUp, acrossDown, heatU, other, DOUBLE);
}

/**
 * One lead's share of one edge: series of the rates up and down, and what it adds to the lead's currents. Lead 0
 * writes, lead 1 adds.
 */
function drive<Lane>(
  lead: i32,
  boltzmann: Lane,
  power: usize,
  weight: usize,
  gamma: f64,
  T: f64,
  up: usize,
  down: usize,
  heat: Lane,
  lower: i32,
  upper: i32,
): void {
  const one = splat<Lane>(1.0);
  const e = larger<Lane>(smaller<Lane>(boltzmann, splat<Lane>(1.0 / LEAST_RATE)), splat<Lane>(LEAST_RATE));
  const f = div<Lane>(one, add<Lane>(one, e));
  const h = mul<Lane>(e, f); // 1 - f without the subtraction
  const gammaUp = splat<Lane>(2.0 * gamma); // either spin may come, only the own one can leave
  const gammaDown = splat<Lane>(gamma);

  const w0 = get<Lane>(weight, 0);
  const rateUp = mul<Lane>(gammaUp, mul<Lane>(w0, f));
  const rateDown = mul<Lane>(gammaDown, mul<Lane>(w0, h));
  deposit<Lane>(up, 0, rateUp, lead);
  deposit<Lane>(down, 0, rateDown, lead);

  // Eq. 52: I counts what leaves the dot, J the heat with it
  const I = functional + <usize>((1 + 2 * lead) * STATES) * sizeof<Lane>();
  const J = I + STATES * sizeof<Lane>();
  set<Lane>(I, lower, sub<Lane>(get<Lane>(I, lower), rateUp));
  set<Lane>(I, upper, add<Lane>(get<Lane>(I, upper), rateDown));
  set<Lane>(J, lower, sub<Lane>(get<Lane>(J, lower), mul<Lane>(heat, rateUp)));
  set<Lane>(J, upper, add<Lane>(get<Lane>(J, upper), mul<Lane>(heat, rateDown)));
  if (order == 0) return;

  // c_n, Taylor coefficients of f in the energy: f' = -f h / T, so
  // (n+1) T c_(n+1) = -(c_n (h - f) - sum_(i=1..n-1) c_i c_(n-i)),  c_1 = -f h / T.
  // f_k = sum_n c_n [(E - E(theta))^n]_k; (w f)_k and (w h)_k share all but the last product, h_k being -f_k.
  // The first three orders are written out: in registers they cost half of what the loop below would.
  const iT = 1.0 / T;
  const difference = sub<Lane>(h, f);
  const linear = power + stride;
  const c1 = mul<Lane>(mul<Lane>(f, h), splat<Lane>(-iT));
  const f1 = mul<Lane>(c1, get<Lane>(linear, 1));
  addRates<Lane>(up, down, 1, weight, f, h, mul<Lane>(w0, f1), gammaUp, gammaDown, lead);
  if (order == 1) return;

  const quadratic = linear + stride;
  const c2 = mul<Lane>(mul<Lane>(c1, difference), splat<Lane>(-0.5 * iT));
  const f2 = add<Lane>(mul<Lane>(c1, get<Lane>(linear, 2)), mul<Lane>(c2, get<Lane>(quadratic, 2)));
  const w1 = get<Lane>(weight, 1);
  const shared2 = add<Lane>(mul<Lane>(w0, f2), mul<Lane>(w1, f1));
  addRates<Lane>(up, down, 2, weight, f, h, shared2, gammaUp, gammaDown, lead);
  if (order == 2) return;

  const c3 = mul<Lane>(sub<Lane>(mul<Lane>(c2, difference), mul<Lane>(c1, c1)), splat<Lane>(-iT / 3.0));
  const f3 = add<Lane>(
    add<Lane>(mul<Lane>(c1, get<Lane>(linear, 3)), mul<Lane>(c2, get<Lane>(quadratic, 3))),
    mul<Lane>(c3, get<Lane>(quadratic + stride, 3)),
  );
  const w2 = get<Lane>(weight, 2);
  const shared3 = add<Lane>(add<Lane>(mul<Lane>(w0, f3), mul<Lane>(w1, f2)), mul<Lane>(w2, f1));
  addRates<Lane>(up, down, 3, weight, f, h, shared3, gammaUp, gammaDown, lead);
  if (order == 3) return;

  const series = fermi + stride;
  set<Lane>(fermi, 1, c1);
  set<Lane>(fermi, 2, c2);
  set<Lane>(fermi, 3, c3);
  set<Lane>(series, 1, f1);
  set<Lane>(series, 2, f2);
  set<Lane>(series, 3, f3);
  for (let k = 4; k <= order; ++k) {
    let g = mul<Lane>(get<Lane>(fermi, k - 1), difference);
    for (let i = 1; i < k - 1; ++i) g = sub<Lane>(g, mul<Lane>(get<Lane>(fermi, i), get<Lane>(fermi, k - 1 - i)));
    set<Lane>(fermi, k, mul<Lane>(g, splat<Lane>(-iT / <f64>k)));
    let fk = mul<Lane>(c1, get<Lane>(linear, k));
    for (let n = 2; n <= k; ++n) {
      fk = add<Lane>(fk, mul<Lane>(get<Lane>(fermi, n), get<Lane>(power + <usize>n * stride, k)));
    }
    set<Lane>(series, k, fk);
    let shared = mul<Lane>(w0, fk);
    for (let j = 1; j < k; ++j) shared = add<Lane>(shared, mul<Lane>(get<Lane>(weight, j), get<Lane>(series, k - j)));
    addRates<Lane>(up, down, k, weight, f, h, shared, gammaUp, gammaDown, lead);
  }
}

/** Adds coefficient k of the rates up and down, given the products that they share. */
// @ts-ignore: decorator
@inline
function addRates<Lane>(
  up: usize,
  down: usize,
  k: i32,
  weight: usize,
  f: Lane,
  h: Lane,
  shared: Lane,
  gammaUp: Lane,
  gammaDown: Lane,
  lead: i32,
): void {
  const wk = get<Lane>(weight, k);
  deposit<Lane>(up, k, mul<Lane>(gammaUp, add<Lane>(shared, mul<Lane>(wk, f))), lead);
  deposit<Lane>(down, k, mul<Lane>(gammaDown, sub<Lane>(mul<Lane>(wk, h), shared)), lead);
}

// @ts-ignore: decorator
@inline
function deposit<Lane>(series: usize, k: i32, value: Lane, lead: i32): void {
  set<Lane>(series, k, lead == 0 ? value : add<Lane>(get<Lane>(series, k), value));
}
