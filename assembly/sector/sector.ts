// The spin-symmetric sector of the double dot, two angles at a time: the same quantities as the general core, in the
// order in which they can be shared.
//
//   path     levels, weights, powers of the levels' series      once an angle
//   thermal  exp((E_l - mu_0)/T_r)                              once an angle and a pair of temperatures
//   device   Fermi functions, rates, chain, fluxes              once an angle and a device
//
// The four states lie on a ring, 0 - b - 2 - a - 0, since every transition moves one electron. Numbered along it, the
// ring looks the same from every state, so that whichever is the most probable can be the one eliminated last.

import { real, setReal } from "../memory/arena";
import { abs, add, highest, larger, mul, neg, splat, total, width } from "../numerics/lane";
import { exchange } from "./rates";
import { fillOccupations, stationary, trees } from "./occupations";
import {
  ANTIBONDING,
  BONDING,
  DOUBLE,
  EMPTY,
  FLUXES,
  functional,
  get,
  GIVEN,
  largest,
  leastTrees,
  level,
  occupationAt,
  onL,
  onR,
  order,
  ROW,
  rows,
  set,
  size,
  STATES,
  stride,
  sums,
  turnover,
} from "./layout";

/** Largest exponent by which a device's own factors may shift the shared exponentials, themselves cut at +-600. */
const LARGEST_SHIFT: f64 = 350.0;

export function clearSums(devices: i32, look: bool): void {
  memory.fill(sums, 0, <usize>(FLUXES * (order + 1) * devices) * size);
  memory.fill(largest, 0, <usize>((order + 1) * devices) * size);
  if (look) memory.fill(turnover, 0, <usize>(FLUXES * (order + 1) * devices) * size);
  for (let d = 0; d < devices; ++d) setReal(leastTrees, d, Infinity);
}

/** The sum over the nodes so far of one flux of one device. */
export function sumOf<Lane>(device: i32, k: i32, flux: i32): f64 {
  return total<Lane>(get<Lane>(sums, (device * (order + 1) + k) * FLUXES + flux));
}

/** The largest integrand of an order so far. */
export function largestOf<Lane>(device: i32, k: i32): f64 {
  return highest<Lane>(get<Lane>(largest, device * (order + 1) + k));
}

/** The sum over the nodes looked at of what one flux of one device is a sum of. */
export function turnoverOf<Lane>(device: i32, k: i32, flux: i32): f64 {
  return total<Lane>(get<Lane>(turnover, (device * (order + 1) + k) * FLUXES + flux));
}

/** Adds the sizes of what the integrands last accumulated are sums of. */
function accumulateTurnover<Lane>(device: i32, share: f64): void {
  const weight = splat<Lane>(share);
  for (let k = 0; k <= order; ++k) {
    const p = occupationAt<Lane>(k, 0);
    for (let q = 0; q < FLUXES; ++q) {
      const f = functional + <usize>(q * STATES) * sizeof<Lane>();
      let sum = splat<Lane>(0.0);
      for (let i = 0; i < STATES; ++i) sum = add<Lane>(sum, abs<Lane>(mul<Lane>(get<Lane>(f, i), get<Lane>(p, i))));
      const at = (device * (order + 1) + k) * FLUXES + q;
      set<Lane>(turnover, at, add<Lane>(get<Lane>(turnover, at), mul<Lane>(weight, sum)));
    }
  }
}

/** The torque as a functional of the occupations (Eq. 53). */
function fillTorque<Lane>(): void {
  const Eb = get<Lane>(level, 1);
  const Ea = get<Lane>(level + stride, 1);
  set<Lane>(functional, EMPTY, splat<Lane>(0.0));
  set<Lane>(functional, BONDING, neg<Lane>(Eb));
  set<Lane>(functional, ANTIBONDING, neg<Lane>(Ea));
  set<Lane>(functional, DOUBLE, neg<Lane>(add<Lane>(Eb, Ea)));
}

