// Efficiencies over the load (Eq. 62 to 64, 72 to 77).

import type { Electrons } from "../../electrons/electrons.js";
import { refuse } from "../../errors.js";
import type { CycleCoefficients } from "../cycle/coefficients.js";
import { evaluate } from "../../numerics/polynomial.js";
import { steadyState } from "../steady/steady.js";
import { type Operation, operation, UNBOUNDED } from "./efficiency.js";
import { entropyOf, isLawful } from "./secondLaw.js";

/** One stable steady state at one load, or that there is none; what is null is not defined there. */
export interface EfficiencyRow extends Operation {
  /** C_ext / C_F(0) */
  loadRatio: number;
  /** stable steady velocity, in k_B T_0 / hbar; null where there is none */
  omega: number | null;
  /** Q_I,r per cycle, by lead, positive into the lead, in units of e */
  chargePerCycle: Record<string, number> | null;
  /** Q_J,r per cycle, by lead, positive into the lead, in k_B T_0 */
  heatPerCycle: Record<string, number> | null;
  /** W_ext, work delivered to the load per cycle, negative where the load drives; in k_B T_0 */
  work: number | null;
  /** sum_r Q_J,r / T_r per cycle, the entropy that the reservoirs gain: not negative by the second law (Eq. 32) */
  entropy: number | null;
  /**
   * whether the velocity is valid as in a steady state, the efficiency within its bound, and no entropy destroyed; null
   * where no velocity is steady
   */
  valid: boolean | null;
  /** error of the cycle coefficients behind the row, relative to the scale of each order; as in a steady state */
  error: number;
}

/** Flux per cycle to the order consistent with a torque of order n: Q = s sum_(k<=n+1) C(k) omega^(k-1) (Sec. VI). */
function perCycle(C: readonly number[], omega: number, order: number): number {
  return (Math.sign(omega) * evaluate(C.slice(0, order + 2), omega)) / omega;
}

/**
 * The device at one load, a row for every stable steady velocity, ascending (Eq. 62 to 64, 72 to 77).
 *
 * @param coefficients to order + 1 at least: energy conservation order by order wants the currents one order beyond
 *   the torque
 */
export function efficiencyRows(
  electrons: Electrons,
  coefficients: CycleCoefficients,
  order: number,
  loadRatio: number,
): EfficiencyRow[] {
  if (coefficients.order < order + 1) refuse("coefficients", coefficients.order, `order ${order + 1} or higher`);
  const { error } = coefficients;
  const { velocities } = steadyState(electrons, coefficients, order, { loadRatio });
  const rows = velocities
    .filter(({ stable }) => stable)
    .map((velocity) => {
      const each = (pick: "I" | "J"): Record<string, number> =>
        Object.fromEntries(
          Object.entries(coefficients.leads).map(([name, lead]) => [name, perCycle(lead[pick], velocity.omega, order)]),
        );
      return efficiencyRow(electrons, loadRatio, velocity, each("I"), each("J"), error);
    });
  return rows.length > 0 ? rows : [nowhere(loadRatio, error)];
}

/**
 * The row of one steady velocity.
 *
 * @param charge Q_I,r per cycle, by lead; of no concern where the rotor stands
 * @param heat Q_J,r per cycle, by lead
 */
export function efficiencyRow(
  electrons: Electrons,
  loadRatio: number,
  { omega, work, valid }: { omega: number; work: number; valid: boolean },
  charge: Record<string, number>,
  heat: Record<string, number>,
  error: number,
): EfficiencyRow {
  if (omega === 0) return { ...nowhere(loadRatio, error), omega, mode: "standing", work: 0, valid };
  const row = {
    loadRatio,
    omega,
    ...operation(electrons, charge, heat, work),
    chargePerCycle: charge,
    heatPerCycle: heat,
    work,
    entropy: entropyOf(electrons, heat),
    error,
  };
  return { ...row, valid: valid && isLawful(electrons, row) };
}

/** The row of a load at which no velocity is steady and stable. */
export function nowhere(loadRatio: number, error: number): EfficiencyRow {
  return {
    loadRatio,
    omega: null,
    mode: "no-steady-state",
    efficiency: null,
    ...UNBOUNDED,
    chargePerCycle: null,
    heatPerCycle: null,
    work: null,
    entropy: null,
    valid: null,
    error,
  };
}
