import type { Electrons } from "../../electrons/electrons.js";
import { refuse, Untrustworthy } from "../../errors.js";
import { type Piece, piecewise } from "../../numerics/piecewise.js";
import { periodicStates } from "./periodic.js";
import { type Followed, followed } from "../../progress.js";

/** C_F as a function of a constant velocity, without an expansion. */
export interface VelocityCurve {
  from: number;
  to: number;
  /** polynomials on neighbouring intervals, ascending */
  pieces: Piece[];
  /** what the pieces may be off C_F by */
  error: number;
}

/** Between which velocities steady states are looked for. */
export interface VelocityRange {
  /** in k_B T_0 / hbar; default -10 Omega_max (Eq. 68), or -10 Gamma where the path is a point, which has none */
  from?: number;
  /** default the negative of that */
  to?: number;
}

/** The default range, in Omega_max. */
const REACH = 10;

/** Narrower than this part of its velocity an interval is not divided. */
const FINEST = 1e-6;

/** Below this part of the range an interval next to zero is not divided. */
const NEAREST = 1e-20;

/** First pieces next to zero, in the range. */
const FIRST = 1 / 128;

/** What rounding may do to a value, over its scale. */
const ROUNDING = 1e-14;

function velocityRange(electrons: Electrons, { from, to }: VelocityRange): { from: number; to: number } {
  const limit = electrons.scales.maximalVelocity;
  const reach = REACH * (Number.isFinite(limit) ? limit : electrons.scales.totalRate);
  const range = { from: from ?? -reach, to: to ?? reach };
  if (!(range.from < range.to)) {
    if (from === undefined) refuse("to", range.to, `a velocity above ${range.from}`);
    refuse("from", range.from, `a velocity below ${range.to}`);
  }
  return range;
}

/**
 * Interpolates C_F between two velocities, adaptively, so that steady states can be found without missing one.
 *
 * Why nothing is missed: the periodic state has poles where a solution of Omega dp/dtheta = W p returns unchanged, which
 * for a mode that relaxes by exp(-Lambda / Omega) a turn is at Omega = Lambda / (2 pi i k): on the imaginary axis,
 * wherever the rates of the device lie. An interval from a to 2 a keeps its distance from all of it, and there an
 * interpolant of degree 16 is good to 6^-16 = 1e-13 of what its poles can do. So intervals double from zero outwards,
 * whatever the device; where the last coefficients still show more than the tolerance they are halved. Around zero C_F
 * is smooth, though not analytic, and the same halving decides.
 *
 * @throws Untrustworthy where a value cannot be computed or an interval not be resolved
 */
export function velocityCurve(
  electrons: Electrons,
  range: VelocityRange,
  tolerance: number,
  follower: Followed = {},
): VelocityCurve {
  const { from, to } = velocityRange(electrons, range);
  return followed(follower, (done) => resolve(electrons, { from, to }, tolerance, done));
}

function resolve(
  electrons: Electrons,
  { from, to }: { from: number; to: number },
  tolerance: number,
  done: (fraction: number) => void,
): VelocityCurve {
  const reach = Math.max(Math.abs(from), Math.abs(to));
  const pieces = piecewise(
    doublingIntervals(from, to, reach * FIRST),
    (omegas) =>
      periodicStates(electrons, omegas, tolerance).map(({ F, error, scale }) => ({
        value: F,
        error: (error + ROUNDING) * scale,
      })),
    (a, b) => {
      const middle = (a + b) / 2;
      if (b - a < (a * b === 0 ? NEAREST * reach : FINEST * Math.abs(middle))) {
        throw new Untrustworthy(`omega = ${middle}: C_F changes too fast here: the electrons relax too slowly`);
      }
    },
    done,
  );
  return { from, to, pieces, error: Math.max(...pieces.map(({ error }) => error)) };
}

/** Intervals between two velocities, cut at zero and at +-first, +-2 first, +-4 first, ... */
function doublingIntervals(from: number, to: number, first: number): [number, number][] {
  const cuts = [from, to];
  if (from < 0 && to > 0) cuts.push(0);
  for (let at = first; at < Math.max(-from, to); at *= 2) cuts.push(...[-at, at].filter((x) => from < x && x < to));
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).map((b, i) => [cuts[i]!, b]);
}
