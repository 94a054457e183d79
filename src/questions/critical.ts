import { type CriticalOptions as Searched, type CriticalVoltage, criticalVoltage } from "../motor/motion/critical.js";
import type { Result } from "../motor/result.js";
import type { Followed } from "../progress.js";
import { positive } from "./kinds.js";
import { load } from "./load.js";
import type { Given, Options, Question } from "./question.js";
import { brake, inertia } from "./motion.js";
import { tolerance, type ToleranceOption } from "./shared.js";

export type CriticalOptions = Given<Searched, typeof options> & ToleranceOption;

export interface AskCritical {
  /** Every bias at which the device turns against a load (Sec. III). */
  (options?: CriticalOptions & Followed): Result<CriticalVoltage>;
}

const options = {
  load: { ...load, default: 0 },
  inertia: { ...inertia, needs: ["together"] },
  highest: { kind: positive, value: "V", says: "the largest bias to look at", unit: "k_B T_0", default: 20 },
  ...brake,
  tolerance,
} satisfies Options;

export const critical: Question<"critical", AskCritical, typeof options> = {
  name: "critical",
  summary:
    "the biases at which the device turns against a load, the smallest first: the end of the nonoperational regime",
  options,
  prints: `\
Replaces the bias of the device: the first lead (\`first\`) gets mu_0 + V/2, the other one mu_0 - V/2. Prints
{load, inertia, highest, first, stall, stallError, windows, resolution, turning, turningError, turningWindows, turningStep}.

An infinitely heavy rotor turns forwards while C_F(0)(V) > load and backwards while it is smaller.
  stall    the smallest bias at which the two are equal, rising, falling or touching; without a load and with leads of one
           temperature that is V = 0; null: not up to --highest. The work against a load profile counts as load.
  windows  [{from, fromError, to, toError, direction, mode}], every interval of bias in which it turns. mode: motor against
           the load, pump with it, idle without one. A window that begins with the range is {from: 0, fromError: 0}, one
           that has not ended at --highest {to: null}. Where C_F(0) differs from the load by less than \`resolution\`
           no window is seen.
With --inertia, a rotor let go at rest on top of a barrier:
  turningWindows  where it comes around to it again, either way, found with trajectories at biases turningStep apart and,
           in between, where the energy left to it has an extremum; the edges are bisected.
  turning  the smallest bias at which it does, but for what a load does to it without a bias; null: not up to --highest.`,
  examples: ["critical fig4a-10 --load 0.5 --inertia 1e4", "critical device.json --load 1"],
  progress: () => "searching the bias",
  ask(subject, { tolerance = subject.tolerance, ...given }, follower) {
    return subject.account.result(criticalVoltage(subject.electrons, { ...given, ...follower }, tolerance));
  },
};
