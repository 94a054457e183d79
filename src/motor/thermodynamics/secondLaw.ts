// The entropy that a cycle leaves in the reservoirs, which the second law forbids to be negative (Eq. 31, 32).

import type { Electrons } from "../../electrons/electrons.js";

/** Of a sum that is exactly zero this much, relative to its terms, may be left. */
const ROUNDING = 1e-9;

/**
 * sum_r Q_J,r / T_r per cycle, in k_B: over a cycle, charge and energy being conserved, what Eq. 31 integrates to.
 *
 * @param heat Q_J,r per cycle, by lead
 */
export function entropyOf({ leads }: Pick<Electrons, "leads">, heat: Readonly<Record<string, number>>): number {
  return leads.reduce((sum, { name, T }) => sum + heat[name]! / T, 0);
}

/** What the second law has to say on. */
interface Judged {
  efficiency: number | null;
  /** of the efficiency */
  bound: number | null;
  entropy: number | null;
  heatPerCycle: Readonly<Record<string, number>> | null;
}

/** Whether the second law is kept: a truncated series may break it, and is then no longer an answer. */
export function isLawful(
  { leads }: Pick<Electrons, "leads">,
  { efficiency, bound, entropy, heatPerCycle }: Judged,
): boolean {
  if (entropy === null || heatPerCycle === null) return true;
  const bounded = efficiency === null || bound === null || (efficiency >= 0 && efficiency <= bound * (1 + ROUNDING));
  const turnover = leads.reduce((sum, { name, T }) => sum + Math.abs(heatPerCycle[name]! / T), 0);
  return bounded && entropy >= -ROUNDING * turnover;
}
