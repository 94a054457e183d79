import type { Electrons } from "../../electrons/electrons.js";
import { refuse } from "../../errors.js";
import type { CycleCoefficients } from "../cycle/coefficients.js";
import { differentiate, evaluate, realRoots } from "../../numerics/polynomial.js";

/**
 * What the machine does, by the direction of the energy flow (below Eq. 62): a motor delivers work to the load,
 * a pump takes it, an idle rotor turns without a load, a standing one does not turn.
 */
export type OperationMode = "motor" | "pump" | "idle" | "standing";

/** One steady velocity: a real root of Eq. 60. */
export interface SteadyVelocity {
  /** theta-dot, in k_B T_0 / hbar */
  omega: number;
  /** Eq. 61 */
  stable: boolean;
  mode: OperationMode;
  /**
   * |omega| within Omega_max of Eq. 68 and within the slowest relaxation that torque and currents feel; a root beyond is
   * not an answer
   */
  valid: boolean;
  /** |omega| / Omega_max */
  velocityRatio: number;
  /** W_ext = s C_ext, work delivered to the load per cycle, in k_B T_0; s is the sign of omega */
  work: number;
  /**
   * how far the next term of the expansion would move the root, relative to it: |C_F(n+1) omega^(n+1) / slope| / |omega|.
   * Small where the series has settled; null for the highest order and a standing rotor.
   */
  nextOrderShift: number | null;
}

export interface SteadyState {
  /** highest power of the velocity in the torque */
  order: number;
  /** C_ext = 2 pi F_ext, the work against the load in a forward revolution, in k_B T_0 */
  load: number;
  /** C_ext / C_F(0); null where C_F(0) is no larger than its error */
  loadRatio: number | null;
  /** Omega_max of Eq. 68, in k_B T_0 / hbar; null where the path is a point, which sets no limit */
  maximalVelocity: number | null;
  /** ascending */
  velocities: SteadyVelocity[];
}

/** A load as C_ext itself, in k_B T_0, or in units of C_F(0). */
export type Load = { load: number } | { loadRatio: number };

/** Whether C_F(0) is more than its own error, so that a load can be measured in it. */
export function stallIsKnown({ F, error, scale }: CycleCoefficients): boolean {
  return Math.abs(F[0]!) > error * scale[0]!;
}

/** C_ext of a load. */
export function loadOf(coefficients: CycleCoefficients, load: Load): number {
  if ("load" in load) return load.load;
  const { loadRatio } = load;
  if (!stallIsKnown(coefficients)) {
    refuse("loadRatio", loadRatio, "a ratio for a device whose C_F(0) differs from zero; give the load itself");
  }
  const value = loadRatio * coefficients.F[0]!;
  if (!Number.isFinite(value)) refuse("loadRatio", loadRatio, "a ratio that leaves C_ext finite");
  return value;
}

/** The velocity up to which a root of the series is an answer, in k_B T_0 / hbar. */
export function expansionLimit(
  electrons: Electrons,
  { slowestFeltRate }: Pick<CycleCoefficients, "slowestFeltRate">,
): number {
  return Math.min(electrons.scales.maximalVelocity, slowestFeltRate);
}

/** W_ext = s C_ext (below Eq. 62), and what its sign says. */
export function modeAt(omega: number, load: number): { mode: OperationMode; work: number } {
  const work = Math.sign(omega) * load + 0; // -0 is 0
  return { mode: omega === 0 ? "standing" : work > 0 ? "motor" : work < 0 ? "pump" : "idle", work };
}

/**
 * Every steady velocity at the given order of the torque (Eq. 60 to 64), ascending.
 *
 * @param coefficients to at least `order`
 * @param order highest power of the velocity kept in the torque, 1 to 6
 */
export function steadyState(
  electrons: Electrons,
  coefficients: CycleCoefficients,
  order: number,
  load: Load,
): SteadyState {
  const Cext = loadOf(coefficients, load);
  const CF = coefficients.F.slice(0, order + 1);
  const limit = electrons.scales.maximalVelocity;
  const scale = Number.isFinite(limit) ? limit : 1;
  const balance = [CF[0]! - Cext, ...CF.slice(1)];
  const slope = differentiate(balance);
  const next = coefficients.F[order + 1];
  const velocities = realRoots(balance, scale).map((omega): SteadyVelocity => {
    const steepness = evaluate(slope, omega);
    return {
      omega,
      stable: steepness < 0,
      ...modeAt(omega, Cext),
      valid: Math.abs(omega) <= expansionLimit(electrons, coefficients),
      velocityRatio: Math.abs(omega) / limit,
      nextOrderShift: next === undefined || omega === 0 ? null : Math.abs((next * omega ** order) / steepness),
    };
  });
  return {
    order,
    load: Cext,
    loadRatio: stallIsKnown(coefficients) ? Cext / coefficients.F[0]! : null,
    maximalVelocity: Number.isFinite(limit) ? limit : null,
    velocities,
  };
}
