import type { Electrons } from "../../electrons/electrons.js";
import { efficiencyRow, type EfficiencyRow, nowhere } from "./efficiencyRows.js";
import { exactVelocities } from "../steady/exactVelocities.js";
import type { VelocityCurve } from "../cycle/velocityCurve.js";

/**
 * The device at one load without an expansion, a row for every stable steady velocity, ascending (Eq. 72 to 77 with the
 * currents of the periodic state).
 *
 * @param curve of C_F in the range of velocities looked at
 * @param stall C_F(0), in which loads are measured
 */
export function exactEfficiencyRows(
  electrons: Electrons,
  curve: VelocityCurve,
  stall: number,
  loadRatio: number,
  tolerance: number,
): EfficiencyRow[] {
  const rows = exactVelocities(electrons, curve, loadRatio * stall, tolerance)
    .filter(({ stable }) => stable)
    .map(({ state, ...velocity }) => {
      const { omega } = velocity;
      // Q = s integral / omega
      const each = (pick: "I" | "J"): Record<string, number> =>
        Object.fromEntries(Object.entries(state.leads).map(([name, lead]) => [name, lead[pick] / Math.abs(omega)]));
      return efficiencyRow(electrons, loadRatio, velocity, each("I"), each("J"), state.error);
    });
  return rows.length > 0 ? rows : [nowhere(loadRatio, tolerance)];
}
