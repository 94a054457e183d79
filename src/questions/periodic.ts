import { type PeriodicState, periodicStates } from "../motor/cycle/periodic.js";
import type { Result } from "../motor/result.js";
import { beyondMasterEquation } from "../motor/validity.js";
import type { Followed } from "../progress.js";
import { finite, oneOrMore } from "./kinds.js";
import type { Options, Question } from "./question.js";
import { tolerance, type ToleranceOption } from "./shared.js";

export interface PeriodicOptions extends ToleranceOption {
  /** constant velocities in k_B T_0 / hbar, one or a list of them; zero gives the frozen limit */
  omega: number | readonly number[];
}

export interface AskPeriodic {
  /**
   * Integrals over the cycle in the periodic state of Omega dp/dtheta = W(theta) p, without an expansion.
   *
   * @throws Untrustworthy where the tolerance cannot be met
   */
  (options: PeriodicOptions & { omega: number } & Followed): Result<PeriodicState>;
  /** The same at every velocity of a list, which share their grids. */
  (options: PeriodicOptions & { omega: readonly number[] } & Followed): Result<PeriodicState>[];
  (options: PeriodicOptions & Followed): Result<PeriodicState> | Result<PeriodicState>[];
}

const options = {
  omega: {
    kind: oneOrMore(finite),
    value: "velocities",
    says: "theta-dot",
    unit: "k_B T_0 / hbar",
    mandatory: true,
  },
  tolerance,
} satisfies Options;

export const periodic: Question<"periodic", AskPeriodic, typeof options> = {
  name: "periodic",
  summary: "torque and currents at constant velocities without an expansion: Omega dp/dtheta = W(theta) p",
  options,
  needs: "periodic",
  prints: `\
Prints [{omega, F, leads: {L: {I, J}, R: {I, J}}, errors, balance, nodes, error, scale}]: integrals over theta in 0..2 pi, not
divided by omega. balance: residual of sum_r (J_r + I_r dV_r) + omega F = 0. error is relative to scale, 2 pi times the
largest integrand. omega = 0 gives the frozen limit, the integrals of order 0.`,
  examples: [
    "periodic fig2c --omega -0.04,0.02",
    "periodic device.json --omega -0.1:0.1:41 --tolerance 1e-12",
    "periodic fig4a-20 --omega 0.012 --engine typescript",
  ],
  progress: () => "velocity by velocity",
  ask(subject, { omega, tolerance = subject.tolerance }, follower) {
    const { electrons, account } = subject;
    const omegas = typeof omega === "number" ? [omega] : omega;
    const rows = periodicStates(electrons, omegas, tolerance, follower).map((state) =>
      account.result(state, beyondMasterEquation(electrons, [state.omega])),
    );
    return typeof omega === "number" ? rows[0] : rows;
  },
};
