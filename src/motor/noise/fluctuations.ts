// What motions with fluctuations have in common: what is asked, how it is made, how far it can be trusted.

import { type Electrons, need } from "../../electrons/electrons.js";
import { refuse, Untrustworthy } from "../../errors.js";
import type { FrozenDevice } from "../../electrons/engine.js";
import type { Ensemble } from "../../mechanics/mechanics.js";
import { realRoots } from "../../numerics/polynomial.js";
import { tablePoints } from "../motion/motion.js";

export interface FluctuationOptions {
  /** moment of inertia, in hbar^2 / k_B T_0 */
  inertia: number;
  /** C_ext = 2 pi F_ext */
  load: number;
  /** initial velocity */
  omega0: number;
  /** initial angle */
  theta0: number;
  /** how long, in hbar / k_B T_0; the steps of all rotors together must not be more than 1e12 */
  time: number;
  /** rotors, two at least */
  trajectories: number;
  /** an integer from 0 to 2^31 - 1: the same seed gives the same motion */
  seed: number;
  /** highest power of the velocity in the torque, 0 to 6 */
  order: number;
  /** electrons that hop one by one instead of torque series and white noise: no expansion, no order */
  exact: boolean;
  /** longest step of the integration; default from the scales of the device */
  step?: number;
}

/** What every result on fluctuations says about how it was made. */
export interface FluctuationSetting {
  process: "langevin" | "hopping";
  /** of the torque series; null for electrons that hop */
  order: number | null;
  trajectories: number;
  seed: number;
  step: number;
  /** Omega_max of Eq. 68; null where the path is a point */
  maximalVelocity: number | null;
  /** the slowest relaxation of the electrons, and of what torque and currents feel: see Relaxation */
  slowestRate: number;
  /** series and white noise need a rotor that is slower than this */
  slowestFeltRate: number;
}

/** So many points of the table a step may span, and so much less than a step's way from rest. */
const POINTS_PER_STEP = 16;
const FROM_REST = 0.5;

/** Thermal velocities that few rotors exceed. */
const THERMAL = 4;

/** Angles at which the scales of the device are looked at. */
const LOOKS = 128;

/** Steps of all rotors together: about half a day. */
const MOST_STEPS = 1e12;

/** A step may go so much farther than meant before a result is refused. */
const TOO_FAR = 4;

/** Makes the rotors; they stop where the velocity reaches one of `bounds`, or a limit. */
export function startEnsemble(
  electrons: Electrons,
  options: FluctuationOptions,
  bounds: { lower?: number; upper?: number } = {},
): { ensemble: Ensemble; setting: FluctuationSetting; limit: number } {
  const { inertia, load, omega0, theta0, trajectories, seed, order, exact } = options;
  const points = tablePoints(electrons);
  const fastest = electrons.scales.maximalVelocity;
  const scales = scalesOf(electrons, order);
  const { lower, upper } = bounds;
  const velocityScale = Math.max(fastestMotion(electrons, scales, options), Math.abs(lower ?? 0), Math.abs(upper ?? 0));
  const angle = (2 * Math.PI * POINTS_PER_STEP) / points;
  const { slowestRate, slowestFeltRate } = electrons.relaxation(LOOKS);
  const step = options.step ?? longestStep(scales, angle, inertia, velocityScale, exact);
  checkLength(options, step, velocityScale, exact ? electrons.scales.totalRate : 0);
  const limit = (TOO_FAR * angle) / step;
  const ensembleOptions = {
    count: trajectories,
    seed,
    theta0,
    omega0,
    inertia,
    externalTorque: load / (2 * Math.PI),
    step,
    lower: lower ?? -limit,
    upper: upper ?? limit,
    watched: lower !== undefined || upper !== undefined,
  };
  return {
    ensemble: exact
      ? need(electrons, "hopping")(points, ensembleOptions)
      : electrons.mechanics.ensemble(electrons.field(order, points), ensembleOptions),
    setting: {
      process: exact ? "hopping" : "langevin",
      order: exact ? null : order,
      trajectories,
      seed,
      step,
      maximalVelocity: Number.isFinite(fastest) ? fastest : null,
      slowestRate,
      slowestFeltRate,
    },
    limit,
  };
}

/**
 * Refuses what would take for ever, naming what makes it so.
 *
 * @param fastest rate at which electrons that hop make steps, besides
 */
