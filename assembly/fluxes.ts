// Torque, charge and heat currents of one angle, order by order (Eq. 51 to 53).

import { addReal, integer, real } from "./arena";
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

/** Writes (order + 1) x fluxCount integrands of the current angle. */
export function fillFluxes(out: usize): void {
  const count = fluxCount();
  memory.fill(out, 0, (<usize>((order + 1) * count)) << 3);
  for (let k = 0; k <= order; ++k) {
    const p = occupationAt(k, 0);
    const row = out + ((<usize>(k * count)) << 3);
    // Eq. 53: F = -sum_i dE_i/dtheta p_i
    for (let i = 0; i < states; ++i) {
      addReal(row, 0, -real(seriesAt(energy, integer(levelOfState, i)), 1) * real(p, i));
    }
    // Eq. 52: I_r = -sum (n_i - n_j) [W_r]_ij p_j: an electron that enters the dot leaves the lead
    for (let t = 0; t < transitions; ++t) {
      const edge = integer(transitionTable, 2 * t);
      const channel = integer(transitionTable, 2 * t + 1);
      const lead = integer(channelTable, 4 * channel);
      const inward =
        real(gammaTable, 2 * t) * real(seriesAt(channelUp, channel), 0) * real(p, integer(edgeTable, 2 * edge)) -
        real(gammaTable, 2 * t + 1) *
          real(seriesAt(channelDown, channel), 0) *
          real(p, integer(edgeTable, 2 * edge + 1));
      addReal(row, 1 + 2 * lead, -inward);
      addReal(row, 2 + 2 * lead, -inward * real(excess, channel));
    }
  }
}
