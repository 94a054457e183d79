// What results say of velocities at which the theory behind them ends.

import type { Electrons } from "../electrons/electrons.js";
import type { CycleCoefficients } from "./cycle/coefficients.js";
import type { EfficiencyRow } from "./thermodynamics/efficiencyRows.js";
import { isLawful } from "./thermodynamics/secondLaw.js";
import type { EnsembleMotion } from "./noise/ensemble.js";
import { expansionLimit } from "./steady/steady.js";
import type { Trajectory } from "./motion/follow.js";
import type { Warning } from "../electrons/warning.js";

/** A limit of velocities that is none; JSON has no Infinity. */
const finite = (limit: number): number | null => (Number.isFinite(limit) ? limit : null);

const list = (velocities: readonly number[]): string =>
  `${velocities
    .slice(0, 3)
    .map((omega) => omega.toPrecision(3))
    .join(", ")}${velocities.length > 3 ? ", ..." : ""}`;

/**
 * What is said of velocities that a series in the velocity gives and that are not valid.
 *
 * @param slowestFeltRate null where it was not asked for
 */
export function beyondExpansion(electrons: Electrons, velocities: number[], slowestFeltRate: number | null): Warning[] {
  if (velocities.length === 0) return [];
  const limit = electrons.scales.maximalVelocity;
  const rate =
    slowestFeltRate === null
      ? ""
      : ` or ${slowestFeltRate.toPrecision(3)}, the slowest relaxation that torque and currents feel`;
  return [
    {
      code: "velocity-beyond-expansion",
      message:
        `omega = ${list(velocities)}: beyond Omega_max = ${limit.toPrecision(3)} (Eq. 68)${rate}, where the series in the ` +
        "velocity is no answer; without an expansion: --order exact, --full, --exact",
      velocities,
      maximalVelocity: finite(limit),
      slowestFeltRate,
    },
  ];
}

/** What is said of velocities at which the levels move too fast for any master equation with the rates of frozen levels. */
export function beyondMasterEquation(electrons: Electrons, velocities: readonly number[]): Warning[] {
  const limit = electrons.scales.markovianVelocity;
  const beyond = velocities.filter((omega) => Math.abs(omega) > limit);
  if (beyond.length === 0) return [];
  return [
    {
      code: "velocity-beyond-master-equation",
      message:
        `omega = ${list(beyond)}: beyond (k_B T)^2 / (hbar delta_epsilon) = ${limit.toPrecision(3)}: the levels move by ` +
        "more than k_B T within the memory of the leads, and the rates of frozen levels no longer hold",
      velocities: beyond,
      limit,
    },
  ];
}

/** Those that are marked as not valid. */
export function invalidVelocities({ velocities }: { velocities: { omega: number; valid: boolean }[] }): number[] {
  return velocities.filter(({ valid }) => !valid).map(({ omega }) => omega);
}

/** What is said of coefficients on a number of nodes that was asked for. */
export function fixedNodes({ error, nodes }: CycleCoefficients, tolerance: number): Warning[] {
  if (error <= tolerance) return [];
  const message = `error ${error.toExponential(1)} of the scale on ${nodes} nodes`;
  return [{ code: "fixed-nodes", message, nodes, error, tolerance }];
}

/**
 * What is said of a row of efficiencies that is not valid.
 *
 * @param coefficients behind it; none where nothing is expanded
 */
export function invalidRow(electrons: Electrons, row: EfficiencyRow, coefficients?: CycleCoefficients): Warning[] {
  const { omega, valid } = row;
  if (omega === null || valid !== false) return [];
  if (!coefficients) return [...beyondMasterEquation(electrons, [omega]), ...secondLaw(electrons, row, "rounding")];
  const fast = Math.abs(omega) > expansionLimit(electrons, coefficients);
  return [
    ...beyondExpansion(electrons, fast ? [omega] : [], coefficients.slowestFeltRate),
    ...secondLaw(electrons, row, "the truncated series"),
  ];
}

function secondLaw(electrons: Electrons, row: EfficiencyRow, of: string): Warning[] {
  if (isLawful(electrons, row)) return [];
  const { omega, efficiency, bound, entropy } = row;
  const beyond =
    efficiency === null || bound === null
      ? ""
      : `efficiency ${efficiency.toPrecision(3)} of at most ${bound.toPrecision(3)}, `;
  return [
    {
      code: "second-law-broken",
      message:
        `omega = ${list([omega!])}: ${beyond}entropy ${entropy!.toPrecision(3)} per cycle: that breaks the second law: ` +
        `no answer, but an artefact of ${of}`,
      efficiency,
      bound,
      entropy: entropy!,
    },
  ];
}

/** What is said of a motion that ends where its torque is no answer. */
export function motionTooFast(electrons: Electrons, { settledAt, end, order }: Trajectory): Warning[] {
  const omega = settledAt ?? end.omega;
  // of followed electrons
  if (order === null) return beyondMasterEquation(electrons, [omega]);
  return beyondExpansion(electrons, Math.abs(omega) > electrons.scales.maximalVelocity ? [omega] : [], null);
}

/** What is said of rotors that fluctuate and are not valid. */
export function invalidEnsemble(electrons: Electrons, motion: EnsembleMotion): Warning[] {
  if (motion.valid) return [];
  const typical = Math.hypot(motion.omegaMean.at(-1)!, motion.omegaSpread.at(-1)!);
  if (motion.process === "hopping") return beyondMasterEquation(electrons, [typical]);
  return beyondExpansion(electrons, [typical], motion.slowestFeltRate);
}
