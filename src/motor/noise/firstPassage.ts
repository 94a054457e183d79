import type { Electrons } from "../../electrons/electrons.js";
import { refuse } from "../../errors.js";
import { type FluctuationOptions, type FluctuationSetting, refuseRunaways, startEnsemble } from "./fluctuations.js";
import { type PassageTimes, passageTimes } from "./passageTimes.js";
import { type Followed, followed } from "../../progress.js";

/** A velocity to reach, or two of which to reach one: ascending, the initial velocity between them. */
export type PassageTarget = number | readonly [low: number, high: number];

/** How long rotors take to reach a velocity for the first time. */
export interface FirstPassage extends FluctuationSetting, PassageTimes {
  target: PassageTarget;
  /** passages through a velocity below the initial one, and through one above */
  passedBelow: number;
  passedAbove: number;
}

/** The same in words. */
export const PASSAGE_TARGET = "a finite velocity, or two with the initial one between them, ascending";

/** Looks at the rotors on the way, to stop once all have passed. */
const LOOKS = 200;

/**
 * First passage of the momentary velocity from omega0 through `target`, for instance from one stable velocity to the
 * other, or out of the interval between two. A velocity that passes and is back at the end of a step counts: by the
 * probability with which white noise does that, or where an extremum between two hops lies beyond.
 *
 * @param options.target one velocity to reach, or two, in k_B T_0 / hbar
 * @throws Untrustworthy where rotors run away or outrun the steps
 */
export function firstPassage(
  electrons: Electrons,
  options: FluctuationOptions & { target: PassageTarget } & Followed,
): FirstPassage {
  return followed(options, (done) => follow(electrons, options, done));
}

function follow(
  electrons: Electrons,
  options: FluctuationOptions & { target: PassageTarget },
  done: (fraction: number) => void,
): FirstPassage {
  const { target, time } = options;
  const { ensemble, setting, limit } = startEnsemble(electrons, options, boundsOf(target, options.omega0));
  for (let look = 1; look <= LOOKS && ensemble.exit.some(Number.isNaN); look++) {
    ensemble.advance((time * look) / LOOKS);
    refuseRunaways(ensemble, limit, setting);
    done(look / LOOKS);
  }
  const times = passageTimes(ensemble.exit, time);
  const passedAbove = ensemble.omega.filter((w, i) => ensemble.exit[i]! >= 0 && w > options.omega0).length;
  return { ...setting, target, ...times, passedBelow: times.passed - passedAbove, passedAbove };
}

/** The velocities between which a rotor has not passed. */
function boundsOf(target: PassageTarget, omega0: number): { lower?: number; upper?: number } {
  if (typeof target === "number") {
    if (target === omega0) refuse("passage", target, "a finite velocity other than the initial one");
    return target < omega0 ? { lower: target } : { upper: target };
  }
  const [lower, upper] = target;
  if (!(lower < omega0 && omega0 < upper)) refuse("passage", target, PASSAGE_TARGET);
  return { lower, upper };
}
