// What every coefficient is worth: truncation and rounding of each by itself, in units of what it is a sum of, and what
// the conservation of charge and energy says about both.

import type { Electrons } from "../../electrons/electrons.js";
import { combine, type Fluxes } from "../../electrons/fluxes.js";

/**
 * The true error over the difference between a grid and its refinement: far below 1 where truncation dominates, but
 * up to 5 where rounding does, the difference then being one sample of a random quantity.
 */
export const SAFETY = 10;

/** Below this numbers are made of rates that have lost digits to the end of the range of doubles: they count as zero. */
export const SMALLEST = 1e-290;

/** An order whose integrands are nowhere more than so many times their rounding is zero. */
export const AT_REST = 100;

/** Angles at which rounding is looked at, each between two neighbours so many units in the last place away. */
const LOOKS = 5;
const APART = 4;

/** The error of an integral over the noise of its integrand: 1 if it were the same everywhere, and a margin. */
const NOISE = 10;

/** So much worse known than everything else in a conservation law, a quantity is better taken from the law. */
const FAR = 100;

/** The largest of torque and currents, order by order. */
export function largestOfOrder({ F, leads }: Fluxes): number[] {
  return F.map((f, k) => Math.max(f, ...Object.values(leads).flatMap(({ I, J }) => [I[k]!, J[k]!])));
}

/** What rounding does to a device. */
export interface Rounding {
  /** of a quantity, relative to its turnover, where occupations are as good as the rates: energies over T are rounded */
  floor: number;
  /** what the solve of each order adds to that, as an integral over the cycle; measured */
  noise: Fluxes;
}

/**
 * What is lost of energies that exponentials of energy over temperature are taken of.
 *
 * @param energies none where the theory knows no states: then the path tells how large they are
 */
export function roundingFloor(
  electrons: Electrons,
  energies: readonly number[] = [electrons.scales.energySlope],
): number {
  const largest = Math.max(...energies.map(Math.abs), ...electrons.leads.map(({ mu }) => Math.abs(mu)));
  return Number.EPSILON * (8 + largest / (2 * electrons.scales.lowestTemperature));
}

/**
 * Some angles are computed with two neighbours, so near that the true values lie on a line: what does not is rounding, as
 * amplified by the device. Order 0 is spared: its occupations are sums and quotients of rates, never differences.
 */
export function roundingOf(electrons: Electrons, order: number): Rounding {
  let floor = 0;
  let noise: Fluxes | undefined;
  for (let i = 0; i < LOOKS; i++) {
    const theta = (2 * Math.PI * (i + 0.37)) / LOOKS;
    const step = APART * Number.EPSILON * theta;
    const point = electrons.frozen(theta, order);
    floor = Math.max(floor, roundingFloor(electrons, point.energies));
    const [before, after] =
      order === 0 ? [point, point] : [-step, step].map((by) => electrons.frozen(theta + by, order));
    const bent = combine((a, x, b) => (2 * Math.PI * Math.abs(a / 2 - x + b / 2)) / LOOKS, before!, point, after!);
    noise = noise ? combine((x, y) => x + y, noise, bent) : bent;
  }
  return { floor, noise: combine((x) => NOISE * x, noise!) };
}

/** The largest of a difference over the turnover, of all quantities, order by order: two of one may agree by accident. */
export function relativeToTurnover(difference: Fluxes, turnover: Fluxes): number[] {
  return largestOfOrder(combine((d, size) => (d === 0 ? 0 : d / Math.max(size, SMALLEST)), difference, turnover));
}

/** The same error, relative to the turnover, for all quantities of an order. */
export function errorsOf(relative: readonly number[], turnover: Fluxes): Fluxes {
  const of = (sizes: readonly number[]): number[] => sizes.map((size, k) => Math.max(relative[k]! * size, SMALLEST));
  return {
    F: of(turnover.F),
    leads: Object.fromEntries(Object.entries(turnover.leads).map(([name, { I, J }]) => [name, { I: of(I), J: of(J) }])),
  };
}

