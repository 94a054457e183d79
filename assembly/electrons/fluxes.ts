// Torque, charge and heat currents of one angle, order by order (Eq. 51 to 53).

import { addReal, integer, real, reals, setReal } from "../memory/arena";
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
  functionals = reals(fluxCount() * states);
}

/** Writes the fluxes of the current angle as linear functionals of the occupations: fluxCount x states. */
export function fillFunctionals(out: usize): void {
  // Eq. 53: F = -sum_i dE_i/dtheta p_i
  for (let i = 0; i < states; ++i) setReal(out, i, -real(seriesAt(energy, integer(levelOfState, i)), 1));
  fillCurrentFunctionals(out + ((<usize>states) << 3));
}

/** Writes the currents, lead by lead I_r and J_r, as functionals of the occupations: 2 leads x states. */
export function fillCurrentFunctionals(out: usize): void {
  memory.fill(out, 0, (<usize>(2 * leads * states)) << 3);
  // Eq. 52: I_r = -sum (n_i - n_j) [W_r]_ij p_j: an electron that enters the device leaves the lead
  for (let t = 0; t < transitions; ++t) {
    const edge = integer(transitionTable, 2 * t);
    const channel = integer(transitionTable, 2 * t + 1);
    const lower = integer(edgeTable, 2 * edge);
    const upper = integer(edgeTable, 2 * edge + 1);
    const entering = real(gammaTable, 2 * t) * real(seriesAt(channelUp, channel), 0);
    const leaving = real(gammaTable, 2 * t + 1) * real(seriesAt(channelDown, channel), 0);
    const heat = real(excess, channel);
    const I = 2 * integer(channelTable, 4 * channel) * states;
    const J = I + states;
    addReal(out, I + lower, -entering);
    addReal(out, I + upper, leaving);
    addReal(out, J + lower, -entering * heat);
    addReal(out, J + upper, leaving * heat);
  }
}

/**
 * Writes what the integrands last filled are sums of, sizes instead of values: (order + 1) x fluxCount. Rounding is some
 * units in the last place of this, however small the sum.
 */
export function fillTurnover(out: usize): void {
  const count = fluxCount();
  for (let k = 0; k <= order; ++k) {
    const p = occupationAt(k, 0);
    for (let q = 0; q < count; ++q) {
      let sum = 0.0;
      for (let i = 0; i < states; ++i) sum += Math.abs(real(functionals, q * states + i) * real(p, i));
      setReal(out, k * count + q, sum);
    }
  }
}

/** Writes (order + 1) x fluxCount integrands of the current angle. */
export function fillFluxes(out: usize): void {
  const count = fluxCount();
  fillFunctionals(functionals);
  for (let k = 0; k <= order; ++k) {
    const p = occupationAt(k, 0);
    for (let q = 0; q < count; ++q) {
      let sum = 0.0;
      for (let i = 0; i < states; ++i) sum += real(functionals, q * states + i) * real(p, i);
      setReal(out, k * count + q, sum);
    }
  }
}
