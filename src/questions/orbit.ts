import { type Orbit, type OrbitOptions as Motion, periodicOrbit } from "../motor/motion/orbit.js";
import type { Result } from "../motor/result.js";
import { beyondMasterEquation } from "../motor/validity.js";
import type { Followed } from "../progress.js";
import { LOAD, loadOptions } from "./load.js";
import { inertia, motion, motionOf, type MotionOptions, near } from "./motion.js";
import type { Options, Question } from "./question.js";

export type OrbitOptions = MotionOptions<Motion, typeof options>;

export interface AskOrbit {
  /**
   * The periodic motion of a rotor of finite inertia near a velocity (Sec. III).
   *
   * @throws Untrustworthy where there is none within a factor of two of the velocity
   */
  (options: OrbitOptions & Followed): Result<Orbit>;
}

const options = {
  inertia: { ...inertia, mandatory: true },
  near: near("it"),
  ...loadOptions,
  ...motion,
} satisfies Options;

export const orbit: Question<"orbit", AskOrbit, typeof options> = {
  name: "orbit",
  summary: "the periodic motion of a rotor of finite inertia near a velocity (Sec. III)",
  options,
  needs: "together",
  exactlyOne: [LOAD],
  command: false,
  prints: "An orbit as variation prints them, for one inertia.",
  examples: [],
  progress: () => "around and back",
  ask(subject, options, follower) {
    const { electrons, account } = subject;
    const found = periodicOrbit(electrons, { ...motionOf(subject, options), ...follower });
    return account.result(found, beyondMasterEquation(electrons, [found.omegaMean]));
  },
};
