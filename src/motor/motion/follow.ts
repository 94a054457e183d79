// A rotor followed revolution by revolution, until its fate is sealed.

import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import type { RevolutionLimits, Rotor } from "../../mechanics/mechanics.js";
import { checkTrap, swing } from "./swing.js";

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

/** Settled: the velocity would move by less than this fraction from here to the end of time. */
const SETTLED = 1e-7;

/** A torque below this part of what there is around the cycle is rounding: a rotor at rest stands there. */
const NO_TORQUE = 1e-14;

/** Relative changes of the mean velocity below this may be rounding. */
const MEAN_NOISE = 1e-9;

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
export function follow(
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
