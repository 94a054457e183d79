import { type Device, maximalVelocity } from "../device/doubleDot.js";
import { refuse, Untrustworthy } from "../device/errors.js";
import { checkOrder, type Engine, type RevolutionLimits, type Rotor } from "../engine/engine.js";
import { brakeOf, finite } from "./brake.js";
import { checkInertia, limitsOf, type MotionOptions, tablePoints } from "./motion.js";

export interface TrajectoryOptions extends MotionOptions {
  /** moment of inertia, in hbar^2 / k_B T_0 */
  inertia: number;
  /** initial velocity */
  omega0: number;
  /** initial angle; default 0 */
  theta0?: number;
  /** revolutions to follow at most */
  cycles: number;
  /** highest power of the velocity in the torque, 0 to 6; default 3. Without meaning where `full` is set. */
  order?: number;
  /** integrates the occupations with the rotor (Eq. 9 with Eq. 48) instead of expanding them; default false */
  full?: boolean;
}

export type TrajectoryOutcome =
  /** the mean velocity has stopped changing */
  | "settled"
  /** the rotor swings about an angle without getting around, or stands there */
  | "trapped"
  /** the revolutions asked for are over before the velocity has settled, or a swing still grows */
  | "still-changing"
  /** the speed has passed the limit */
  | "ran-away";

export interface Trajectory {
  /** number of each completed revolution, from 1 */
  cycles: number[];
  /** 2 pi over the duration of each, signed: the velocity averaged over the cycle */
  omegaMean: number[];
  /** time at the end of each */
  time: number[];
  /** largest minus smallest velocity within each */
  variation: number[];
  outcome: TrajectoryOutcome;
  /** the limit of the mean velocity where it settled, 0 where the rotor is trapped, null otherwise */
  settledAt: number | null;
  /** the angles between which the rotor last swung where it did not get around */
  trappedBetween: [number, number] | null;
  /** |omega| / Omega_max at the end */
  velocityRatio: number;
  /** of the series of the torque; null where the electrons were followed instead */
  order: number | null;
  /** accepted steps of the integration */
  steps: number;
  /** angle and velocity at the end */
  end: { theta: number; omega: number };
}

/** A trajectory of the coupled motion: what the leads received in each revolution besides. */
export interface FullTrajectory extends Trajectory {
  order: null;
  /** integral of I_r over each revolution, by lead */
  chargePerCycle: Record<string, number[]>;
  /** integral of J_r over each revolution, by lead */
  heatPerCycle: Record<string, number[]>;
}

/** Settled: the velocity would move by less than this fraction from here to the end of time. */
const SETTLED = 1e-7;

/** Relative changes of the mean velocity below this may be rounding. */
const MEAN_NOISE = 1e-9;

/** Looks at the width of a swing at most. */
const LOOKS = 400;

/** Changes of the width below this are rounding; what is still to come must be below the other to count as nothing. */
const WIDTH_NOISE = 1e-8;
const WIDTH_SETTLED = 1e-3;

/**
 * Follows the rotor through Eq. 9 (Fig. 2), the torque a series in the velocity at every angle or, with `full`, that of
 * electrons which are integrated with it.
 *
 * Reports the mean velocity of every revolution and what became of the rotor.
 *
 * @throws InvalidInput for what is no number or out of range; Untrustworthy where the motion cannot be followed
 */
export function trajectory(device: Device, engine: Engine, options: TrajectoryOptions & { full: true }): FullTrajectory;
export function trajectory(device: Device, engine: Engine, options: TrajectoryOptions): Trajectory | FullTrajectory;
export function trajectory(device: Device, engine: Engine, options: TrajectoryOptions): Trajectory | FullTrajectory {
  const { inertia, load, omega0, theta0 = 0, cycles, order = 3, full = false } = options;
  checkOrder(order);
  finite("load", load);
  finite("omega0", omega0);
  finite("theta0", theta0);
  checkInertia(inertia);
  if (!Number.isInteger(cycles) || cycles < 1) refuse("cycles", cycles, "an integer >= 1");
  const limits = limitsOf(device, options, omega0);
  const points = tablePoints(device);
  const brake = brakeOf(options, points);

  const start = (rotor: Rotor): void => rotor.place(theta0, omega0, inertia, load / (2 * Math.PI));
  if (!full) {
    const rotor = engine.rotor(order, points, brake);
    start(rotor);
    return follow(device, rotor, limits, cycles, order);
  }
  const rotor = engine.coupledRotor(points, brake);
  start(rotor);
  const names = device.leads.map(({ name }) => name);
  const perLead = (): Record<string, number[]> => Object.fromEntries(names.map((name) => [name, []]));
  const chargePerCycle = perLead();
  const heatPerCycle = perLead();
  let before = rotor.transferred;
  const motion = follow(device, rotor, limits, cycles, null, () => {
    const now = rotor.transferred;
    for (const name of names) {
      chargePerCycle[name]!.push(now[name]!.charge - before[name]!.charge);
      heatPerCycle[name]!.push(now[name]!.heat - before[name]!.heat);
    }
    before = now;
  });
  return { ...motion, order: null, chargePerCycle, heatPerCycle };
}

