import { type Coupling, couplingSeries } from "./contacts.js";
import { type Harmonics, highest } from "./harmonics.js";
import type { Lead } from "./lead.js";

/** One localised orbital. */
export interface Orbital {
  name: string;
  /** onsite energy along the path, in k_B T_0 */
  energy: Harmonics;
  /** E_up - E_down along the path, in k_B T_0 */
  zeeman: Harmonics;
  /** U' between its two electrons, in k_B T_0; Infinity forbids the second */
  intra: number;
}

/** A lead that may touch any orbital: by rates (`gamma`) or by amplitudes that superpose (`channels`). */
export type DotsLead = Lead & Coupling;

/**
 * Any number of orbitals, with spin or without, and of leads: the local system of Sec. II as
 *   H = sum_l,s (eps_l(theta) +- B_l(theta)/2) n_l,s + sum_(l,l') t_ll'(theta) (d+_l,s d_l',s + h.c.)
 *       + sum_l U'_l n_l,up n_l,down + sum_(l,l') U_ll' n_l n_l'
 * with golden-rule rates to leads (Eq. 48). Energies in k_B T_0, hbar = k_B = e = 1.
 *
 * Rates may move with the angle as energies do (barriers, turnstiles). The torque is that of H (Eq. 53). What the moving
 * barriers themselves push with, -<dH_T/dtheta> of the tunnelling Hamiltonian (Eq. 5), is of the order of the rates where
 * that of H is of order one: the next order, left out with everything else that is. The energy of H changes by the rates
 * and by the torque of H alone, so the balance (Eq. 71) is exact without it.
 */
export interface Dots extends Junction {
  model: "dots";
  leads: DotsLead[];
}

/** What stands between the leads and how it touches them: a device of dots but for potentials and temperatures. */
export interface Junction {
  spinless: boolean;
  orbitals: Orbital[];
  /** t_ll'(theta), in k_B T_0; the double dot's tc is 2 |t| */
  hopping: { between: [number, number]; amplitude: Harmonics }[];
  /** U_ll', in k_B T_0 */
  inter: { between: [number, number]; U: number }[];
  leads: Coupling[];
}

/** The highest harmonic of anything along the path; 0 where nothing moves. */
export function highestHarmonic({ orbitals, hopping, leads }: Junction): number {
  const series = [
    ...orbitals.flatMap(({ energy, zeeman }) => [energy, zeeman]),
    ...hopping.map((hop) => hop.amplitude),
    ...leads.flatMap((lead) => couplingSeries(lead).flatMap(({ series: { up, down } }) => [up, down])),
  ];
  return Math.max(...series.map(highest));
}
