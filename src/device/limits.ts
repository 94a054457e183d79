// How far a device may go: the ranges in which the theory's products of energies and rates, to sixth order in the velocity,
// stay within double precision, and the sizes that an afternoon of computing bears. One check for both models.

import { couplingSeries, spinsOf } from "./contacts.js";
import type { Dots } from "./dots.js";
import type { DoubleDotRotor } from "./doubleDot.js";
import { refuse } from "../errors.js";
import { type Harmonics, largest, meanSquare } from "./harmonics.js";
import type { Lead } from "./lead.js";
import { fieldOf } from "./names.js";

/** Energies beyond this many of the lowest temperature leave too few digits of the rest: doubles hold sixteen. */
export const LARGEST_ENERGY = 1e6;

/** Temperatures, in T_0. */
export const COLDEST = 1e-6;
export const HOTTEST = 1e6;

/** Rates that are not zero, in k_B T_0 / hbar. */
export const SLOWEST = 1e-20;
export const FASTEST = 1e20;

export const TEMPERATURE_RANGE = `a temperature from ${COLDEST} to ${HOTTEST}, in T_0`;
export const RATE_RANGE = `0, or a rate from ${SLOWEST} to ${FASTEST}, in k_B T_0 / hbar`;

export const isTemperature = (T: number): boolean => T >= COLDEST && T <= HOTTEST;

export const isRate = (rate: number): boolean => rate === 0 || (rate >= SLOWEST && rate <= FASTEST);

export const MOST_ORBITALS = 12;
export const MOST_LEADS = 8;
export const MOST_CHANNELS = 16;

/** Many-body states. */
export const MOST_STATES = 256;

/**
 * Harmonics of a path, and their product with the number of states and with its square: looking for crossings takes the
 * angles of the path times the cubes of the blocks.
 */
export const MOST_HARMONICS = 2048;
export const MOST_STATES_AND_HARMONICS = 1 << 14;
export const MOST_STATES_SQUARED_AND_HARMONICS = 1 << 20;

/** Many-body states of a device: an orbital has 2 (spinless), 3 (infinite U') or 4, the double dot nine in all. */
export function numberOfStates(device: DoubleDotRotor | Dots): number {
  if (device.model === "double-dot-rotor") return 9;
  const { spinless, orbitals } = device;
  return orbitals.reduce((total, { intra }) => total * (spinless ? 2 : intra === Infinity ? 3 : 4), 1);
}

/** @throws InvalidInput naming the first field of a device that is out of its range */
export function checkLimits(device: DoubleDotRotor | Dots): void {
  for (const { name, T } of device.leads) {
    if (!isTemperature(T)) {
      refuse(`${fieldOf("leads", name)}.T`, T, TEMPERATURE_RANGE);
    }
  }
  const largest = largestEnergy(device);
  const check = (field: string, ...values: readonly number[]): void => {
    const value = values.find((x) => !(Math.abs(x) <= largest));
    if (value === undefined) return;
    const infinite = field.startsWith("coulomb.intra") ? ` ("infinite" for U')` : "";
    refuse(field, value, `at most ${largest} in size, ${LARGEST_ENERGY} of the lowest temperature${infinite}`);
  };
  for (const { name, mu } of device.leads) check(`${fieldOf("leads", name)}.mu`, mu);
  if (device.model === "double-dot-rotor") checkDoubleDot(device, check);
  else checkDots(device, check);
}

/** The largest energy that a device may have, in k_B T_0. */
export function largestEnergy({ leads }: { leads: readonly Lead[] }): number {
  return LARGEST_ENERGY * Math.min(...leads.map(({ T }) => T));
}

/** What a device may have at most. */
interface DeviceLimits {
  /** in size, in k_B T_0 */
  energy: number;
  /** lowest and highest, in T_0 */
  temperature: [number, number];
  /** lowest and highest of those that are not zero, in k_B T_0 / hbar */
  rate: [number, number];
  states: number;
  harmonics: number;
}

