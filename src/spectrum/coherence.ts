// Where lowest-order rates between eigenstates are not the whole story: two states that the same tunnelling event can
// reach, closer in energy than the rates are wide, build up a superposition (coherence) that these rates leave out.

import { type Device, totalRate } from "../device/device.js";
import { asDots } from "../device/asDots.js";
import { type Dots, highestHarmonic } from "../device/dots.js";
import { expandAt } from "../device/harmonics.js";
import { Untrustworthy } from "../device/errors.js";
import { parseDevice } from "../device/parse.js";
import { minimum } from "./minimum.js";
import { lump, stateNetwork } from "./network.js";
import { Spectrum, type State } from "./spectrum.js";

/** Two states whose superposition matters somewhere on the path. */
export interface Coherence {
  states: [State, State];
  /** their energies differ by so little, in k_B T_0 */
  splitting: number;
  /** the rate at which tunnelling events reach both, in k_B T_0 / hbar */
  rate: number;
  theta: number;
}

/** Rates below this fraction of Gamma do not count. */
const NEGLIGIBLE = 1e-6;

const ANGLES_PER_HARMONIC = 48;

/**
 * Of every pair of states whose splitting comes below the rates of the leads, the angle at which it is smallest; the worst
 * pair first.
 */
export function coherences(device: Device): Coherence[] {
  const dots = device.model === "dots" ? device : (parseDevice(asDots(device)) as Dots);
  const spectrum = new Spectrum(dots);
  const { nodeOf } = lump(stateNetwork(spectrum));
  const gamma = totalRate(dots);
  const count = ANGLES_PER_HARMONIC * Math.max(1, highestHarmonic(dots));
  const step = (2 * Math.PI) / count;
  const energies = Array.from({ length: count }, (_, i) => spectrum.energies(i * step));
  const drives = new Map<number, (a: number, b: number) => number>();
  const driveAt = (theta: number): ((a: number, b: number) => number) => {
    const known = drives.get(theta) ?? drive(spectrum, theta, nodeOf);
    drives.set(theta, known);
    return known;
  };
  const found: Coherence[] = [];
  for (const [a, b] of pairs(spectrum.states)) {
    const apart = (i: number): number => {
      const E = energies[(i + count) % count]!;
      return Math.abs(E[a]! - E[b]!);
    };
    // every local minimum on the grid, refined where it can come below the rates
    let closest = { theta: 0, splitting: Infinity };
    for (let i = 0; i < count; i++) {
      if (!(apart(i) <= apart(i - 1) && apart(i) <= apart(i + 1))) continue;
      const fall = Math.max(apart(i - 1), apart(i + 1)) - apart(i);
      if (apart(i) - fall >= Math.min(gamma, closest.splitting)) continue;
      const at = minimum(
        (theta) => {
          const E = spectrum.energies(theta);
          return Math.abs(E[a]! - E[b]!);
        },
        (i - 1) * step,
        (i + 1) * step,
      );
      if (at.value < closest.splitting) closest = { theta: at.x, splitting: at.value };
      if (apart(i) < closest.splitting) closest = { theta: i * step, splitting: apart(i) };
    }
    if (!(closest.splitting < gamma)) continue;
    const rate = driveAt(closest.theta)(a, b);
    if (rate > NEGLIGIBLE * gamma) {
      found.push({ states: [spectrum.states[a]!, spectrum.states[b]!], rate, ...closest });
    }
  }
  return found.sort((a, b) => a.splitting - b.splitting);
}

/**
 * Refuses a device in which states that coincide at every angle are reached together: which superposition a lead fills is
 * then decided by coherences alone.
 *
 * @throws Untrustworthy
 */
export function checkRatesDefined(spectrum: Spectrum): void {
  const coinciding = pairs(spectrum.states).filter(([a, b]) => spectrum.states[a]!.level === spectrum.states[b]!.level);
  if (coinciding.length === 0) return;
  const rate = drive(spectrum, 0.7390851332151607, lump(stateNetwork(spectrum)).nodeOf);
  const gamma = totalRate(spectrum.device);
  for (const [a, b] of coinciding) {
    if (!(rate(a, b) > NEGLIGIBLE * gamma)) continue;
    throw new Untrustworthy(
      `two states with ${spectrum.states[a]!.charge} electrons coincide at every angle and leads reach both: ` +
        "which of them a lead fills is decided by coherences, which lowest-order rates leave out",
    );
  }
}

/** States that one event can superpose: as many electrons of each spin. */
function pairs(states: readonly State[]): [number, number][] {
  return states.flatMap((a, i) =>
    states.flatMap((b, j): [number, number][] => (i < j && a.charge === b.charge && a.spin === b.spin ? [[i, j]] : [])),
  );
}

/**
 * sum_r |sum_q,s,m Gamma_r,q,s <a|A_q,s|m><m|A+_q,s|b>|, the inner sum over contacts and over states m that are equally
 * probable: what populations feed into the superposition of a and b, if Fermi functions are one. Spins cancel where leads
 * treat them alike, orbitals where a lead touches all of them with the same rate.
 */
function drive(spectrum: Spectrum, theta: number, nodeOf: readonly number[]): (a: number, b: number) => number {
  const { contacts } = spectrum;
  const rates = contacts.map(({ rate }) => (rate ? expandAt(rate, theta, 0)[0]! : 1));
  // where every state goes by an event: through a contact (even: filled, odd: emptied)
  const ways = spectrum.states.map(() => new Map<number, Map<number, number>>());
  const note = (from: number, to: number, event: number, amplitude: number): void => {
    const known = ways[from]!.get(event) ?? new Map<number, number>();
    known.set(to, amplitude);
    ways[from]!.set(event, known);
  };
  for (const { lower, upper, contact, amplitude } of spectrum.amplitudes(theta)) {
    note(lower, upper, 2 * contact, amplitude);
    note(upper, lower, 2 * contact + 1, amplitude);
  }
  return (a, b) => {
    // by lead, direction and class of m
    const sums = new Map<string, number>();
    for (const [event, ends] of ways[a]!) {
      const others = ways[b]!.get(event);
      if (!others) continue;
      const contact = event >> 1;
      for (const [m, amplitude] of ends) {
        const product = rates[contact]! * amplitude * (others.get(m) ?? 0);
        for (const { lead, rate } of contacts[contact]!.users) {
          const key = `${lead} ${event & 1} ${nodeOf[m]}`;
          sums.set(key, (sums.get(key) ?? 0) + rate * product);
        }
      }
    }
    return [...sums.values()].reduce((total, x) => total + Math.abs(x), 0);
  };
}