/** An error of each quantity by itself, and the rounding that none is without. */
export function ownErrors(differences: Fluxes, turnover: Fluxes, floor: number): Fluxes {
  return combine((d, size) => Math.max(SAFETY * d + floor * size, SMALLEST), differences, turnover);
}

/** A quantity in a conservation law, sum of weight times value = 0: entry k of `values`, with its error. */
interface Term {
  weight: number;
  values: number[];
  errors: number[];
  k: number;
  /** whether the law may correct it */
  free: boolean;
}

/**
 * Holds values against a law that they obey. Where they miss it by more than their errors, these were too small and
 * grow. Where one term is known far worse than all others together (the current of a lead that is much faster, a small
 * difference of large flows), the law gives it from the others, and with their errors.
 */
function conserve(terms: readonly Term[]): void {
  const uncertainty = ({ weight, errors, k }: Term): number => Math.abs(weight) * errors[k]!;
  const amount = ({ weight, values, k }: Term): number => weight * values[k]!;
  const sum = (of: readonly Term[], what: (term: Term) => number): number => of.reduce((s, term) => s + what(term), 0);
  const miss = Math.abs(sum(terms, amount)) / sum(terms, uncertainty);
  if (miss > 1) for (const { errors, k } of terms) errors[k]! *= miss;
  const worst = terms.reduce((a, b) => (uncertainty(b) > uncertainty(a) ? b : a));
  const others = terms.filter((term) => term !== worst);
  const rest = sum(others, uncertainty);
  if (!worst.free || !(uncertainty(worst) > FAR * rest)) return;
  const { weight, values, errors, k } = worst;
  values[k] = -sum(others, amount) / weight + 0; // -0 is 0
  errors[k] = rest / Math.abs(weight) + Number.EPSILON * Math.abs(values[k]) + Number.MIN_VALUE;
}

/**
 * Charge and energy conserved in every order: sum_r C_I,r(k) = 0 and sum_r (C_J,r(k) + C_I,r(k) dV_r) + C_F(k-1) = 0
 * (Eq. 71). Corrects values and errors in place; see `conserve`.
 *
 * @param omega the velocity, for integrals without orders: then omega F stands in the place of C_F(k-1)
 */
export function conserveChargeAndEnergy(electrons: Electrons, values: Fluxes, errors: Fluxes, omega?: number): void {
  const dV = electrons.biases;
  values.F.forEach((_, k) => {
    const term = (name: string, what: "I" | "J", weight: number, free: boolean): Term => {
      return { weight, values: values.leads[name]![what], errors: errors.leads[name]![what], k, free };
    };
    const names = Object.keys(values.leads);
    conserve(names.map((name) => term(name, "I", 1, true)));
    const energy = names.flatMap((name) => [term(name, "J", 1, true), term(name, "I", dV[name]!, false)]);
    const torque = { values: values.F, errors: errors.F, free: true };
    if (omega !== undefined) energy.push({ ...torque, weight: omega, k });
    else if (k > 0) energy.push({ ...torque, weight: 1, k: k - 1 });
    conserve(energy);
  });
}

/**
 * sum_r (C_J,r(k) + C_I,r(k) dV_r) + C_F(k-1), which Eq. 71 says is zero.
 *
 * @param dV mu_r - mu_0 by lead (Eq. 21)
 */
export function energyBalance(dV: Electrons["biases"], { F, leads }: Fluxes): number[] {
  return F.map((_, k) => {
    let sum = k > 0 ? F[k - 1]! : 0;
    for (const [name, { I, J }] of Object.entries(leads)) sum += J[k]! + I[k]! * dV[name]!;
    return sum;
  });
}

/** sum_r C_I,r(k), which is zero: over a cycle the device keeps its charge. */
export function chargeBalance({ F, leads }: Fluxes): number[] {
  return F.map((_, k) => Object.values(leads).reduce((sum, { I }) => sum + I[k]!, 0));
}
