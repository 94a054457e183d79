import { hysteresis as swept, type Hysteresis, type HysteresisOptions as Swept } from "../motor/motion/hysteresis.js";
import type { Result } from "../motor/result.js";
import { beyondMasterEquation } from "../motor/validity.js";
import type { Followed } from "../progress.js";
import { angle, ascending, choice } from "./kinds.js";
import { load } from "./load.js";
import type { Given, Options, Question } from "./question.js";
import { brake, inertia, revolutions, stepError, type StepErrorOption } from "./motion.js";

export type HysteresisOptions = Given<Omit<Swept, "tolerance">, typeof options> & StepErrorOption;

export interface AskHysteresis {
  /**
   * Sweeps bias or load up and down, following the rotor: where it starts to turn and where it stops (Sec. III).
   *
   * @throws Untrustworthy where the rotor runs away
   */
  (options: HysteresisOptions & Followed): Result<Hysteresis>;
}

const options = {
  sweep: { kind: choice("bias", "load"), value: "what", says: "what is swept", mandatory: true },
  values: { kind: ascending(), value: "list", says: "where to stop, ascending", unit: "k_B T_0", mandatory: true },
  inertia: { ...inertia, mandatory: true },
  load: {
    ...load,
    default: 0,
    unless: { option: "sweep", is: "load", allowed: () => "nothing where the load is swept" },
  },
  theta0: {
    kind: angle,
    value: "t",
    says: "starts where it can stand next to this angle",
    unit: "radians",
    default: 0,
  },
  cycles: { ...revolutions, says: "revolutions at each value at most", default: 400 },
  ...brake,
  stepError: stepError(1e-8),
} satisfies Options;

export const hysteresis: Question<"hysteresis", AskHysteresis, typeof options> = {
  name: "hysteresis",
  summary: "bias or load swept slowly up and down: where the rotor starts to turn and where it stops (Sec. III)",
  options,
  needs: "together",
  prints: `\
Prints {points: [{value, branch, turning, omegaMean}], starts, stops}: branch is up, then down; omegaMean is 0 where the
rotor stands. starts and stops are where the standing rotor began to turn and the turning one came to a standstill, null
where it never did: a rotor that stands at every value wants larger values, a lighter rotor or another device.`,
  examples: ["hysteresis inertia-hysteresis --sweep bias --values 2:14:13 --inertia 3e3 --load 0.2"],
  progress: () => "sweeping up and down",
  ask({ electrons, account }, { stepError, ...given }, follower) {
    const found = swept(electrons, { ...given, tolerance: stepError, ...follower });
    const velocities = found.points.map(({ omegaMean }) => omegaMean);
    return account.result(found, beyondMasterEquation(electrons, velocities));
  },
};
