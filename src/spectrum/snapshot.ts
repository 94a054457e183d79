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

/** What an event takes every state to: of state a, the ends `to` and their amplitudes from first[a] to first[a + 1]. */
interface Event {
  first: Int32Array;
  to: Int32Array;
  amplitude: Float64Array;
}

/** Energies and rates of a device at an angle. */
export class Snapshot {
  readonly energies: number[];
  /** two of every contact: by it one electron more, and one less */
  private readonly events: Event[];
  /** by contact: the leads and their rates */
  private readonly rates: { lead: number; rate: number }[][];
  private known: Step[] | undefined;
  /** scratch of eachWay, by state: zero between its uses */
  private readonly reached: Float64Array;
  /** scratch of drive: by lead, direction and node */
  private readonly sums: Float64Array;

  constructor(spectrum: Spectrum, theta: number) {
    this.energies = spectrum.energies(theta);
    this.rates = spectrum.contacts.map(({ users, rate: moving }) => {
      const factor = moving ? expandAt(moving, theta, 0)[0]! : 1;
      return users.map(({ lead, rate }) => ({ lead, rate: rate * factor }));
    });
    const leads = 1 + Math.max(...this.rates.flat().map(({ lead }) => lead));
    this.sums = new Float64Array(2 * leads * this.energies.length);
    this.reached = new Float64Array(this.energies.length);
    const links = spectrum.contacts.map((): Link[] => []);
    for (const link of spectrum.amplitudes(theta)) links[link.contact]!.push(link);
    this.events = links.flatMap((list) => [
      eventOf(list, "lower", "upper", this.energies.length),
      eventOf(list, "upper", "lower", this.energies.length),
    ]);
  }

  /** All ways that join a and b; those of a and a are its rates. */
  ways(a: number, b: number): Way[] {
    const ways: Way[] = [];
    this.eachWay(a, b, (m, above, lead, rate) => ways.push({ m, above, lead, rate }));
    return ways;
  }

  private eachWay(a: number, b: number, use: (m: number, above: boolean, lead: number, rate: number) => void): void {
    const { reached } = this;
    this.events.forEach(({ first, to, amplitude }, event) => {
      if (first[a] === first[a + 1] || first[b] === first[b + 1]) return;
      for (let k = first[b]!; k < first[b + 1]!; k++) reached[to[k]!] = amplitude[k]!;
      for (let k = first[a]!; k < first[a + 1]!; k++) {
        const product = amplitude[k]! * reached[to[k]!]!;
        if (product === 0) continue;
        for (const { lead, rate } of this.rates[event >> 1]!) use(to[k]!, event % 2 === 0, lead, rate * product);
      }
      for (let k = first[b]!; k < first[b + 1]!; k++) reached[to[k]!] = 0;
    });
  }

  /** The rates of all leads between all states. */
  get steps(): readonly Step[] {
    return (this.known ??= this.energies.flatMap((_, lower) => {
      const steps = new Map<number, Step>();
      this.eachWay(lower, lower, (upper, above, lead, rate) => {
        if (!above) return;
        const key = lead * this.energies.length + upper;
        const step = steps.get(key);
        if (step) step.rate += rate;
        else steps.set(key, { lead, lower, upper, rate });
      });
      return [...steps.values()];
    }));
  }

  /**
   * sum_r,m |sum_q,s Gamma_r,q,s <a|A_q,s|m><m|A+_q,s|b>|, the inner sum also over states m that are equally probable: what
   * populations feed into the superposition of a and b, if Fermi functions are one. Spins cancel where leads treat them
   * alike, orbitals where a lead touches all of them with the same rate.
   */
  drive(a: number, b: number, nodeOf: readonly number[]): number {
    const sums = this.sums.fill(0);
    this.eachWay(a, b, (m, above, lead, rate) => {
      sums[(2 * lead + (above ? 1 : 0)) * nodeOf.length + nodeOf[m]!]! += rate;
    });
    return sums.reduce((total, x) => total + Math.abs(x), 0);
  }
}

type Link = ReturnType<Spectrum["amplitudes"]>[number];

/** The links of a contact in one direction, sorted by where they begin. */
function eventOf(links: readonly Link[], from: "lower" | "upper", end: "lower" | "upper", states: number): Event {
  const first = new Int32Array(states + 1);
  for (const link of links) first[link[from] + 1]!++;
  for (let a = 0; a < states; a++) first[a + 1]! += first[a]!;
  const next = first.slice();
  const to = new Int32Array(links.length);
  const amplitude = new Float64Array(links.length);
  for (const link of links) {
    const at = next[link[from]]!++;
    to[at] = link[end];
    amplitude[at] = link.amplitude;
  }
  return { first, to, amplitude };
}
