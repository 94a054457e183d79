// The load of a question: C_ext itself, or in units of C_F(0).

import { refuse } from "../errors.js";
import type { CycleCoefficients } from "../motor/cycle/coefficients.js";
import { type Load, loadOf, stallIsKnown } from "../motor/steady/steady.js";
import { finite } from "./kinds.js";
import { type Followed, followed } from "../progress.js";
import type { Options } from "./question.js";
import { tolerance, type ToleranceOption, torqueOrder } from "./shared.js";
import type { Subject } from "./subject.js";

/** A load in one of two ways. */
export interface LoadOptions {
  /** C_ext = 2 pi F_ext, in k_B T_0 */
  load?: number | undefined;
  /** the same in units of C_F(0) */
  loadRatio?: number | undefined;
}

export const load = { kind: finite, value: "C", says: "C_ext = 2 pi F_ext", unit: "k_B T_0" };

export const loadOptions = {
  load,
  loadRatio: { kind: finite, value: "x", says: "the load in units of C_F(0)" },
} satisfies Options;

/** The group of options of which exactly one is given; the command line adds the load of a preset's figure. */
export const LOAD = ["load", "loadRatio"] as const;

/** The load that was given, in the form in which it was. */
export const loadGiven = ({ load, loadRatio }: LoadOptions): Load =>
  loadRatio === undefined ? { load: load! } : { loadRatio };

/** C_ext. */
export function workAgainst(subject: Subject, options: LoadOptions): number {
  return options.loadRatio === undefined ? options.load! : loadOf(subject.coefficients(0), loadGiven(options));
}

/** Refuses a device whose loads cannot be given in units of C_F(0). */
export function needStall(coefficients: CycleCoefficients): void {
  if (stallIsKnown(coefficients)) return;
  refuse("C_F(0)", coefficients.F[0], "a device whose C_F(0) differs from zero: load ratios are measured in it");
}

/** Of questions about the efficiency over the load. */
export interface OverTheLoad extends ToleranceOption {
  /** highest power of the velocity in the torque, 1 to 6; default 1 */
  order?: number;
}

export const overTheLoad = { order: { ...torqueOrder(1), default: 1 }, tolerance } satisfies Options;

/**
 * The series whose loads are measured in C_F(0), currents one order beyond the torque.
 *
 * @throws InvalidInput where C_F(0) is zero
 */
export function seriesOverTheLoad(
  subject: Subject,
  { order, tolerance }: { order: number; tolerance?: number },
  follower: Followed,
): CycleCoefficients {
  const coefficients = followed(follower, () => subject.coefficients(order + 1, tolerance));
  needStall(coefficients);
  return coefficients;
}
