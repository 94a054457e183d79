// The nonoperational regime (Sec. III): below a critical bias the current-induced torque does not keep the rotor turning.

import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import type { Brake } from "../../mechanics/mechanics.js";
import { biasCurve, type WorkAt, workByBias } from "../steady/biasCurve.js";
import { type BrakeOptions, brakeOf } from "../../mechanics/brake.js";
import { slopeAt } from "../../numerics/chebyshev.js";
import type { Piece, Sample } from "../../numerics/piecewise.js";
import { limitsOf, tablePoints } from "./motion.js";
import { type Followed, followed, part } from "../../progress.js";
import { type TurningWindows, turningWindows } from "./turningWindows.js";
import { type BiasWindow, type Edge, heavyWindows } from "../steady/windows.js";

export interface CriticalOptions extends BrakeOptions {
  /** C_ext = 2 pi F_ext */
  load: number;
  /** moment of inertia, in hbar^2 / k_B T_0; default none: a rotor too heavy for any barrier */
  inertia?: number;
  /** the largest bias to look at, in k_B T_0 */
  highest: number;
}

/**
 * Where an infinitely heavy rotor turns, and one of finite inertia.
 *
 * The heavy one turns forwards while C_F(0)(V) > C_ext and backwards while it is smaller, so that the windows of either
 * direction follow one another and meet where the two are equal. A load turns it without any bias, as a pump; without a
 * load and with leads of one temperature C_F(0) is zero at V = 0, and the first window begins there.
 */
export interface CriticalVoltage {
  load: number;
  inertia: number | null;
  /** the largest bias looked at */
  highest: number;
  /** the lead at mu_0 + V/2; the other one is at mu_0 - V/2 */
  first: string;
  /**
   * the smallest bias at which C_F(0) equals the load, rising or falling or only touching it within its error; null where
   * there is none up to `highest`. The work against a load profile in a revolution counts as load.
   */
  stall: number | null;
  /** what `stall` may be off by */
  stallError: number | null;
  /** every interval of bias in which the infinitely heavy rotor turns, ascending */
  windows: BiasWindow[];
  /** windows in which C_F(0) differs from the load by less are not seen, in k_B T_0 */
  resolution: number;
  /**
   * the smallest bias at which a rotor of this inertia, let go at rest on top of a barrier, comes around to it again, in
   * either direction: the end of the nonoperational regime. That a load turns it without a bias does not count. Null
   * where there is no such bias, or no inertia was given.
   */
  turning: number | null;
  /** what `turning` may be off by: the last interval of a bisection, and what the steps of the motion do to it */
  turningError: number | null;
  /** every interval of bias in which the rotor of this inertia so comes around, by where it begins; null without one */
  turningWindows: BiasWindow[] | null;
  /**
   * biases at which trajectories were looked at are so far apart. In between windows are seen where the energy with which
   * the rotor comes around has one extremum there, however narrow they are. Null without an inertia.
   */
  turningStep: number | null;
}

/** Error a step of the trajectories. */
const STEP_ERROR = 1e-9;

/** Share of the work that is done once C_F(0) is known over the bias, where a rotor of finite inertia follows. */
const CURVE = 0.3;

/**
 * Every window of symmetric bias in which the device turns against, with or without a load, and where the first begins.
 *
 * @param tolerance wanted error of C_F(0), relative to its scale
 */
export function criticalVoltage(
  electrons: Electrons,
  options: CriticalOptions & Followed,
  tolerance: number,
): CriticalVoltage {
  return followed(options, (done) => search(electrons, options, tolerance, done));
}

function search(
  electrons: Electrons,
  options: CriticalOptions,
  tolerance: number,
  done: (fraction: number) => void,
): CriticalVoltage {
  const { load, inertia, highest } = options;
  const points = tablePoints(electrons, options);
  const brake = brakeOf(options, points);

  const work = workByBias(electrons, tolerance);
  const curve = biasCurve(electrons, work, highest, part(done, 0, inertia === undefined ? 1 : CURVE).progress);
  const against = load + workOf(brake);
  const { windows, equal } = heavyWindows(curve, against, (edge) => refined(edge, curve, work, against));
  let found: TurningWindows | undefined;
  if (inertia !== undefined) {
    // how fast it comes around does not matter
    const asked = { load, inertia, tolerance: STEP_ERROR, velocityLimit: Infinity };
    const limits = { ...limitsOf(electrons, asked, 0), turns: 1 };
    const turning = { electrons, inertia, load, against, brake, points, limits };
    found = turningWindows(turning, highest, part(done, CURVE, 1).progress);
  }
  const turning = found?.windows.find(({ from, mode }) => from > 0 || mode !== "pump");
  return {
    load,
    inertia: inertia ?? null,
    highest,
    first: electrons.names[0]!,
    stall: equal[0]?.at ?? null,
    stallError: equal[0]?.error ?? null,
    windows,
    resolution: Math.max(...curve.map(({ error }) => error)),
    turning: turning?.from ?? null,
    turningError: turning?.fromError ?? null,
    turningWindows: found?.windows ?? null,
    turningStep: found?.step ?? null,
  };
}

/** The work against a profile in a revolution. */
function workOf({ profile }: Brake): number {
  if (!profile) return 0;
  return (2 * Math.PI * profile.reduce((sum, torque) => sum + torque, 0)) / profile.length;
}

/** Error of C_F(0) asked for where it meets the load, and Newton steps to there: each leaves 1e-8 of the distance. */
const SHARP = 1e-13;
const REFINEMENTS = 2;

/** A crossing of C_F(0) and the load as near as C_F(0) itself, not its interpolant, tells. */
function refined(edge: Edge, curve: readonly Piece[], work: WorkAt, load: number): Edge {
  const piece = curve.find(({ from, to }) => from <= edge.at && edge.at <= to)!;
  const slope = slopeAt(piece, edge.at);
  let { at } = edge;
  for (let step = 0; ; step++) {
    const { value, error } = sharp(work, at);
    const shift = (value - load) / slope;
    if (!(Math.abs(shift) <= edge.error)) return edge;
    if (step === REFINEMENTS) return { at, error: Math.min(edge.error, error / Math.abs(slope) + Math.abs(shift)) };
    at -= shift;
  }
}

function sharp(work: WorkAt, V: number): Sample {
  try {
    return work(V, SHARP);
  } catch (error) {
    if (!(error instanceof Untrustworthy)) throw error;
    return work(V);
  }
}
