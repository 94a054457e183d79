// Where electrons pass between a lead and the orbitals: what a user describes, and the operators that it comes to.

import { constant, type Harmonics, isZero, moves, scaled } from "./harmonics.js";

export type Spin = "up" | "down";

/** A quantity along the path for each spin; a spinless device uses `up`. */
export interface SpinSeries {
  up: Harmonics;
  down: Harmonics;
}

/**
 * How a lead couples to the orbitals, in one of two ways, which differ in physics wherever it touches several:
 *
 * gamma     rates Gamma_r,l,s(theta) >= 0, in k_B T_0 / hbar, an independent channel for every orbital. Rates of
 *           orbitals add up: sum_l Gamma_l |<a|d+_l,s|b>|^2. (Orbitals far apart on a lead of many channels.)
 * channels  amplitudes t_l,s(theta) with signs, in sqrt(k_B T_0 / hbar), orbital by orbital for every channel. Amplitudes
 *           of orbitals add up (Eq. 5): |sum_l t_l <a|d+_l,s|b>|^2, so that states can decouple from a lead; the rates
 *           of several channels add up.
 */
export type Coupling = { gamma: SpinSeries[]; channels?: undefined } | { gamma?: undefined; channels: SpinSeries[][] };

export const spinsOf = ({ spinless }: { spinless: boolean }): readonly Spin[] => (spinless ? ["up"] : ["up", "down"]);

/** Every rate (of `gamma`) or amplitude (of `channels`) of a lead, with the place in the file where it stands. */
export function couplingSeries({
  gamma,
  channels,
}: Coupling): { field: string; orbital: number; series: SpinSeries }[] {
  if (gamma) return gamma.map((series, orbital) => ({ field: "gamma", orbital, series }));
  return channels.flatMap((amplitudes, q) =>
    amplitudes.map((series, orbital) => ({ field: `channels.${q}`, orbital, series })),
  );
}

/**
 * What leads exchange one electron of one spin through: the operator A+ = sum_l a_l(theta) d+_l,s. The rates between two
 * states are those of the user times `rate`(theta) |<upper|A+|lower>|^2 f and 1 - f. Leads whose operators differ by a
 * factor alone share a contact.
 */
export interface Contact {
  spin: Spin;
  /** the same number for contacts that are alike but for their spin */
  shape: number;
  /** a_l by orbital, the squares of all coefficients adding up to 1 */
  amplitudes: Harmonics[];
  /** what all rates move with, where they do */
  rate?: Harmonics;
  users: ContactUser[];
}

/** A lead at a contact. */
interface ContactUser {
  lead: number;
  /** in k_B T_0 / hbar */
  rate: number;
}

/** Operators are the same where their coefficients agree to so many digits. */
const DIGITS = 14;

/** The contacts of all leads, ordered by the first orbital that they touch, up before down. */
export function contactsOf(of: { spinless: boolean; leads: readonly Coupling[] }): Contact[] {
  const contacts: Contact[] = [];
  const keys: string[] = [];
  const shapes: string[] = [];
  const add = (lead: number, spin: Spin, amplitudes: Harmonics[], strength: number, rate?: Harmonics): void => {
    const shape = JSON.stringify([amplitudes, rate ?? 1].map(rounded));
    const key = `${spin} ${shape}`;
    let at = keys.indexOf(key);
    if (at < 0) {
      at = keys.push(key) - 1;
      const known = shapes.indexOf(shape);
      contacts.push({
        spin,
        shape: known >= 0 ? known : shapes.push(shape) - 1,
        amplitudes,
        ...(rate ? { rate } : {}),
        users: [],
      });
    }
    contacts[at]!.users.push({ lead, rate: strength });
  };

  of.leads.forEach(({ gamma, channels }, lead) => {
    for (const spin of spinsOf(of)) {
      gamma?.forEach(({ [spin]: rate }, l) => {
        if (isZero(rate)) return;
        const one = gamma.map((_, k) => constant(k === l ? 1 : 0));
        const size = moves(rate) ? norm([rate]) : rate.const;
        add(lead, spin, one, size, moves(rate) ? scaled(1 / size, rate) : undefined);
      });
      channels?.forEach((orbitals) => {
        const amplitudes = orbitals.map(({ [spin]: amplitude }) => amplitude);
        if (amplitudes.every(isZero)) return;
        // the overall sign means nothing
        const size = norm(amplitudes) * Math.sign(coefficients(amplitudes).find((x) => x !== 0)!);
        const unit = amplitudes.map((t) => (moves(t) ? scaled(1 / size, t) : constant(t.const / size)));
        add(lead, spin, unit, size * size);
      });
    }
  });
  const first = ({ amplitudes, spin }: Contact): number =>
    2 * amplitudes.findIndex((amplitude) => !isZero(amplitude)) + (spin === "up" ? 0 : 1);
  return contacts.sort((a, b) => first(a) - first(b));
}

const coefficients = (series: readonly Harmonics[]): number[] =>
  series.flatMap(({ const: c, cos, sin }) => [c, ...cos, ...sin]);

const norm = (series: readonly Harmonics[]): number =>
  Math.sqrt(coefficients(series).reduce((sum, x) => sum + x * x, 0));

/** Numbers within, without the last digits and without signs of zeros. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, x: unknown) => (typeof x === "number" ? +x.toPrecision(DIGITS) + 0 : x));
}
