// Torque and currents, order by order in the velocity.

/** What one lead receives: entry k, of order + 1, is the coefficient of theta-dot^k. */
export interface LeadFluxes {
  /** charge current I_r into the lead, in (k_B T_0 / hbar) (hbar / k_B T_0)^k, e = 1 */
  I: number[];
  /** heat current J_r into the lead, in (k_B T_0)^2 / hbar (hbar / k_B T_0)^k */
  J: number[];
}

/**
 * Torque and currents, order by order in the velocity: integrands at an angle, or integrals over the cycle in the same
 * units, radians counting as 1.
 */
export interface Fluxes {
  /** torque: entry k, of order + 1, is the coefficient of theta-dot^k, in k_B T_0 (hbar / k_B T_0)^k per radian */
  F: number[];
  /** by the name of the lead */
  leads: Record<string, LeadFluxes>;
}

/** A Fluxes of zeros. */
export function noFluxes(names: readonly string[], order: number): Fluxes {
  const zeros = (): number[] => new Array<number>(order + 1).fill(0);
  return {
    F: zeros(),
    leads: Object.fromEntries(names.map((name) => [name, { I: zeros(), J: zeros() }])),
  };
}

/** The corresponding entry of several Fluxes, combined: every quantity, every order. */
export function combine(combination: (...values: number[]) => number, ...all: Fluxes[]): Fluxes {
  const row = (pick: (fluxes: Fluxes) => number[]): number[] =>
    pick(all[0]!).map((_, k) => combination(...all.map((fluxes) => pick(fluxes)[k]!)));
  return {
    F: row(({ F }) => F),
    leads: Object.fromEntries(
      Object.keys(all[0]!.leads).map((name) => [
        name,
        { I: row(({ leads }) => leads[name]!.I), J: row(({ leads }) => leads[name]!.J) },
      ]),
    ),
  };
}