function checkLength(
  { time, inertia, trajectories, step: given }: FluctuationOptions,
  step: number,
  velocityScale: number,
  fastest: number,
): void {
  const steps = (trajectories * time) / Math.min(step, 1 / fastest);
  if (step > 0 && steps <= MOST_STEPS) return;
  const [field, value] = given === undefined ? ["time", time] : ["step", given];
  refuse(
    field,
    value,
    `up to ${MOST_STEPS.toExponential()} steps; this would be ${steps.toExponential(1)}: ${trajectories} rotors for a time of ` +
      `${time} in steps of ${step.toExponential(1)}` +
      (given === undefined
        ? `, as inertia ${inertia} and velocities up to ${velocityScale.toExponential(1)} ask for`
        : ""),
  );
}

/** Refuses to go on where a rotor is faster than `limit`. */
export function refuseRunaways({ omega, time }: Ensemble, limit: number, { step }: FluctuationSetting): void {
  const lost = omega.filter((w) => !(Math.abs(w) <= limit)).length;
  if (lost === 0) return;
  throw new Untrustworthy(
    `${lost} of ${omega.length} rotors were faster than ${limit.toPrecision(3)} by the time ${time.toPrecision(3)}: too fast ` +
      `for steps of ${step.toPrecision(3)}, which shorter ones may mend, or running away where a torque series of order 2 ` +
      "and higher has no meaning",
  );
}

interface MotionScales {
  /** C_F(k) of the torque series (Eq. 59), near enough for a scale */
  CF: readonly number[];
  /** largest |f^(1)| */
  friction: number;
  /** the most that the energy of a state goes up and down around the cycle */
  potential: number;
}

function scalesOf(electrons: Electrons, order: number): MotionScales {
  // angle by angle: on grids the builds of the core add up in different orders, and steps must not depend on the build
  const looks = Array.from({ length: LOOKS }, (_, i) =>
    electrons.frozen((2 * Math.PI * i) / LOOKS, Math.max(1, order)),
  );
  return {
    CF: Array.from({ length: order + 1 }, (_, k) =>
      looks.reduce((sum, { F }) => sum + ((2 * Math.PI) / LOOKS) * F[k]!, 0),
    ),
    friction: Math.max(...looks.map(({ F }) => Math.abs(F[1]!))),
    potential: rangeOfEnergies(looks) ?? 2 * electrons.scales.energySlope,
  };
}

/** The most that the energy of a state goes up and down; undefined where the theory knows no states. */
function rangeOfEnergies(looks: readonly FrozenDevice[]): number | undefined {
  const ranges = looks[0]!.energies?.map((_, state) => {
    const energies = looks.map((look) => look.energies![state]!);
    return Math.max(...energies) - Math.min(...energies);
  });
  return ranges && Math.max(...ranges);
}

/** A speed that few rotors exceed: from the start down the potential, at a steady velocity, or by heat. */
function fastestMotion(
  electrons: Electrons,
  { CF, potential }: MotionScales,
  { omega0, inertia, load }: FluctuationOptions,
): number {
  const limit = electrons.scales.maximalVelocity;
  const scale = Number.isFinite(limit) ? limit : 1;
  const steady = realRoots([CF[0]! - load, ...CF.slice(1)], scale).filter((omega) => Math.abs(omega) <= scale);
  const hottest = Math.max(...electrons.leads.map(({ T }) => T));
  return Math.max(
    Math.sqrt(omega0 * omega0 + (2 * potential) / inertia),
    ...steady.map(Math.abs),
    THERMAL * Math.sqrt(hottest / inertia),
  );
}

/**
 * A step so short that a rotor neither jumps over a feature of the torque, at `velocityScale` or from rest, nor has its
 * velocity forgotten within it.
 *
 * @param angle longest way of a step
 */
function longestStep(
  { friction, potential }: MotionScales,
  angle: number,
  inertia: number,
  velocityScale: number,
  exact: boolean,
): number {
  // over half a turn a state's energy goes up by `potential`: its force is about half of that
  const fromRest = Math.sqrt((4 * inertia * angle) / potential);
  // hopping electrons bring their friction with them, event by event
  const damped = exact ? Infinity : (FROM_REST * inertia) / friction;
  return Math.min(angle / velocityScale, FROM_REST * fromRest, damped);
}
