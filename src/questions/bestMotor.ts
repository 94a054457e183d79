import type { Result } from "../motor/result.js";
import type { EfficiencyRow } from "../motor/thermodynamics/efficiencyRows.js";
import { bestMotor as best } from "../motor/thermodynamics/specialLoads.js";
import { invalidRow } from "../motor/validity.js";
import { type Followed, followed } from "../progress.js";
import type { OverTheLoad } from "./frustrationEdges.js";
import { needStall } from "./load.js";
import type { Options, Question } from "./question.js";
import { tolerance, torqueOrder } from "./shared.js";

export interface AskBestMotor {
  /** The load at which the motor or engine is most efficient; null where it never is one. */
  (options?: OverTheLoad & Followed): Result<EfficiencyRow> | null;
}

const options = { order: { ...torqueOrder(1), default: 1 }, tolerance } satisfies Options;

export const bestMotor: Question<"bestMotor", AskBestMotor, typeof options> = {
  name: "bestMotor",
  summary: "the load at which the motor or engine is most efficient",
  options,
  command: false,
  prints: "A row as efficiency prints them; null where the device never is a motor or an engine.",
  examples: [],
  progress: () => "over the load",
  ask(subject, { order, tolerance }, follower) {
    const { electrons, account } = subject;
    const coefficients = followed(follower, () => subject.coefficients(order + 1, tolerance));
    needStall(coefficients);
    const row = best(electrons, coefficients, order);
    return row && account.result(row, invalidRow(electrons, row, coefficients));
  },
};
