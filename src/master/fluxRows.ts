import { type Fluxes, noFluxes } from "../electrons/fluxes.js";

/** Numbers of a row: F, then I_r, J_r lead by lead. */
export const fluxCount = (leads: number): number => 1 + 2 * leads;

/** Torque and currents from rows as the core leaves them, one an order. */
export function fluxesOf(rows: Float64Array, names: readonly string[], order: number): Fluxes {
  const fluxes = noFluxes(names, order);
  for (let k = 0; k <= order; k++) {
    const row = fluxCount(names.length) * k;
    fluxes.F[k] = rows[row]!;
    names.forEach((name, r) => {
      fluxes.leads[name]!.I[k] = rows[row + 1 + 2 * r]!;
      fluxes.leads[name]!.J[k] = rows[row + 2 + 2 * r]!;
    });
  }
  return fluxes;
}
