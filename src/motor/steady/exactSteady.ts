import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../device/errors.js";
import { HIGHEST_ORDER } from "../../electrons/engine.js";
import { slopeAt, solutions } from "../../numerics/chebyshev.js";
import { coefficientsTo, type CycleCoefficients, DEFAULT_TOLERANCE } from "../cycle/coefficients.js";
import { type PeriodicState, periodicStates } from "../cycle/periodic.js";
import { type Followed, followed, part } from "../../progress.js";
import { type Load, loadOf, modeAt, type OperationMode, stallIsKnown, steadyState } from "./steady.js";
import { velocityCurve, type VelocityCurve, type VelocityRange } from "../cycle/velocityCurve.js";

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

/** A root of the truncated series and what there is of it in the master equation. */
export interface SeriesRoot {
  omega: number;
  stable: boolean;
  valid: boolean;
  /** the steady velocity it stands for; null where there is none, and the root is made by the truncation */
  exact: number | null;
}

export interface ExactSteadyState {
  order: "exact";
  /** C_ext = 2 pi F_ext */
  load: number;
  /** C_ext / C_F(0); null where C_F(0) is no larger than its error */
  loadRatio: number | null;
  /** Omega_max of Eq. 68; null for a point orbit */
  maximalVelocity: number | null;
  /** where steady velocities were looked for */
  from: number;
  to: number;
  /** two of them are told apart where C_F differs from the load by more than this in between */
  resolution: number;
  /** ascending */
  velocities: ExactVelocity[];
  /** roots of the truncated series, order by order, as far as the device has an expansion */
  series: { order: number; velocities: SeriesRoot[] }[];
}

/** Shares of the work that are done once the series are known, and the curve. */
const SERIES = 0.1;
const CURVE = 0.9;

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

/**
 * Every steady velocity in a range without an expansion, ascending.
 *
 * @param curve of C_F in the range, see velocityCurve; its roots are found without exception, then refined by the solver
 */