export function deviceLimits(device: DoubleDotRotor | Dots): DeviceLimits {
  return {
    energy: largestEnergy(device),
    temperature: [COLDEST, HOTTEST],
    rate: [SLOWEST, FASTEST],
    states: MOST_STATES,
    harmonics: mostHarmonics(numberOfStates(device)),
  };
}

const mostHarmonics = (states: number): number =>
  Math.min(
    MOST_HARMONICS,
    Math.floor(MOST_STATES_AND_HARMONICS / states),
    Math.floor(MOST_STATES_SQUARED_AND_HARMONICS / (states * states)),
  );

type Check = (field: string, ...values: readonly number[]) => void;

function checkDoubleDot({ epsilonBar, orbitRadius, U, tc, leads }: DoubleDotRotor, check: Check): void {
  check("epsilonBar.L", epsilonBar.L);
  check("epsilonBar.R", epsilonBar.R);
  check("orbitRadius", orbitRadius);
  check("U", U);
  check("tc", tc);
  for (const { name, gamma } of leads) {
    for (const spin of ["up", "down"] as const) checkRate(`leads.${name}.gamma`, gamma[spin]);
  }
}

function checkDots(device: Dots, check: Check): void {
  const { orbitals, hopping, inter, leads } = device;
  const series = (field: string, { const: c, cos, sin }: Harmonics): void => {
    check(field, c, ...cos, ...sin);
  };
  for (const { name, energy, zeeman, intra } of orbitals) {
    series(`${fieldOf("orbitals", name)}.energy`, energy);
    series(`${fieldOf("orbitals", name)}.zeeman`, zeeman);
    if (intra !== Infinity) check(fieldOf("coulomb.intra", name), intra);
  }
  hopping.forEach(({ amplitude }, i) => series(`hopping.${i}.amplitude`, amplitude));
  inter.forEach(({ U }, i) => check(`coulomb.inter.${i}.U`, U));
  for (const lead of leads) {
    for (const { field, orbital, series } of couplingSeries(lead)) {
      for (const spin of spinsOf(device)) {
        const own = fieldOf(`${fieldOf("leads", lead.name)}.${field}`, orbitals[orbital]!.name);
        if (lead.gamma) checkRate(own, series[spin].const, largest(series[spin]));
        else checkRate(own, meanSquare(series[spin]), largest(series[spin]) ** 2);
      }
    }
  }
  checkSize(device);
}

/** @param most the largest that it can be along the path; an amplitude's rate is its square */
function checkRate(field: string, mean: number, most = mean): void {
  if (most === 0 || (mean >= SLOWEST && most <= FASTEST)) return;
  refuse(field, most > FASTEST ? most : mean, RATE_RANGE);
}

function checkSize(device: Dots): void {
  const { orbitals, hopping, leads } = device;
  const states = numberOfStates(device);
  if (states > MOST_STATES) {
    refuse(
      "orbitals",
      `${orbitals.length} with ${states} many-body states`,
      `${MOST_STATES} states: 2 an orbital without spin, 3 with infinite intradot repulsion, 4 otherwise`,
    );
  }
  const most = mostHarmonics(states);
  const check = (field: string, { cos, sin }: Harmonics): void => {
    const given = Math.max(cos.length, sin.length);
    if (given > most) refuse(field, `${given} harmonics`, `at most ${most} with ${states} many-body states`);
  };
  for (const { name, energy, zeeman } of orbitals) {
    check(`${fieldOf("orbitals", name)}.energy`, energy);
    check(`${fieldOf("orbitals", name)}.zeeman`, zeeman);
  }
  hopping.forEach(({ amplitude }, i) => check(`hopping.${i}.amplitude`, amplitude));
  for (const lead of leads) {
    for (const { field, orbital, series } of couplingSeries(lead)) {
      const own = fieldOf(`${fieldOf("leads", lead.name)}.${field}`, orbitals[orbital]!.name);
      for (const spin of spinsOf(device)) check(own, series[spin]);
    }
  }
}
