import { type EnsembleMotion, ensembleMotion } from "../motor/noise/ensemble.js";
import { type FirstPassage, firstPassage, type PassageTarget } from "../motor/noise/firstPassage.js";
import type { FluctuationOptions } from "../motor/noise/fluctuations.js";
import type { Result } from "../motor/result.js";
import { invalidEnsemble } from "../motor/validity.js";
import type { Followed } from "../progress.js";
import { flag, integer, passage, positive } from "./kinds.js";
import { LOAD, type LoadOptions, loadOptions, workAgainst } from "./load.js";
import type { Given, Options, Question } from "./question.js";
import { inertia, start } from "./motion.js";
import { torqueOrder } from "./shared.js";

export type LangevinOptions = Given<Omit<FluctuationOptions, "load" | "time">, typeof options> &
  LoadOptions & {
    /** how long, in hbar / k_B T_0; or `cycles` */
    time?: number;
    /** how long, in revolutions at the initial velocity; or `time` */
    cycles?: number;
    /** times at which to look, evenly up to the end; default 100 */
    samples?: number;
    /** asks how long the velocity takes to reach this one, or one of two around the initial one */
    passage?: PassageTarget;
  };

export interface AskLangevin {
  /** How long rotors that fluctuate take to reach a velocity, or one of two. */
  (options: LangevinOptions & { passage: PassageTarget } & Followed): Result<FirstPassage>;
  /**
   * Means and spreads of many rotors that fluctuate (Eq. 7 to 9).
   *
   * @throws Untrustworthy where rotors run away or outrun the steps
   */
  (options: LangevinOptions & { passage?: never } & Followed): Result<EnsembleMotion>;
  (options: LangevinOptions & Followed): Result<FirstPassage> | Result<EnsembleMotion>;
}

const options = {
  inertia: { ...inertia, mandatory: true },
  ...loadOptions,
  ...start,
  time: { kind: positive, value: "t", says: "how long", unit: "hbar / k_B T_0" },
  cycles: {
    kind: positive,
    value: "n",
    says: "how long, in revolutions at the initial velocity",
    unless: { option: "omega0", is: 0, allowed: (spelled) => `${spelled("time")} for a rotor that starts at rest` },
  },
  trajectories: { kind: integer(2, 100_000), value: "n", says: "rotors", default: 200 },
  samples: {
    kind: integer(1, 1_000_000),
    value: "n",
    says: "times at which to look",
    default: 100,
    unless: { option: "passage", allowed: (spelled) => `nothing with ${spelled("passage")}` },
  },
  seed: {
    kind: integer(0, 2 ** 31 - 1),
    value: "n",
    says: "of the random numbers: the same gives the same motion",
    default: 1,
  },
  order: {
    ...torqueOrder(0),
    default: 3,
    unless: {
      option: "exact",
      allowed: (spelled) => `nothing with ${spelled("exact")}, which expands in no velocity`,
    },
  },
  exact: {
    kind: flag,
    says: "electrons that hop one by one instead of torque series and white noise",
    needs: ["hopping"],
    default: false,
  },
  step: {
    kind: positive,
    value: "h",
    says: "longest step of the integration",
    unit: "hbar / k_B T_0",
    otherwise: "from the device",
  },
  passage: {
    kind: passage,
    value: "w",
    says: "how long until the velocity first reaches this one, or with LOW,HIGH one of two around the initial one",
    unit: "k_B T_0 / hbar",
  },
} satisfies Options;

export const langevin: Question<"langevin", AskLangevin, typeof options> = {
  name: "langevin",
  summary: "many rotors that fluctuate (Eq. 7 to 9): means and spreads over time, or first passage to a velocity",
  options,
  exactlyOne: [LOAD, ["time", "cycles"]],
  prints: `\
Prints {process, order, trajectories, seed, step, maximalVelocity, slowestRate, slowestFeltRate, time, omegaMean,
omegaError, omegaSpread, turnsMean, turnsSpread, velocityRatio, valid}: mean over the rotors, its standard error, standard
deviation. valid: the root mean square velocity at the end within Omega_max (Eq. 68) and the slowest relaxation that torque
and currents feel, with --exact within (k_B T)^2 / (hbar delta_epsilon).
With --passage {..., target, passed, censored, censoredShare, mean, standardError, meanOf, median, medianError, rate,
rateError, times, passedBelow, passedAbove}; censored rotors had not reached the velocity in the given time. Where there
are any, mean is 1 / rate (meanOf: memoryless), and null where the passages do not come at a constant rate, or fewer than
100 do not show it: more --time or --trajectories then gives one. A velocity that passes and returns within a step counts.
A preset brings the load of its figure.`,
  examples: [
    "langevin fig2a --inertia 1e6 --omega0 0.002 --cycles 5 --trajectories 50 --samples 5",
    "langevin fig2c --inertia 2e5 --omega0 0.0062 --time 4e5 --passage -0.0095",
    "langevin fig2c --inertia 2e5 --omega0 0.0062 --time 1e5 --passage -0.0095,0.03",
    "langevin fig2c --inertia 2e5 --omega0 0.0062 --time 1e5 --exact --seed 7",
  ],
  progress: ({ exact }) => (exact ? "electrons hopping" : "rotors turning"),
  ask(subject, { load, loadRatio, time, cycles, samples, passage, ...given }, follower) {
    const { electrons, account } = subject;
    const motion = {
      ...given,
      load: workAgainst(subject, { load, loadRatio }),
      time: time ?? (2 * Math.PI * cycles!) / Math.abs(given.omega0),
      ...follower,
    };
    if (passage !== undefined) return account.result(firstPassage(electrons, { ...motion, target: passage }));
    const ensemble = ensembleMotion(electrons, { ...motion, samples });
    return account.result(ensemble, invalidEnsemble(electrons, ensemble));
  },
};
