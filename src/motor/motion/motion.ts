// What every question about the coupled motion begins with: limits set, a rotor made.

import { type Electrons, need } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import type { CoupledRotor } from "../../electrons/engine.js";
import type { Brake, RevolutionLimits } from "../../mechanics/mechanics.js";
import { type BrakeOptions, brakeOf, highestHarmonic } from "../../mechanics/brake.js";

export interface MotionOptions extends BrakeOptions {
  /** C_ext = 2 pi F_ext, the work against the load in a revolution, in k_B T_0 */
  load: number;
  /** error a step, in radians, in probability and relative to Omega_max, on tiny paths to the speeds of the motion */
  tolerance: number;
  /**
   * speed that counts as running away, in k_B T_0 / hbar; default 20 Omega_max (20 where the path is a point), or 20 times the
   * initial velocity where that is more
   */
  velocityLimit?: number;
}

/** Reversals after which a rotor that does not get around is looked at. */
const TURNS = 60;

const MAXIMAL_STEPS = 4_000_000;

/** @param omega0 velocity with which the motion begins */
export function limitsOf(
  electrons: Electrons,
  options: Pick<MotionOptions, "load" | "tolerance" | "velocityLimit"> & { inertia: number },
  omega0: number,
): RevolutionLimits {
  const limit = electrons.scales.maximalVelocity;
  const { tolerance, velocityLimit = 20 * Math.max(Number.isFinite(limit) ? limit : 1, Math.abs(omega0)) } = options;
  const velocityScale = scaleOfVelocity(electrons, limit, options, omega0);
  return { tolerance, velocityScale, velocityLimit, turns: TURNS, maximalSteps: MAXIMAL_STEPS };
}

/**
 * What errors of the velocity are relative to and what paces a slow rotor: Omega_max. Where the path is so small that
 * Omega_max is far beyond any speed of the motion, steps paced by it would hardly advance the rotor; there it is the speed
 * that the initial velocity, the load and the largest torque can bring about in a revolution.
 */
function scaleOfVelocity(
  electrons: Electrons,
  limit: number,
  { inertia, load }: { inertia: number; load: number },
  omega0: number,
): number {
  if (limit <= 1) return limit;
  const work = Math.abs(load) + 4 * Math.PI * electrons.scales.energySlope;
  return Math.min(limit, Math.sqrt(omega0 * omega0 + (2 * work) / inertia));
}

/** A coupled rotor and how to follow it; the torque is that of the load. */
export function motionOf(
  electrons: Electrons,
  options: MotionOptions & { inertia: number; near: number },
): { rotor: CoupledRotor; limits: RevolutionLimits; torque: number } {
  const { load, near } = options;
  const limits = { ...limitsOf(electrons, options, near), turns: 1 };
  const points = tablePoints(electrons, options);
  return { rotor: coupledRotor(electrons, points, brakeOf(options, points)), limits, torque: load / (2 * Math.PI) };
}

/** Angles of the motion's table over radius / narrowest feature: six-point interpolation brings 128 to rounding. */
const POINTS_PER_FEATURE = 128;
const FEWEST_PER_FEATURE = 24;
const SMALLEST_TABLE = 1 << 10;
const LARGEST_TABLE = 1 << 20;

/** Angles of the motion's table, a power of two: as the device asks for, and an external torque given by values. */
export function tablePoints(
  { scales }: Pick<Electrons, "scales">,
  external: Pick<BrakeOptions, "loadProfile"> = {},
): number {
  const features = Math.max(
    scales.fewestAngles / 4,
    scales.energySlope / scales.narrowestFeature + scales.barrierSlope,
  );
  if (FEWEST_PER_FEATURE * features > LARGEST_TABLE) {
    throw new Untrustworthy(
      `a torque table of ${LARGEST_TABLE} angles is too coarse: features of the device (T or avoided crossings) are ` +
        `${features.toExponential(1)} times narrower than its path`,
    );
  }
  const finest = POINTS_PER_FEATURE * Math.max(features, highestHarmonic(external));
  let points = SMALLEST_TABLE;
  while (points < finest && points < LARGEST_TABLE) points *= 2;
  return points;
}

/** Error of the occupations that a table may have, and angles at which it is looked at. */
const TABLE_ERROR = 1e-6;
const CHECKS = 17;

/**
 * A coupled rotor whose table is fine enough for the device.
 *
 * @throws Untrustworthy where the settled electrons between the points of the table are not those of the frozen device
 */
export function coupledRotor(electrons: Electrons, points: number, brake: Brake): CoupledRotor {
  const rotor = need(electrons, "together")(points, brake);
  let worst = 0;
  for (let i = 0; i < CHECKS; i++) {
    const theta = (2 * Math.PI * (i + 0.37)) / CHECKS;
    const p = electrons.frozen(theta, 0).p![0]!;
    rotor.place(theta, 0, 1, 0);
    worst = Math.max(worst, ...rotor.p.map((pi, state) => Math.abs(pi - p[state]!)));
  }
  if (worst <= TABLE_ERROR) return rotor;
  throw new Untrustworthy(
    `the occupations are known to ${worst.toExponential(1)} only: the device's features are too narrow for its path`,
  );
}