/** Follows a rotor from where it was placed, for so many revolutions or until its fate is sealed. */
function follow(
  device: Device,
  rotor: Rotor,
  limits: RevolutionLimits,
  cycles: number,
  order: number | null,
  afterEach: () => void = () => undefined,
): Trajectory {
  const result: Trajectory = {
    cycles: [],
    omegaMean: [],
    time: [],
    variation: [],
    outcome: "still-changing",
    settledAt: null,
    trappedBetween: null,
    velocityRatio: 0,
    order,
    steps: 0,
    end: { theta: 0, omega: 0 },
  };
  let before = 0;
  for (let cycle = 1; cycle <= cycles; cycle++) {
    const outcome = swing(rotor, limits);
    if (outcome === "out-of-steps") {
      throw new Untrustworthy(
        `the motion could not be followed beyond revolution ${cycle - 1}: ${limits.maximalSteps} steps did not take the ` +
          "rotor around, or the torque left the range of numbers; is the inertia or the velocity far from the device's scales?",
      );
    }
    if (outcome === "ran-away") {
      result.outcome = "ran-away";
      break;
    }
    if (outcome !== "revolved") {
      const [a, b] = rotor.turningPoints;
      result.trappedBetween = [Math.min(a, b), Math.max(a, b)];
      if (outcome === "trapped") {
        result.outcome = "trapped";
        result.settledAt = 0;
      }
      break;
    }
    const mean = (Math.sign(rotor.omega) * 2 * Math.PI) / (rotor.time - before);
    before = rotor.time;
    result.cycles.push(cycle);
    result.omegaMean.push(mean);
    result.time.push(rotor.time);
    result.variation.push(rotor.velocityRange[1] - rotor.velocityRange[0]);
    afterEach();
    const limitVelocity = extrapolate(result.omegaMean);
    if (limitVelocity !== null && Math.abs(limitVelocity - mean) <= SETTLED * Math.abs(mean)) {
      result.outcome = "settled";
      result.settledAt = limitVelocity;
      break;
    }
  }
  result.velocityRatio = Math.abs(rotor.omega) / maximalVelocity(device);
  result.steps = rotor.steps;
  result.end = { theta: rotor.theta, omega: rotor.omega };
  return result;
}

/**
 * One revolution, or what keeps the rotor from it. A rotor that turns back is trapped once its swing shrinks or grows
 * towards a width that it has nearly reached; while it may still swing over the barrier, it is "swinging".
 */
function swing(
  rotor: Rotor,
  limits: RevolutionLimits,
): "revolved" | "ran-away" | "out-of-steps" | "trapped" | "swinging" {
  let width = NaN;
  let growth = NaN;
  for (let look = 0; look < LOOKS; look++) {
    const outcome = rotor.revolve(limits);
    if (outcome !== "turning-back") return outcome;
    const [a, b] = rotor.turningPoints;
    const grown = Math.abs(b - a) - width;
    width = Math.abs(b - a);
    if (width < WIDTH_NOISE || grown < -WIDTH_NOISE * width) return "trapped";
    const ratio = grown / growth;
    const left = ratio > 0 && ratio < 1 ? (grown * ratio) / (1 - ratio) : Infinity;
    if (grown > WIDTH_NOISE * width && left < WIDTH_SETTLED * width) return "trapped";
    growth = grown;
  }
  return "swinging";
}

/**
 * Where a geometric approach is heading; null while the means do not approach anything.
 *
 * Looks at the ways of the last two quarters of the history, not of two cycles, whose difference is rounding for a heavy
 * rotor; and only believes in a goal once the second way is less than half the first.
 */
function extrapolate(means: readonly number[]): number | null {
  const quarter = means.length >> 2;
  if (quarter < 1) return null;
  const at = (back: number): number => means[means.length - 1 - back]!;
  const now = at(0);
  const first = at(quarter) - at(2 * quarter);
  const second = now - at(quarter);
  if (Math.abs(now - means[0]!) < MEAN_NOISE * Math.abs(now)) return null;
  const ratio = second / first;
  if (!(Math.abs(ratio) < 0.5)) return null;
  return now + (second * ratio) / (1 - ratio);
}
