import type { Lead, SpinRates } from "./lead.js";

/** A lead of the double dot: it touches its own dot only. */
export interface DoubleDotLead extends Lead {
  /** Gamma_r,s, in k_B T_0 / hbar */
  gamma: SpinRates;
}

/**
 * The double quantum dot with a rotor of Sec. VII A: intradot repulsion infinite, each lead on its own dot.
 * Energies in k_B T_0, hbar = k_B = e = 1.
 */
export interface DoubleDotRotor {
  model: "double-dot-rotor";
  /** centre of the orbit in the plane of the two onsite energies (Eq. 58) */
  epsilonBar: { L: number; R: number };
  /** delta_epsilon of Eq. 58 */
  orbitRadius: number;
  /** interdot charging energy of Eq. 56 */
  U: number;
  /** interdot hopping of Eq. 56 */
  tc: number;
  /** the left and the right lead, in this order */
  leads: readonly [DoubleDotLead, DoubleDotLead];
}
