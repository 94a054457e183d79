// Torque, charge and heat currents of one angle, order by order (Eq. 51 to 53).

import { integer, lanes, real } from "../memory/arena";
import { abs, add, at, increase, LANE_BYTES, mul, neg, set, splat } from "../numerics/lane";
import {
  channelDown,
  channelTable,
  channelUp,
  edgeTable,
  energy,
  excess,
  gammaTable,
  leads,
  levelOfState,
  occupationAt,
  order,
  seriesAt,
  states,
  transitions,
  transitionTable,
} from "./model";

/** Numbers an order: F, then I_r, J_r lead by lead. */
export function fluxCount(): i32 {
  return 1 + 2 * leads;
}

let functionals: usize = 0; // fluxCount x states

export function layOutFluxes(): void {
  functionals = lanes(fluxCount() * states);
}

/** Writes the fluxes of the current angles as linear functionals of the occupations: fluxCount x states. */
export function fillFunctionals<Lane>(out: usize): void {
  // Eq. 53: F = -sum_i dE_i/dtheta p_i
  for (let i = 0; i < states; ++i)
    set<Lane>(out, i, neg<Lane>(at<Lane>(seriesAt(energy, integer(levelOfState, i)), 1)));
  fillCurrentFunctionals<Lane>(out + <usize>states * LANE_BYTES);
}

/** Writes the currents, lead by lead I_r and J_r, as functionals of the occupations: 2 leads x states. */
export function fillCurrentFunctionals<Lane>(out: usize): void {
  memory.fill(out, 0, <usize>(2 * leads * states) * LANE_BYTES);
  // Eq. 52: I_r = -sum (n_i - n_j) [W_r]_ij p_j: an electron that enters the device leaves the lead
  for (let t = 0; t < transitions; ++t) {
    const edge = integer(transitionTable, 2 * t);
    const channel = integer(transitionTable, 2 * t + 1);
    const lower = integer(edgeTable, 2 * edge);
    const upper = integer(edgeTable, 2 * edge + 1);
    const entering = mul<Lane>(splat<Lane>(-real(gammaTable, 2 * t)), at<Lane>(seriesAt(channelUp, channel), 0));
    const leaving = mul<Lane>(splat<Lane>(real(gammaTable, 2 * t + 1)), at<Lane>(seriesAt(channelDown, channel), 0));
    const heat = at<Lane>(excess, channel);
    const I = 2 * integer(channelTable, 4 * channel) * states;
    const J = I + states;
    increase<Lane>(out, I + lower, entering);
    increase<Lane>(out, I + upper, leaving);
    increase<Lane>(out, J + lower, mul<Lane>(entering, heat));
    increase<Lane>(out, J + upper, mul<Lane>(leaving, heat));
  }
}

/**
 * Writes what the integrands last filled are sums of, sizes instead of values: (order + 1) x fluxCount. Rounding is some
 * units in the last place of this, however small the sum.
 */
export function fillTurnover<Lane>(out: usize): void {
  const count = fluxCount();
  for (let k = 0; k <= order; ++k) {
    const p = occupationAt(k, 0);
    for (let q = 0; q < count; ++q) {
      let sum = splat<Lane>(0.0);
      for (let i = 0; i < states; ++i) {
        sum = add<Lane>(sum, abs<Lane>(mul<Lane>(at<Lane>(functionals, q * states + i), at<Lane>(p, i))));
      }
      set<Lane>(out, k * count + q, sum);
    }
  }
}

/** Writes (order + 1) x fluxCount integrands of the current angles. */
export function fillFluxes<Lane>(out: usize): void {
  const count = fluxCount();
  fillFunctionals<Lane>(functionals);
  for (let k = 0; k <= order; ++k) {
    const p = occupationAt(k, 0);
    for (let q = 0; q < count; ++q) {
      let sum = splat<Lane>(0.0);
      for (let i = 0; i < states; ++i) {
        sum = add<Lane>(sum, mul<Lane>(at<Lane>(functionals, q * states + i), at<Lane>(p, i)));
      }
      set<Lane>(out, k * count + q, sum);
    }
  }
}
