// Observables R^(k) = e^T W^R p^(k) (Eq. 51) with the kernels of Eq. 52 and 53.

import type { Lead } from "../device/lead.js";
import type { Kernel } from "./kernel.js";
import type { Taylor } from "../numerics/taylor.js";

/** A quantity as a linear functional of the occupations, e^T W^R of Eq. 51: what state j contributes if it is full. */
export type Functional = number[];

/** F = -sum_i dE_i/dtheta p_i (Eq. 53). */
export const torqueFunctional = (E: readonly Taylor[]): Functional => E.map((Ei) => -Ei[1]!);

/**
 * I_r and J_r, positive into the reservoir (Eq. 52).
 *
 * @param n electrons in each state
 */
export function currentFunctionals(
  lead: Lead,
  W: Kernel,
  E: readonly Taylor[],
  n: readonly number[],
): { I: Functional; J: Functional } {
  const I = n.map(() => 0);
  const J = n.map(() => 0);
  W[0]!.forEach((row, i) =>
    row.forEach((rate, j) => {
      const electrons = n[i]! - n[j]!;
      if (electrons === 0 || rate === 0) return;
      I[j]! -= electrons * rate;
      J[j]! -= (E[i]![0]! - E[j]![0]! - lead.mu * electrons) * rate;
    }),
  );
  return { I, J };
}

/** The value of a functional, and its turnover: the sum of the sizes, of which rounding is some units in the last place. */
export function evaluate(functional: Functional, p: readonly number[]): { value: number; turnover: number } {
  let value = 0;
  let turnover = 0;
  for (let i = 0; i < p.length; i++) {
    const term = functional[i]! * p[i]!;
    value += term;
    turnover += Math.abs(term);
  }
  return { value, turnover };
}

/** F of given occupations. */
export const torque = (E: readonly Taylor[], p: readonly number[]): number => evaluate(torqueFunctional(E), p).value;