export function exactVelocities(
  electrons: Electrons,
  curve: VelocityCurve,
  load: number,
  tolerance = DEFAULT_TOLERANCE,
): (ExactVelocity & { state: PeriodicState })[] {
  const limit = electrons.scales.maximalVelocity;
  let roots = curve.pieces.flatMap((piece) =>
    solutions(piece, load).map((omega) => ({ omega, slope: slopeAt(piece, omega) })),
  );
  const solve = (): PeriodicState[] =>
    periodicStates(
      electrons,
      roots.map(({ omega }) => omega),
      { tolerance },
    );
  if (roots.length > 0 && extent(curve) < RISEN * curve.error) {
    throw new Untrustworthy(
      `C_F varies by ${extent(curve).toExponential(1)} only in the range, and is known to ${curve.error.toExponential(1)}: the ` +
        "orbit is too small, or the range too narrow, for its steady velocities to be told from rounding",
    );
  }
  const touching = roots.find(({ slope }) => slope === 0 || !Number.isFinite(slope));
  if (touching) {
    throw new Untrustworthy(`omega = ${touching.omega}: C_F equals the load without crossing it`);
  }
  for (let step = 0; step < REFINEMENTS; step++) {
    const states = solve();
    roots = roots.map(({ omega, slope }, i) => {
      const shift = (states[i]!.F - load) / slope;
      // next to a double root the slope says nothing
      return { omega: Math.abs(shift) < 0.01 * Math.abs(omega) ? omega - shift : omega, slope };
    });
  }
  const states = solve();
  const found = roots.map(({ omega, slope }, i): ExactVelocity & { state: PeriodicState } => {
    const state = states[i]!;
    const omegaError = (state.error * state.scale + Math.abs(state.F - load)) / Math.abs(slope);
    // what cannot be told from standing is, where that is known well
    const known = Math.abs(omega) > omegaError ? omega : 0;
    // true neighbours alternate; where two pieces meet, both may find one root
    const neighbours = roots.filter((other) => other.slope > 0 !== slope > 0);
    const apart = Math.min(...neighbours.map((other) => Math.abs(other.omega - omega)));
    if ((known === 0 && omegaError > STANDING * Math.max(-curve.from, curve.to)) || omegaError > apart) {
      throw new Untrustworthy(
        `omega = ${omega.toPrecision(6)}: known to ${omegaError.toExponential(1)} only, C_F being flat there: the steady ` +
          "velocities cannot be told apart",
      );
    }
    return {
      omega: known,
      omegaError,
      stable: slope < 0,
      ...modeAt(known, load),
      valid: Math.abs(omega) <= electrons.scales.markovianVelocity,
      velocityRatio: Math.abs(known) / limit,
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

/**
 * Steady velocities of the master equation itself (Eq. 60 without orders), and what the roots of the truncated series
 * are worth beside them.
 *
 * @throws Untrustworthy where C_F cannot be followed through the range
 */
export function exactSteadyState(
  electrons: Electrons,
  load: Load,
  range: VelocityRange = {},
  tolerance = DEFAULT_TOLERANCE,
  follower: Followed = {},
): ExactSteadyState {
  return followed(follower, (done) => solve(electrons, load, range, tolerance, done));
}

function solve(
  electrons: Electrons,
  load: Load,
  range: VelocityRange,
  tolerance: number,
  done: (fraction: number) => void,
): ExactSteadyState {
  const coefficients = longestSeries(electrons, tolerance);
  const Cext = loadOf(coefficients, load);
  done(SERIES);
  const curve = velocityCurve(electrons, range, tolerance, part(done, SERIES, CURVE));
  const velocities = exactVelocities(electrons, curve, Cext, tolerance).map(({ state: _, ...velocity }) => velocity);
  const limit = electrons.scales.maximalVelocity;
  return {
    order: "exact",
    load: Cext,
    loadRatio: stallIsKnown(coefficients) ? Cext / coefficients.F[0]! : null,
    maximalVelocity: Number.isFinite(limit) ? limit : null,
    from: curve.from,
    to: curve.to,
    resolution: curve.error,
    velocities,
    series: Array.from({ length: coefficients.order }, (_, k) => {
      const roots = steadyState(electrons, coefficients, k + 1, { load: Cext }).velocities;
      return { order: k + 1, velocities: assign(roots, velocities) };
    }),
  };
}

/** Coefficients to the highest order that the tolerance lets one have: polarised leads in blockade may leave only C_F(0). */
function longestSeries(electrons: Electrons, tolerance: number): CycleCoefficients {
  for (let order = HIGHEST_ORDER; ; order--) {
    try {
      return coefficientsTo(electrons, order, tolerance);
    } catch (error) {
      if (order === 0 || !(error instanceof Untrustworthy)) throw error;
    }
  }
}

/** A root stands for a velocity that is as stable and nearer than half of the larger of the two. */
const NEAR = 0.5;

function assign(
  roots: readonly { omega: number; stable: boolean; valid: boolean }[],
  exact: readonly ExactVelocity[],
): SeriesRoot[] {
  const distance = (a: { omega: number }, b: { omega: number }): number => Math.abs(a.omega - b.omega);
  const nearest = <T extends { omega: number; stable: boolean }>(
    of: { omega: number; stable: boolean },
    among: readonly T[],
  ) =>
    among
      .filter(({ stable }) => stable === of.stable)
      .reduce<T | undefined>(
        (best, each) => (best && distance(best, of) <= distance(each, of) ? best : each),
        undefined,
      );
  return roots.map(({ omega, stable, valid }) => {
    const root = { omega, stable };
    const candidate = nearest(root, exact);
    const near =
      candidate !== undefined &&
      distance(candidate, root) <= NEAR * Math.max(Math.abs(omega), Math.abs(candidate.omega)) &&
      nearest(candidate, roots)!.omega === omega;
    return { omega, stable, valid, exact: near ? candidate.omega : null };
  });
}
