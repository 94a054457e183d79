import type { VelocityRange } from "../motor/cycle/velocityCurve.js";
import type { Result } from "../motor/result.js";
import { type ExactSteadyState, exactSteadyState } from "../motor/steady/exactSteady.js";
import { type SteadyState, steadyState } from "../motor/steady/steady.js";
import { beyondExpansion, beyondMasterEquation, invalidVelocities } from "../motor/validity.js";
import { type Followed, followed } from "../progress.js";
import { orderOrExact } from "./kinds.js";
import { LOAD, loadGiven, type LoadOptions, loadOptions } from "./load.js";
import type { Options, Question } from "./question.js";
import { tolerance, type ToleranceOption, velocityRange } from "./shared.js";

export interface SteadyOptions extends LoadOptions, VelocityRange, ToleranceOption {
  /** highest power of the velocity in the torque, 1 to 6, default 3; or "exact", without an expansion */
  order?: number | "exact";
}

export interface AskSteady {
  /**
   * Every steady velocity in a range without an expansion, and what the roots of the series are worth.
   *
   * @throws Untrustworthy where C_F cannot be followed through the range
   */
  (options: SteadyOptions & { order: "exact" } & Followed): Result<ExactSteadyState>;
  /** Every steady velocity at a load (Eq. 60 to 64). */
  (options: SteadyOptions & { order?: number } & Followed): Result<SteadyState & { error: number }>;
  (options: SteadyOptions & Followed): Result<ExactSteadyState> | Result<SteadyState & { error: number }>;
}

const options = {
  ...loadOptions,
  order: {
    kind: orderOrExact(1),
    value: "k",
    says: "highest power of the velocity in the torque, or exact: no expansion",
    default: 3,
    needs: ["periodic", "exact"],
  },
  ...velocityRange,
  tolerance,
} satisfies Options;

export const steady: Question<"steady", AskSteady, typeof options> = {
  name: "steady",
  summary: "every steady velocity at a load, with stability, mode and validity (Eq. 60 to 64, 68)",
  options,
  exactlyOne: [LOAD],
  prints: `\
A preset brings the load of its figure. Prints {order, load, loadRatio, maximalVelocity, velocities: [{omega, stable,
mode, valid, velocityRatio, work, nextOrderShift}], error}. valid: |omega| within Omega_max (Eq. 68) and within the
slowest relaxation that torque and currents feel: a root beyond is no answer. nextOrderShift: how far the next term of the
series would move the root, relative to it. mode: a motor works on the load, a pump is driven by it, an idle rotor has none,
a standing one does not turn. No velocities: the torque to that order nowhere meets the load.

--order exact solves the master equation at constant velocity without an expansion and prints {order: "exact", load,
loadRatio, maximalVelocity, from, to, resolution, velocities: [{omega, omegaError, stable, mode, valid, velocityRatio,
work, slope}], series: [{order, velocities: [{omega, stable, valid, exact}]}]}: every steady velocity between --from and
--to, then the roots of the truncated series, each with the steady velocity it stands for or null where there is none.
valid: |omega| <= (k_B T)^2 / (hbar delta_epsilon), where the master equation itself holds.`,
  examples: [
    "steady fig2c",
    "steady fig2c --order exact --from -0.3 --to 0.3",
    "steady fig2a --load-ratio 0.5 --order 1",
    "steady device.json --load 5.8 --order 4",
  ],
  progress: () => "steady velocities",
  ask(subject, { order, tolerance = subject.tolerance, ...given }, follower) {
    const { electrons, account } = subject;
    const load = loadGiven(given);
    if (order === "exact") {
      const state = exactSteadyState(electrons, load, given, tolerance, follower);
      return account.result(state, beyondMasterEquation(electrons, invalidVelocities(state)));
    }
    const coefficients = followed(follower, () => subject.coefficients(order + 1, tolerance));
    const state = steadyState(electrons, coefficients, order, load);
    const own = beyondExpansion(electrons, invalidVelocities(state), coefficients.slowestFeltRate);
    return account.result({ ...state, error: coefficients.error }, own);
  },
};
