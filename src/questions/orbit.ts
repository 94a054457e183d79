import { type Orbit, type OrbitOptions as Motion, periodicOrbit } from "../motor/motion/orbit.js";
import type { Result } from "../motor/result.js";
import { beyondMasterEquation } from "../motor/validity.js";
import type { Followed } from "../progress.js";
import { notZero } from "./kinds.js";
import { LOAD, loadOptions, workAgainst } from "./load.js";
import type { Options, Question } from "./question.js";
import { brake, inertia, stepError, velocityLimit } from "./shared.js";
import type { MotionOptions } from "./trajectory.js";

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
  near: {
    kind: notZero,
    value: "w",
    says: "velocity near which it turns, within a factor of two",
    unit: "k_B T_0 / hbar",
    mandatory: true,
  },
  ...loadOptions,
  ...brake,
  stepError: stepError(1e-9),
  velocityLimit,
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
  ask(subject, { load, loadRatio, stepError, ...given }, follower) {
    const { electrons, account } = subject;
    const against = workAgainst(subject, { load, loadRatio });
    const found = periodicOrbit(electrons, { ...given, load: against, tolerance: stepError, ...follower });
    return account.result(found, beyondMasterEquation(electrons, [found.omegaMean]));
  },
};
