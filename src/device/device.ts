import type { DoubleDotRotor } from "./doubleDot.js";
import { couplingSeries, type Coupling, spinsOf } from "./contacts.js";
import { type Dots, highestHarmonic, type Junction } from "./dots.js";
import { equal, largest, meanSquare, steepest } from "./harmonics.js";

/** What a user describes. */
export type Device = DoubleDotRotor | Dots;

/** Whether every lead treats the two spins alike. */
export function isUnpolarised(device: Device): boolean {
  if (device.model === "double-dot-rotor") return device.leads.every(({ gamma }) => gamma.up === gamma.down);
  return (
    device.spinless ||
    device.leads.every((lead) => couplingSeries(lead).every(({ series: { up, down } }) => equal(up, down)))
  );
}

/**
 * How far the onsite energies move per radian at most, in k_B T_0: delta_epsilon for a circle (Eq. 58), an upper bound
 * for any other path.
 */
export function energySlope(device: Device): number {
  if (device.model === "double-dot-rotor") return Math.abs(device.orbitRadius);
  const hopping = device.hopping.map(({ amplitude }) => 2 * steepest(amplitude));
  return Math.max(...device.orbitals.flatMap(({ energy, zeeman }) => [steepest(energy), steepest(zeeman)]), ...hopping);
}

/** How fast the rates of the leads change per radian at most, relative to their means: an upper bound; 0 where none move. */
export function barrierSlope(device: Device): number {
  if (device.model === "double-dot-rotor") return 0;
  const relative = device.leads.flatMap((lead) =>
    couplingSeries(lead).flatMap(({ series }) =>
      spinsOf(device).map((spin) => {
        const slope = steepest(series[spin]);
        if (slope === 0) return 0;
        return lead.gamma ? slope / series[spin].const : (2 * largest(series[spin]) * slope) / meanSquare(series[spin]);
      }),
    ),
  );
  return Math.max(0, ...relative);
}

/** Angles in a revolution below which a grid could take one harmonic of the path for another. */
export function fewestAngles(device: Device): number {
  return device.model === "dots" ? 4 * highestHarmonic(device) : 4;
}

/**
 * Gamma of Eq. 68: what the leads give together, each averaged over the spins and orbitals that it touches and over the
 * path, in k_B T_0 / hbar.
 */
export function totalRate(device: Device): number {
  if (device.model === "double-dot-rotor") {
    return device.leads.reduce((sum, { gamma }) => sum + (gamma.up + gamma.down) / 2, 0);
  }
  return meanRate(device);
}

/** The same of dots: their leads' potentials and temperatures do not matter. */
export function meanRate({ spinless, leads }: Junction): number {
  return leads.reduce((sum, lead) => {
    const [up, down] = [orbitalRates(lead, "up"), orbitalRates(lead, "down")];
    const touched = up.map((rate, l) => (spinless ? rate : (rate + down[l]!) / 2)).filter((rate) => rate > 0);
    return touched.length > 0 ? sum + touched.reduce((a, b) => a + b, 0) / touched.length : sum;
  }, 0);
}

/** The rates by orbital for one spin, averaged over the path. */
function orbitalRates({ gamma, channels }: Coupling, spin: "up" | "down"): number[] {
  if (gamma) return gamma.map(({ [spin]: rate }) => rate.const);
  return channels[0]!.map((_, l) => channels.reduce((sum, amplitudes) => sum + meanSquare(amplitudes[l]![spin]), 0));
}
