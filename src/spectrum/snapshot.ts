// The states of a frozen device and what tunnelling events join them, at one angle.

import { expandAt } from "../device/harmonics.js";
import type { Spectrum } from "./spectrum.js";

/** Rates below this fraction of Gamma do not count. */
export const NEGLIGIBLE = 1e-6;

/** A way that joins two states to a third: with one electron more (`above`) or less. */
export interface Way {
  m: number;
  above: boolean;
  lead: number;
  /** Gamma_r <a|A|m><m|A+|b>, in k_B T_0 / hbar */
  rate: number;
}

/** One electron from a lead to a state, at most: with f, and back with 1 - f. */
interface Step {
  lead: number;
  lower: number;
  upper: number;
  /** in k_B T_0 / hbar */
  rate: number;
}

/** Energies and rates of a device at an angle. */
export class Snapshot {
  readonly energies: number[];
  /** what every state goes to by an event: a contact (even: filled, odd: emptied) */
  private readonly ends: Map<number, Map<number, number>>[];
  /** by event: the leads and their rates */
  private readonly rates: { lead: number; rate: number }[][];
  private known: Step[] | undefined;

  constructor(spectrum: Spectrum, theta: number) {
    this.energies = spectrum.energies(theta);
    this.ends = this.energies.map(() => new Map<number, Map<number, number>>());
    this.rates = spectrum.contacts.map(({ users, rate: moving }) => {
      const factor = moving ? expandAt(moving, theta, 0)[0]! : 1;
      return users.map(({ lead, rate }) => ({ lead, rate: rate * factor }));
    });
    const note = (from: number, to: number, event: number, amplitude: number): void => {
      const known = this.ends[from]!.get(event) ?? new Map<number, number>();
      known.set(to, amplitude);
      this.ends[from]!.set(event, known);
    };
    for (const { lower, upper, contact, amplitude } of spectrum.amplitudes(theta)) {
      note(lower, upper, 2 * contact, amplitude);
      note(upper, lower, 2 * contact + 1, amplitude);
    }
  }

  /** All ways that join a and b; those of a and a are its rates. */
  ways(a: number, b: number): Way[] {
    const ways: Way[] = [];
    for (const [event, ends] of this.ends[a]!) {
      const others = this.ends[b]!.get(event);
      if (!others) continue;
      for (const [m, amplitude] of ends) {
        const product = amplitude * (others.get(m) ?? 0);
        if (product === 0) continue;
        for (const { lead, rate } of this.rates[event >> 1]!) {
          ways.push({ m, above: event % 2 === 0, lead, rate: rate * product });
        }
      }
    }
    return ways;
  }

  /** The rates of all leads between all states. */
  get steps(): readonly Step[] {
    return (this.known ??= this.energies.flatMap((_, lower) => {
      const steps = new Map<number, Step>();
      for (const { m: upper, above, lead, rate } of this.ways(lower, lower)) {
        if (!above) continue;
        const key = lead * this.energies.length + upper;
        const step = steps.get(key) ?? { lead, lower, upper, rate: 0 };
        step.rate += rate;
        steps.set(key, step);
      }
      return [...steps.values()];
    }));
  }

  /**
   * sum_r,m |sum_q,s Gamma_r,q,s <a|A_q,s|m><m|A+_q,s|b>|, the inner sum also over states m that are equally probable: what
   * populations feed into the superposition of a and b, if Fermi functions are one. Spins cancel where leads treat them
   * alike, orbitals where a lead touches all of them with the same rate.
   */
  drive(a: number, b: number, nodeOf: readonly number[]): number {
    const sums = new Map<number, number>();
    for (const { m, above, lead, rate } of this.ways(a, b)) {
      const key = (2 * lead + (above ? 1 : 0)) * nodeOf.length + nodeOf[m]!;
      sums.set(key, (sums.get(key) ?? 0) + rate);
    }
    return [...sums.values()].reduce((total, x) => total + Math.abs(x), 0);
  }
}
