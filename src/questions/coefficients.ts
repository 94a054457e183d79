import { type CycleCoefficients, cycleCoefficients } from "../motor/cycle/coefficients.js";
import { MAXIMAL_NODES } from "../motor/cycle/grids.js";
import type { Result } from "../motor/result.js";
import { fixedNodes } from "../motor/validity.js";
import { type Followed, followed } from "../progress.js";
import { integer, order } from "./kinds.js";
import type { Options, Question } from "./question.js";
import { tolerance, type ToleranceOption } from "./shared.js";

export interface CoefficientOptions extends ToleranceOption {
  /** highest power of the velocity, 0 to 6; default 3 */
  order?: number;
  /** a fixed number of grid points instead of a tolerance, 2 to 2^19, whatever the error then is */
  nodes?: number;
}

export interface AskCoefficients {
  /**
   * C_F, C_I,r and C_J,r (Eq. 59, 70).
   *
   * @throws Untrustworthy where the tolerance cannot be met
   */
  (options?: CoefficientOptions & Followed): Result<CycleCoefficients>;
}

const options = {
  order: { kind: order(0), value: "k", says: "highest power of the velocity", default: 3 },
  nodes: {
    kind: integer(2, MAXIMAL_NODES),
    value: "n",
    says: "so many grid points, whatever the error, which may exceed 1",
    excludes: "tolerance",
  },
  tolerance,
} satisfies Options;

export const coefficients: Question<"coefficients", AskCoefficients, typeof options> = {
  name: "coefficients",
  summary: "cycle coefficients C_F, C_I,r and C_J,r (Eq. 59, 70) and the residual of Eq. 71",
  options,
  prints: `\
Prints {order, nodes, error, engine, states, F, leads: {L: {I, J}, R: {I, J}}, errors, balance, scale, slowestRate,
slowestFeltRate, conditioning}.
error is relative to scale[k], 2 pi times the largest integrand of order k. With --nodes it is whatever it is: above 1
nothing of the result is right, and above 1e-10 a warning says so.`,
  examples: [
    "coefficients fig2a",
    "coefficients device.json --order 5 --tolerance 1e-8",
    "presets --show fig2c | quantum-motor coefficients - --engine typescript",
  ],
  progress: () => "around the cycle",
  ask(subject, { order, nodes, tolerance = subject.tolerance }, follower) {
    const { electrons, account } = subject;
    const found = followed(follower, () => cycleCoefficients(electrons, order, tolerance, nodes));
    return account.result(found, fixedNodes(found, tolerance));
  },
};
