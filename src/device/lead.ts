/** Tunnelling rates of one lead for the two spins, in k_B T_0 / hbar. */
export interface SpinRates {
  up: number;
  down: number;
}

/** A macroscopic reservoir in equilibrium (Eq. 4). */
export interface Lead {
  name: string;
  /** electrochemical potential, in k_B T_0 */
  mu: number;
  /** temperature, in T_0 */
  T: number;
}
