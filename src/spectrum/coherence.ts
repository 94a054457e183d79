// Where lowest-order rates between eigenstates are not the whole story: two states that the same tunnelling event can
// reach, closer in energy than the rates are wide, build up a superposition (coherence) that these rates leave out.

import { type Device, totalRate } from "../device/device.js";
import { asDots } from "../device/asDots.js";
import type { Dots } from "../device/dots.js";
import { Untrustworthy } from "../device/errors.js";
import { highest } from "../device/harmonics.js";
import { parseDevice } from "../device/parse.js";
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
 * pair first. Sampled along the path.
 */
export function coherences(device: Device): Coherence[] {
  const dots = device.model === "dots" ? device : (parseDevice(asDots(device)) as Dots);
  const spectrum = new Spectrum(dots);
  const { nodeOf } = lump(stateNetwork(spectrum));
  const gamma = totalRate(dots);
  const top = Math.max(
    1,
    ...dots.orbitals.map(({ energy, zeeman }) => Math.max(highest(energy), highest(zeeman))),
    ...dots.hopping.map(({ amplitude }) => highest(amplitude)),
  );
  const worst = new Map<string, Coherence>();
  const count = ANGLES_PER_HARMONIC * top;
  for (let i = 0; i < count; i++) {
    const theta = (2 * Math.PI * i) / count;
    const energies = spectrum.energies(theta);
    const close = pairs(spectrum.states).filter(([a, b]) => Math.abs(energies[a]! - energies[b]!) < gamma);
    if (close.length === 0) continue;
    const rate = drive(spectrum, theta, nodeOf);
    for (const [a, b] of close) {
      const strength = rate(a, b);
      const splitting = Math.abs(energies[a]! - energies[b]!);
      const known = worst.get(`${a} ${b}`);
      if (!(strength > NEGLIGIBLE * gamma) || (known && known.splitting <= splitting)) continue;
      worst.set(`${a} ${b}`, {
        states: [spectrum.states[a]!, spectrum.states[b]!],
        splitting,
        rate: strength,
        theta,
      });
    }
  }
  return [...worst.values()].sort((a, b) => a.splitting - b.splitting);
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
      `two states with ${spectrum.states[a]!.charge} electrons coincide at every angle and leads reach both together: ` +
        "which superposition they fill is decided by coherences, which lowest-order rates leave out",
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
 * sum_r,l,s Gamma |sum_m <a|d|m><m|d+|b>|, the inner sum over states m that are equally probable: what populations feed
 * into the superposition of a and b, if Fermi functions are one.
 */
function drive(spectrum: Spectrum, theta: number, nodeOf: readonly number[]): (a: number, b: number) => number {
  const { device, space } = spectrum;
  const rates = space.modes.map(({ orbital, spin }) =>
    device.leads.reduce((sum, { gamma }) => sum + gamma[orbital]![spin], 0),
  );
  // the neighbours of every state, by event: mode and direction
  const ways = spectrum.states.map(() => new Map<string, Map<number, number>>());
  const note = (from: number, to: number, event: string, amplitude: number): void => {
    const known = ways[from]!.get(event) ?? new Map<number, number>();
    known.set(to, amplitude);
    ways[from]!.set(event, known);
  };
  for (const { lower, upper, mode, amplitude } of spectrum.amplitudes(theta)) {
    note(lower, upper, `${mode} up`, amplitude);
    note(upper, lower, `${mode} down`, amplitude);
  }
  return (a, b) => {
    let total = 0;
    for (const [event, ends] of ways[a]!) {
      const others = ways[b]!.get(event);
      if (!others) continue;
      const byClass = new Map<number, number>();
      for (const [m, amplitude] of ends) {
        const other = others.get(m);
        if (other !== undefined) byClass.set(nodeOf[m]!, (byClass.get(nodeOf[m]!) ?? 0) + amplitude * other);
      }
      const sum = [...byClass.values()].reduce((x, y) => x + Math.abs(y), 0);
      total += rates[Number.parseInt(event, 10)]! * sum;
    }
    return total;
  };
}
