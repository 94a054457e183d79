// Observables R^(k) = e^T W^R p^(k) (Eq. 51) with the kernels of Eq. 52 and 53.

import type { Lead } from "../device/lead.js";
import type { Kernel } from "./kernel.js";
import type { Taylor } from "./taylor.js";

/** F = -sum_i dE_i/dtheta p_i (Eq. 53). */
export function torque(E: readonly Taylor[], p: readonly number[]): number {
  return -E.reduce((sum, Ei, i) => sum + Ei[1]! * p[i]!, 0);
}

/** What the torque is a sum of, sizes instead of values: rounding is some units in the last place of this. */
export function torqueTurnover(E: readonly Taylor[], p: readonly number[]): number {
  return E.reduce((sum, Ei, i) => sum + Math.abs(Ei[1]! * p[i]!), 0);
}

/**
 * I_r and J_r, positive into the reservoir (Eq. 52).
 *
 * @param n electrons in each state
 * @returns the currents, and the sizes of what they are sums of
 */
export function currents(
  lead: Lead,
  W: Kernel,
  E: readonly Taylor[],
  n: readonly number[],
  p: readonly number[],
): { I: number; J: number; turnover: { I: number; J: number } } {
  let I = 0;
  let J = 0;
  const turnover = { I: 0, J: 0 };
  for (let i = 0; i < p.length; i++) {
    for (let j = 0; j < p.length; j++) {
      const electrons = n[i]! - n[j]!;
      if (electrons === 0) continue;
      const flow = W[0]![i]![j]! * p[j]!;
      const heat = (E[i]![0]! - E[j]![0]! - lead.mu * electrons) * flow;
      I -= electrons * flow;
      J -= heat;
      turnover.I += Math.abs(flow);
      turnover.J += Math.abs(heat);
    }
  }
  return { I, J, turnover };
}
