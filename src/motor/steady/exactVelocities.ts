// Every steady velocity without an expansion: C_F(Omega) = C_ext (Eq. 60 without orders).

import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import { slopeAt, solutions } from "../../numerics/chebyshev.js";
import { type PeriodicState, periodicStates } from "../cycle/periodic.js";
import type { VelocityCurve } from "../cycle/velocityCurve.js";
import { modeAt, type OperationMode } from "./steady.js";

/** One steady velocity of the master equation itself: C_F(Omega) = C_ext. */
export interface ExactVelocity {
  /** theta-dot, in k_B T_0 / hbar */
  omega: number;
  /** how far the error of C_F may move it */
  omegaError: number;
  /** dC_F/dOmega < 0: Eq. 61 for the whole of C_F */
  stable: boolean;
  mode: OperationMode;
  /**
   * whether the master equation holds there: |omega| below k_B^2 T^2 / (hbar delta_epsilon), so that the levels move by
   * less than k_B T within hbar / k_B T, the memory of the leads
   */
  valid: boolean;
  /** |omega| / Omega_max (Eq. 68) */
  velocityRatio: number;
  /** W_ext = s C_ext, work delivered to the load per cycle */
  work: number;
  /** dC_F/dOmega */
  slope: number;
}

/** Newton steps with the slope of the interpolant: each leaves 1e-8 of the distance. */
const REFINEMENTS = 2;

/** C_F must vary by so many of its errors before its crossings of a load mean anything. */
const RISEN = 1e3;

/** A velocity known to this part of the range may be called zero. */
const STANDING = 1e-6;

/** How far C_F rises and falls over the range. */
function extent({ pieces }: VelocityCurve): number {
  const ends = pieces.flatMap(({ coefficients }) => [
    coefficients.reduce((sum, c) => sum + c, 0),
    coefficients.reduce((sum, c, k) => sum + (k % 2 === 0 ? c : -c), 0),
  ]);
  return Math.max(...ends) - Math.min(...ends);
}

/** Where the interpolant of C_F takes the value of the load, and its slope there. */
interface Crossing {
  omega: number;
  slope: number;
}

/**
 * Every steady velocity in a range without an expansion, ascending.
 *
 * @param curve of C_F in the range, see velocityCurve; its roots are found without exception, then refined by the solver
 */
export function exactVelocities(
  electrons: Electrons,
  curve: VelocityCurve,
  load: number,
  tolerance: number,
): (ExactVelocity & { state: PeriodicState })[] {
  const solve = (at: readonly Crossing[]): PeriodicState[] => {
    const omegas = at.map(({ omega }) => omega);
    return periodicStates(electrons, omegas, tolerance);
  };
  let crossings = crossingsOf(curve, load);
  for (let step = 0; step < REFINEMENTS; step++) {
    const states = solve(crossings);
    crossings = crossings.map(({ omega, slope }, i) => {
      const shift = (states[i]!.F - load) / slope;
      // next to a double root the slope says nothing
      return { omega: Math.abs(shift) < 0.01 * Math.abs(omega) ? omega - shift : omega, slope };
    });
  }
  const states = solve(crossings);
  const found = crossings.map(({ omega, slope }, i): ExactVelocity & { state: PeriodicState } => {
    const state = states[i]!;
    const omegaError = (state.error * state.scale + Math.abs(state.F - load)) / Math.abs(slope);
    // what cannot be told from standing is, where that is known well
    const known = Math.abs(omega) > omegaError ? omega : 0;
    if (known === 0 && omegaError > STANDING * Math.max(-curve.from, curve.to)) tooFlat(omega, omegaError);
    if (omegaError > distanceToNeighbour({ omega, slope }, crossings)) tooFlat(omega, omegaError);
    return {
      omega: known,
      omegaError,
      stable: slope < 0,
      ...modeAt(known, load),
      valid: Math.abs(omega) <= electrons.scales.markovianVelocity,
      velocityRatio: Math.abs(known) / electrons.scales.maximalVelocity,
      slope,
      state,
    };
  });
  // where two pieces meet, both may find it
  return found.filter((root, i) => {
    const before = found[i - 1];
    if (!before || before.stable !== root.stable) return true;
    return root.omega - before.omega > before.omegaError + root.omegaError + 1e-9 * Math.abs(root.omega);
  });
}

/** @throws Untrustworthy where C_F and the load cannot be told apart */
function crossingsOf(curve: VelocityCurve, load: number): Crossing[] {
  const crossings = curve.pieces.flatMap((piece) =>
    solutions(piece, load).map((omega) => ({ omega, slope: slopeAt(piece, omega) })),
  );
  if (crossings.length > 0 && extent(curve) < RISEN * curve.error) {
    throw new Untrustworthy(
      `C_F varies by ${extent(curve).toExponential(1)} only in the range, and is known to ${curve.error.toExponential(1)}: the ` +
        "path is too small, or the range too narrow, for its steady velocities to be told from rounding",
    );
  }
  const touching = crossings.find(({ slope }) => slope === 0 || !Number.isFinite(slope));
  if (touching) {
    throw new Untrustworthy(`omega = ${touching.omega}: C_F equals the load without crossing it`);
  }
  return crossings;
}

/** True neighbours alternate in stability; where two pieces meet, both may find one root. */
function distanceToNeighbour({ omega, slope }: Crossing, crossings: readonly Crossing[]): number {
  const neighbours = crossings.filter((other) => other.slope > 0 !== slope > 0);
  return Math.min(...neighbours.map((other) => Math.abs(other.omega - omega)));
}

function tooFlat(omega: number, omegaError: number): never {
  throw new Untrustworthy(
    `omega = ${omega.toPrecision(6)}: known to ${omegaError.toExponential(1)} only, C_F being flat there: the steady ` +
      "velocities cannot be told apart",
  );
}
