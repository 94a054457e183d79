import type { Result } from "../motor/result.js";
import { frustrationEdges as edges, type Transition } from "../motor/thermodynamics/specialLoads.js";
import { beyondExpansion } from "../motor/validity.js";
import type { Followed } from "../progress.js";
import { type OverTheLoad, overTheLoad, seriesOverTheLoad } from "./load.js";
import type { Question } from "./question.js";

export interface AskFrustrationEdges {
  /** Edges of the frustrated regions on the load axis. */
  (options?: OverTheLoad & Followed): Result<Transition>[];
}

export const frustrationEdges: Question<"frustrationEdges", AskFrustrationEdges, typeof overTheLoad> = {
  name: "frustrationEdges",
  summary: "the edges of the frustrated regions on the load axis",
  options: overTheLoad,
  command: false,
  prints: "Rows [{loadRatio, omega, between, valid}]: the load, and the modes on its two sides.",
  examples: [],
  progress: () => "over the load",
  ask(subject, options, follower) {
    const { electrons, account } = subject;
    const coefficients = seriesOverTheLoad(subject, options, follower);
    return edges(electrons, coefficients, options.order).map((edge) =>
      account.result(edge, beyondExpansion(electrons, edge.valid ? [] : [edge.omega], coefficients.slowestFeltRate)),
    );
  },
};
