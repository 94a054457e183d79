import type { DoubleDotRotor } from "./doubleDot.js";
import { couplingSeries, type Coupling, spinsOf } from "./contacts.js";
import { type Dots, highestHarmonic } from "./dots.js";
import { refuse } from "./errors.js";
import { equal, largest, meanSquare, steepest } from "./harmonics.js";
import { largestEnergy } from "./limits.js";

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

/** Lowest temperature of the leads: what the sharpest feature along the orbit is made of. */
export function lowestTemperature(device: Device): number {
  return Math.min(...device.leads.map(({ T }) => T));
}

/**
 * How far the onsite energies move per radian at most, in k_B T_0: delta_epsilon for a circle (Eq. 58), an upper bound
 * for any other path.
 */
export function orbitSize(device: Device): number {
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
  return device.leads.reduce((sum, lead) => {
    const [up, down] = [orbitalRates(lead, "up"), orbitalRates(lead, "down")];
    const touched = up.map((rate, l) => (device.spinless ? rate : (rate + down[l]!) / 2)).filter((rate) => rate > 0);
    return touched.length > 0 ? sum + touched.reduce((a, b) => a + b, 0) / touched.length : sum;
  }, 0);
}

/** The rates by orbital for one spin, averaged over the path. */
function orbitalRates({ gamma, channels }: Coupling, spin: "up" | "down"): number[] {
  if (gamma) return gamma.map(({ [spin]: rate }) => rate.const);
  return channels[0]!.map((_, l) => channels.reduce((sum, amplitudes) => sum + meanSquare(amplitudes[l]![spin]), 0));
}

/** delta_epsilon of Eq. 68, in k_B T_0: what changes the rates, levels against the temperature or the barriers themselves. */
function steepestPath(device: Device): number {
  return orbitSize(device) + lowestTemperature(device) * barrierSlope(device);
}

/**
 * Omega_max = Gamma k_B T / delta_epsilon (Eq. 68): beyond it the expansion in the velocity could diverge.
 * T is the lowest temperature; moving barriers count as levels that move by T while a rate changes by its mean. Infinite
 * for a point orbit.
 */
export function maximalVelocity(device: Device): number {
  return (totalRate(device) * lowestTemperature(device)) / steepestPath(device);
}

/**
 * k_B^2 T^2 / (hbar delta_epsilon): beyond it the levels move by more than k_B T within the memory hbar / k_B T of the
 * leads, and rates at frozen levels, expanded in the velocity or not, are no longer those of the moving ones.
 */
export function markovianVelocity(device: Device): number {
  return lowestTemperature(device) ** 2 / steepestPath(device);
}

/** delta V_r = mu_r - mu_0 with mu_0 the mean over the leads (Eq. 21), by lead. */
export function biases(device: Device): Record<string, number> {
  const mean = device.leads.reduce((sum, { mu }) => sum + mu, 0) / device.leads.length;
  return Object.fromEntries(device.leads.map(({ name, mu }) => [name, mu - mean]));
}

/** A device of two leads with mu = mu_0 + V/2 in the first and mu_0 - V/2 in the second, mu_0 being the mean that they have. */
export function withBias(device: Device, V: number): Device {
  const [first, second, ...more] = device.leads;
  if (!first || !second || more.length > 0)
    refuse(
      "leads",
      device.leads.map(({ name }) => name),
      "two leads to sweep a bias",
    );
  const mean = (first.mu + second.mu) / 2;
  const largest = 2 * (largestEnergy(device) - Math.abs(mean));
  if (!(Math.abs(V) <= largest)) refuse("bias", V, `at most ${largest} in size, which keeps mu within its limits`);
  const leads = [
    { ...first, mu: mean + V / 2 },
    { ...second, mu: mean - V / 2 },
  ];
  return { ...device, leads } as unknown as Device;
}
