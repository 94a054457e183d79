import {
  convergence as measured,
  type Convergence,
  type ConvergenceOptions as Measured,
} from "../motor/cycle/convergence.js";
import type { Result } from "../motor/result.js";
import type { Followed } from "../progress.js";
import { order, positive } from "./kinds.js";
import type { Given, Options, Question } from "./question.js";
import { tolerance, type ToleranceOption } from "./shared.js";

export type ConvergenceOptions = Given<Omit<Measured, "tolerance">, typeof options> & ToleranceOption;

export interface AskConvergence {
  /** How far the series of every order can be trusted, by the exact solution. */
  (options?: ConvergenceOptions & Followed): Result<Convergence>;
}

const options = {
  order: { kind: order(1), value: "k", says: "highest power of the velocity", default: 4 },
  reach: { kind: positive, value: "x", says: "largest velocity, in Omega_max (Eq. 68)", default: 10 },
  threshold: { kind: positive, value: "x", says: "error that counts as good", default: 0.01 },
  tolerance,
} satisfies Options;

export const convergence: Question<"convergence", AskConvergence, typeof options> = {
  name: "convergence",
  summary: "up to which velocity the series of every order can be trusted, by the solution without an expansion",
  options,
  needs: "periodic",
  prints: `\
Prints {maximalVelocity, threshold, orders: [{order, forwards, backwards}], velocities: [{omega, ratio, F, torque,
currents}]}. forwards and backwards: the velocity up to which the error of C_F stays below the threshold, null where it
nowhere does; the largest velocity where it always does. torque and currents: errors order by order from 0, relative to
the largest change since zero velocity.`,
  examples: ["convergence fig2c", "convergence device.json --order 6 --threshold 0.001"],
  progress: () => "series and solution",
  ask({ electrons, account, tolerance }, given, follower) {
    return account.result(measured(electrons, { tolerance, ...given, ...follower }));
  },
};
