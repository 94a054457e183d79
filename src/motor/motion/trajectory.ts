import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../device/errors.js";
import { checkOrder, type RevolutionLimits, type Rotor, type SeriesRotor } from "../../electrons/engine.js";
import { checkAngle } from "../../device/angle.js";
import { brakeOf, finite } from "../../mechanics/brake.js";
import { torqueAtRest } from "../steady/equilibria.js";
import { checkCycles, checkInertia, coupledRotor, limitsOf, type MotionOptions, tablePoints } from "./motion.js";
import { evaluate } from "../../numerics/polynomial.js";
import { type Followed, followed } from "../../progress.js";

export interface TrajectoryOptions extends MotionOptions {
  /** moment of inertia, in hbar^2 / k_B T_0 */
  inertia: number;
  /** initial velocity, in k_B T_0 / hbar */
  omega0: number;
  /** initial angle, in radians; default 0 */
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
  /** 2 pi over the duration of each, signed: the velocity averaged over the cycle, in k_B T_0 / hbar */
  omegaMean: number[];
  /** time at the end of each, in hbar / k_B T_0 */
  time: number[];
  /** largest minus smallest velocity within each */
  variation: number[];
  outcome: TrajectoryOutcome;
  /** the limit of the mean velocity where it settled, in k_B T_0 / hbar; 0 where the rotor is trapped, null otherwise */
  settledAt: number | null;
  /** the angles between which the rotor last swung where it did not get around, ascending, in radians */
  trappedBetween: [number, number] | null;
  /** |omega| / Omega_max at the end */
  velocityRatio: number;
  /** highest power of the velocity in the torque; null where the electrons were followed instead */
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

/** A torque below this part of what there is around the cycle is rounding: a rotor at rest stands there. */
const NO_TORQUE = 1e-14;

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
export function trajectory(
  electrons: Electrons,
  options: TrajectoryOptions & { full: true } & Followed,
): FullTrajectory;
export function trajectory(electrons: Electrons, options: TrajectoryOptions & Followed): Trajectory | FullTrajectory;
export function trajectory(electrons: Electrons, options: TrajectoryOptions & Followed): Trajectory | FullTrajectory {
  return followed(options, (done) => move(electrons, options, done));
}

function move(
  electrons: Electrons,
  options: TrajectoryOptions,
  done: (fraction: number) => void,
): Trajectory | FullTrajectory {
  const { inertia, load, omega0, theta0 = 0, cycles, order = 3, full = false } = options;
  checkOrder(order);
  finite("load", load);
  finite("omega0", omega0);
  checkAngle("theta0", theta0);
  checkInertia(inertia);
  checkCycles(cycles);
  const limits = limitsOf(electrons, options, omega0);
  const points = tablePoints(electrons, options);
  const brake = brakeOf(options, points);

  const atRest = torqueAtRest(electrons, load, brake);
  const largest = (brake.profile ?? []).reduce((most, torque) => Math.max(most, Math.abs(torque)), 0);
  const torqueScale = electrons.scales.energySlope + Math.abs(load) / (2 * Math.PI) + largest;
  // the torque of a point orbit is zero, whatever the electrons do
  const free = electrons.scales.energySlope === 0 && load === 0 && brake.friction === 0 && brake.profile === undefined;
  const start = (rotor: Rotor): void => rotor.place(theta0, omega0, inertia, load / (2 * Math.PI));
  if (!full) {
    const rotor = electrons.rotor(order, points, brake);
    checkTable(electrons, rotor, order, limits.velocityScale);
    start(rotor);
    return follow(electrons, rotor, { limits, cycles, order, torqueScale, free, atRest, done });
  }
  const rotor = coupledRotor(electrons, points, brake);
  start(rotor);
  const names = electrons.leads.map(({ name }) => name);
  const perLead = (): Record<string, number[]> => Object.fromEntries(names.map((name) => [name, []]));
  const chargePerCycle = perLead();
  const heatPerCycle = perLead();
  let before = rotor.transferred;
  const motion = follow(electrons, rotor, { limits, cycles, order: null, torqueScale, free, atRest, done }, () => {
    const now = rotor.transferred;
    for (const name of names) {
      chargePerCycle[name]!.push(now[name]!.charge - before[name]!.charge);
      heatPerCycle[name]!.push(now[name]!.heat - before[name]!.heat);
    }
    before = now;
  });
  return { ...motion, order: null, chargePerCycle, heatPerCycle };
}

interface Following {
  limits: RevolutionLimits;
  cycles: number;
  order: number | null;
  /** of the torques on the rotor, an upper bound */
  torqueScale: number;
  /** whether nothing ever moves the rotor or slows it down */
  free: boolean;
  /** the total torque on a rotor at rest */
  atRest: (theta: number) => number;
  /** told the fraction of the revolutions */
  done: (fraction: number) => void;
}

/** Follows a rotor from where it was placed, for so many revolutions or until its fate is sealed. */
function follow(
  electrons: Electrons,
  rotor: Rotor,
  { limits, cycles, order, torqueScale, free, atRest, done }: Following,
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
  if (rotor.omega === 0 && Math.abs(atRest(rotor.theta)) <= NO_TORQUE * torqueScale) {
    const { theta } = rotor;
    return { ...result, outcome: "trapped", settledAt: 0, trappedBetween: [theta, theta], end: { theta, omega: 0 } };
  }
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
        checkTrap(result.trappedBetween, atRest);
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
    done(cycle / cycles);
    const limitVelocity = free ? mean : extrapolate(result.omegaMean);
    if (limitVelocity !== null && Math.abs(limitVelocity - mean) <= SETTLED * Math.abs(mean)) {
      result.outcome = "settled";
      result.settledAt = limitVelocity;
      break;
    }
  }
  result.velocityRatio = Math.abs(rotor.omega) / electrons.scales.maximalVelocity;
  result.steps = rotor.steps;
  result.end = { theta: rotor.theta, omega: rotor.omega };
  return result;
}

