import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import { HIGHEST_ORDER } from "../../electrons/wanted.js";
import { cycleCoefficients, type CycleCoefficients } from "../cycle/coefficients.js";
import { type Followed, followed, part } from "../../progress.js";
import { type Load, loadOf, stallIsKnown, steadyState } from "./steady.js";
import { velocityCurve, type VelocityRange } from "../cycle/velocityCurve.js";
import { exactVelocities, type ExactVelocity } from "./exactVelocities.js";

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
  /** Omega_max of Eq. 68; null where the path is a point */
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

/**
 * Steady velocities of the master equation itself (Eq. 60 without orders), and what the roots of the truncated series
 * are worth beside them.
 *
 * @throws Untrustworthy where C_F cannot be followed through the range
 */
export function exactSteadyState(
  electrons: Electrons,
  load: Load,
  range: VelocityRange,
  tolerance: number,
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
      return cycleCoefficients(electrons, order, tolerance);
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
