import { type AssessedPoint, frozenPoint } from "../motor/cycle/frozen.js";
import type { Result } from "../motor/result.js";
import type { Followed } from "../progress.js";
import { angle, oneOrMore, order } from "./kinds.js";
import type { Options, Question } from "./question.js";

export interface FrozenOptions {
  /** in radians: one angle, or a list of them */
  theta: number | readonly number[];
  /** highest power of the velocity, 0 to 6; default 3 */
  order?: number;
}

export interface AskFrozen {
  /**
   * Energies, occupations and integrands at one angle, order by order (Eq. 49 to 53).
   *
   * @throws Untrustworthy where the occupations at the angle are not unique, or rounding has taken their digits
   */
  (options: FrozenOptions & { theta: number } & Followed): Result<AssessedPoint>;
  /** The same at every angle of a list. */
  (options: FrozenOptions & { theta: readonly number[] } & Followed): Result<AssessedPoint>[];
  (options: FrozenOptions & Followed): Result<AssessedPoint> | Result<AssessedPoint>[];
}

const options = {
  theta: { kind: oneOrMore(angle), value: "angles", unit: "radians", mandatory: true },
  order: { kind: order(0), value: "k", says: "highest power of the velocity", default: 3 },
} satisfies Options;

export const frozen: Question<"frozen", AskFrozen, typeof options> = {
  name: "frozen",
  summary: "energies, occupations and integrands at given angles, order by order (Eq. 49 to 53)",
  options,
  oneByOne: "theta",
  prints: `\
Prints [{theta, energies, p: [p(0), p(1), ...], D, F, leads: {L: {I, J}, R: {I, J}}, scale, error,
errors}], error relative to scale[k], the largest integrand of order k, errors shaped like F and leads, in their units.
States of the double dot: 0, b-up, b-down, a-up, a-down, up-up, up-down, down-up, down-down (left spin first); of any other
device as "quantum-motor states" lists them.
D is the strength of the force noise, <xi(t) xi(t')> = 2 D delta(t - t') (Eq. 7).
All angles are computed before the first is printed; those beyond the first 100,000 are computed twice, to fit memory.`,
  examples: ["frozen fig2a --theta 0.3,1.9", "frozen device.json --theta 0:6.283185307179586:721 --order 0"],
  progress: () => "angle by angle",
  ask(subject, { theta, order }) {
    const { electrons, account } = subject;
    return account.result(frozenPoint(electrons, theta as number, order, subject.scale(order)));
  },
};