/** Room on both sides of a swing, in radians, in which what holds the rotor may lie. */
const TRAP_MARGIN = 1e-4;

/** A trap holds: between the turning points the torque on a rotor at rest changes its sign. */
function checkTrap([from, to]: [number, number], atRest: (theta: number) => number): void {
  const a = atRest(from - TRAP_MARGIN);
  const b = atRest(to + TRAP_MARGIN);
  if (a * b <= 0) return;
  throw new Untrustworthy(
    `the rotor turns back at theta = ${from.toPrecision(4)}, where the torque does not hold it: its friction is too strong, or ` +
      "its inertia too small, for the steps",
  );
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

/** Error of the torque, relative to its largest value at speeds up to Omega_max, beyond which no motion is computed. */
const TABLE_ERROR = 1e-6;

const CHECKS = 61;

/**
 * Compares the table that moves the rotor with the torque itself between its points: a table too coarse for the device
 * and rounding that has taken the digits of an order both show there.
 */
function checkTable(electrons: Electrons, rotor: SeriesRotor, order: number, velocity: number): void {
  let largest = 0;
  let worst = 0;
  for (let i = 0; i < CHECKS; i++) {
    const theta = (2 * Math.PI * (i + 0.37)) / CHECKS;
    const { F } = electrons.frozen(theta, order);
    for (const omega of [-velocity, 0, velocity]) {
      const torque = evaluate(F, omega);
      largest = Math.max(largest, Math.abs(torque));
      worst = Math.max(worst, Math.abs(rotor.torque(theta, omega) - torque));
    }
  }
  if (worst <= TABLE_ERROR * largest) return;
  throw new Untrustworthy(
    `the torque is known to ${(worst / largest).toExponential(1)} of its size only: the device's features are too narrow ` +
      "for its orbit, or its electrons relax too slowly for this order",
  );
}
