import {
  type VariationOptions as Motion,
  velocityVariation,
  type VelocityVariation,
} from "../motor/motion/variation.js";
import type { Result } from "../motor/result.js";
import { beyondMasterEquation } from "../motor/validity.js";
import type { Followed } from "../progress.js";
import { positive, severalOf } from "./kinds.js";
import { LOAD, loadOptions } from "./load.js";
import { INERTIA, motion, motionOf, type MotionOptions, near } from "./motion.js";
import type { Options, Question } from "./question.js";

export type VariationOptions = MotionOptions<Omit<Motion, "inertias">, typeof options> & {
  /** moments of inertia, two at least; in hbar^2 / k_B T_0 */
  inertia: readonly number[];
};

export interface AskVariation {
  /**
   * How the velocity varies within a cycle, over the inertia (Sec. III).
   *
   * @throws Untrustworthy where the heaviest rotor has no motion near the velocity, or a light one does not turn
   */
  (options: VariationOptions & Followed): Result<VelocityVariation>;
}

const options = {
  inertia: {
    kind: severalOf(positive, "moments of inertia"),
    value: "list",
    says: "moments of inertia",
    unit: INERTIA,
    mandatory: true,
  },
  near: near("the heaviest"),
  ...loadOptions,
  ...motion,
} satisfies Options;

export const variation: Question<"variation", AskVariation, typeof options> = {
  name: "variation",
  summary: "how the velocity varies within a cycle, over the inertia: vanishes as 1/I (Sec. III)",
  options,
  needs: "together",
  exactlyOne: [LOAD],
  prints: `\
Prints {orbits: [{inertia, omegaMean, omegaMeanError, omegaAtZero, omegaAtZeroError, closure, variation, stable,
chargePerCycle, heatPerCycle}], exponent}: the periodic motion of the rotor together with the electrons, no expansion, stable
or not, omegaAtZero its velocity at theta = 0; exponent of variation / omegaMean in I. closure is how far a revolution is
from coming back, the largest change of an occupation or, relatively, of the velocity. The heaviest rotor turns within a
factor of two of --near, or the answer is refused; lighter ones as it does, followed from inertia to inertia. --near wants a
velocity that "steady --order exact" gives at this load.`,
  examples: [
    "variation fig2c --near 0.023 --inertia 1e5,1e6,1e7",
    "variation device.json --load 5.8 --near 0.022 --inertia 1e6,1e7",
  ],
  progress: () => "from heavy to light",
  ask(subject, { inertia: inertias, ...given }, follower) {
    const { electrons, account } = subject;
    const found = velocityVariation(electrons, { ...motionOf(subject, given), inertias, ...follower });
    const velocities = found.orbits.map(({ omegaMean }) => omegaMean);
    return account.result(found, beyondMasterEquation(electrons, velocities));
  },
};
