import type { DoubleDotRotor } from "./doubleDot.js";
import type { Dots } from "./dots.js";
import { refuse } from "./errors.js";
import { steepest } from "./harmonics.js";

/** What a user describes. */
export type Device = DoubleDotRotor | Dots;

/** Whether every lead treats the two spins alike. */
export function isUnpolarised(device: Device): boolean {
  if (device.model === "double-dot-rotor") return device.leads.every(({ gamma }) => gamma.up === gamma.down);
  return device.spinless || device.leads.every(({ gamma }) => gamma.every(({ up, down }) => up === down));
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

/**
 * Gamma of Eq. 68: what the leads give together, each averaged over the spins and orbitals that it touches, in
 * k_B T_0 / hbar.
 */
export function totalRate(device: Device): number {
  if (device.model === "double-dot-rotor") {
    return device.leads.reduce((sum, { gamma }) => sum + (gamma.up + gamma.down) / 2, 0);
  }
  return device.leads.reduce((sum, { gamma }) => {
    const touched = gamma.map(({ up, down }) => (device.spinless ? up : (up + down) / 2)).filter((rate) => rate > 0);
    return touched.length > 0 ? sum + touched.reduce((a, b) => a + b, 0) / touched.length : sum;
  }, 0);
}

/**
 * Omega_max = Gamma k_B T / delta_epsilon (Eq. 68): beyond it the expansion in the velocity could diverge.
 * T is the lowest temperature. Infinite for a point orbit.
 */
export function maximalVelocity(device: Device): number {
  return (totalRate(device) * lowestTemperature(device)) / orbitSize(device);
}

/**
 * k_B^2 T^2 / (hbar delta_epsilon): beyond it the levels move by more than k_B T within the memory hbar / k_B T of the
 * leads, and rates at frozen levels, expanded in the velocity or not, are no longer those of the moving ones.
 */
export function markovianVelocity(device: Device): number {
  return lowestTemperature(device) ** 2 / orbitSize(device);
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
  const leads = [
    { ...first, mu: mean + V / 2 },
    { ...second, mu: mean - V / 2 },
  ];
  return { ...device, leads } as unknown as Device;
}