/** A flux of the device last solved, its occupations of one order at `p`. */
// @ts-ignore: decorator
@inline
export function fluxOf<Lane>(flux: i32, p: usize): Lane {
  const f = functional + <usize>(flux * STATES) * sizeof<Lane>();
  return add<Lane>(
    add<Lane>(mul<Lane>(get<Lane>(f, 0), get<Lane>(p, 0)), mul<Lane>(get<Lane>(f, 1), get<Lane>(p, 1))),
    add<Lane>(mul<Lane>(get<Lane>(f, 2), get<Lane>(p, 2)), mul<Lane>(get<Lane>(f, 3), get<Lane>(p, 3))),
  );
}

/** Adds the integrands of the lane's angles to a device's sums. */
function accumulate<Lane>(device: i32, share: f64): void {
  const weight = splat<Lane>(share);
  for (let k = 0; k <= order; ++k) {
    const p = occupationAt<Lane>(k, 0);
    const row = device * (order + 1) + k;
    let most = get<Lane>(largest, row);
    for (let q = 0; q < FLUXES; ++q) {
      const value = fluxOf<Lane>(q, p);
      const at = row * FLUXES + q;
      set<Lane>(sums, at, add<Lane>(get<Lane>(sums, at), mul<Lane>(weight, value)));
      most = larger<Lane>(most, abs<Lane>(value));
    }
    set<Lane>(largest, row, most);
  }
}

/** Takes a device's numbers and the reference of its electrochemical potentials. */
export function prepare(device: i32, given: usize, mu0: f64): void {
  const row = rows + ((<usize>(device * ROW)) << 3);
  memory.copy(row, given, (<usize>GIVEN) << 3);
  const U = real(row, 0);
  for (let r = 0; r < 2; ++r) {
    const T = real(row, 5 + r);
    const shift = (mu0 - real(row, 3 + r)) / T;
    const shiftU = (mu0 - real(row, 3 + r) + U) / T;
    const shared = Math.max(Math.abs(shift), Math.abs(shiftU)) <= LARGEST_SHIFT;
    setReal(row, 7 + r, shared ? Math.exp(shift) : NaN);
    setReal(row, 9 + r, shared ? Math.exp(shiftU) : NaN); // NaN: the device takes its own exponentials
  }
}

/**
 * Solves one device at the lane's angles; path and thermal part must be filled. False where the angles are so different
 * that no state is probable at both, unless `alone`: the lane then holds one angle twice.
 */
export function solveDevice<Lane>(device: i32, alone: bool): bool {
  const row = rows + ((<usize>(device * ROW)) << 3);
  const U = real(row, 0);
  for (let q = STATES; q < FLUXES * STATES; ++q) set<Lane>(functional, q, splat<Lane>(0.0));
  for (let r = 0; r < 2; ++r) {
    const gamma = real(row, 1 + r);
    const mu = real(row, 3 + r);
    const T = real(row, 5 + r);
    const factor = real(row, 7 + r);
    const factorU = real(row, 9 + r);
    exchange<Lane>(r, 0, r == 0 ? onL : onR, gamma, mu, T, factor, factorU, U);
    exchange<Lane>(r, 1, r == 0 ? onR : onL, gamma, mu, T, factor, factorU, U);
  }
  const reference = stationary<Lane>(occupationAt<Lane>(0, 0));
  if (reference < 0 && !alone) return false;
  fillOccupations<Lane>(reference < 0 ? ~reference : reference);
  fillTorque<Lane>();
  setReal(leastTrees, device, Math.min(real(leastTrees, device), trees));
  return true;
}

/** Solves one device as solveDevice does and adds it to its sums; `look`: the turnover as well. */
export function addDevice<Lane>(device: i32, alone: bool, look: bool): bool {
  if (!solveDevice<Lane>(device, alone)) return false;
  const share = alone && width<Lane>() == 2 ? 0.5 : 1.0;
  accumulate<Lane>(device, share);
  if (look) accumulateTurnover<Lane>(device, share);
  return true;
}
