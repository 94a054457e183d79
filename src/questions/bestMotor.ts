import type { Result } from "../motor/result.js";
import type { EfficiencyRow } from "../motor/thermodynamics/efficiencyRows.js";
import { bestMotor as best } from "../motor/thermodynamics/specialLoads.js";
import { invalidRow } from "../motor/validity.js";
import type { Followed } from "../progress.js";
import { type OverTheLoad, overTheLoad, seriesOverTheLoad } from "./load.js";
import type { Question } from "./question.js";

export interface AskBestMotor {
  /** The load at which the motor or engine is most efficient; null where it never is one. */
  (options?: OverTheLoad & Followed): Result<EfficiencyRow> | null;
}

export const bestMotor: Question<"bestMotor", AskBestMotor, typeof overTheLoad> = {
  name: "bestMotor",
  summary: "the load at which the motor or engine is most efficient",
  options: overTheLoad,
  command: false,
  prints: "A row as efficiency prints them; null where the device never is a motor or an engine.",
  examples: [],
  progress: () => "over the load",
  ask(subject, options, follower) {
    const { electrons, account } = subject;
    const coefficients = seriesOverTheLoad(subject, options, follower);
    const row = best(electrons, coefficients, options.order);
    return row && account.result(row, invalidRow(electrons, row, coefficients));
  },
};
