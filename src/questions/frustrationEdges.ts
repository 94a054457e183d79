import type { Result } from "../motor/result.js";
import { frustrationEdges as edges, type Transition } from "../motor/thermodynamics/specialLoads.js";
import { beyondExpansion } from "../motor/validity.js";
import { type Followed, followed } from "../progress.js";
import { needStall } from "./load.js";
import type { Options, Question } from "./question.js";
import { tolerance, type ToleranceOption, torqueOrder } from "./shared.js";

/** Of questions about the efficiency over the load. */
export interface OverTheLoad extends ToleranceOption {
  /** highest power of the velocity in the torque, 1 to 6; default 1 */
  order?: number;
}

export interface AskFrustrationEdges {
  /** Edges of the frustrated regions on the load axis. */
  (options?: OverTheLoad & Followed): Result<Transition>[];
}

const options = { order: { ...torqueOrder(1), default: 1 }, tolerance } satisfies Options;

export const frustrationEdges: Question<"frustrationEdges", AskFrustrationEdges, typeof options> = {
  name: "frustrationEdges",
  summary: "the edges of the frustrated regions on the load axis",
  options,
  command: false,
  prints: "Rows [{loadRatio, omega, between, valid}]: the load, and the modes on its two sides.",
  examples: [],
  progress: () => "over the load",
  ask(subject, { order, tolerance }, follower) {
    const { electrons, account } = subject;
    const coefficients = followed(follower, () => subject.coefficients(order + 1, tolerance));
    needStall(coefficients);
    return edges(electrons, coefficients, order).map((edge) =>
      account.result(edge, beyondExpansion(electrons, edge.valid ? [] : [edge.omega], coefficients.slowestFeltRate)),
    );
  },
};
