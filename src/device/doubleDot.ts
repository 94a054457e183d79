/** Tunnelling rates of one lead for the two spins, in k_B T_0 / hbar. */
export interface SpinRates {
  up: number;
  down: number;
}

/** A macroscopic reservoir in equilibrium (Eq. 4). */
export interface Lead {
  name: string;
  /** Gamma_r,s, in k_B T_0 / hbar */
  gamma: SpinRates;
  /** electrochemical potential, in k_B T_0 */
  mu: number;
  /** temperature, in T_0 */
  T: number;
}

/**
 * The double quantum dot with a rotor of Sec. VII A: intradot repulsion infinite, each lead on its own dot.
 * Energies in k_B T_0, hbar = k_B = e = 1.
 */
export interface DoubleDotRotor {
  model: "double-dot-rotor";
  /** centre of the orbit in the plane of the two onsite energies (Eq. 58) */
  epsilonBar: { L: number; R: number };
  /** delta_epsilon of Eq. 58 */
  orbitRadius: number;
  /** interdot charging energy of Eq. 56 */
  U: number;
  /** interdot hopping of Eq. 56 */
  tc: number;
  /** the left and the right lead, in this order */
  leads: readonly [Lead, Lead];
}

export type Device = DoubleDotRotor;

/** Whether both leads treat the two spins alike, so that the spin-symmetric sector is exact. */
export function isUnpolarised(device: Device): boolean {
  return device.leads.every(({ gamma }) => gamma.up === gamma.down);
}

/** Lowest temperature of the leads: what the sharpest feature along the orbit is made of. */
export function lowestTemperature(device: Device): number {
  return Math.min(...device.leads.map(({ T }) => T));
}

/**
 * Omega_max = Gamma k_B T / delta_epsilon (Eq. 68): beyond it the expansion in the velocity could diverge.
 * Gamma is the sum over the leads, averaged over the spins; T the lowest temperature. Infinite for a point orbit.
 */
export function maximalVelocity(device: Device): number {
  const gamma = device.leads.reduce((sum, lead) => sum + (lead.gamma.up + lead.gamma.down) / 2, 0);
  return (gamma * lowestTemperature(device)) / Math.abs(device.orbitRadius);
}

/** delta V_r = mu_r - mu_0 with mu_0 the mean over the leads (Eq. 21), by lead. */
export function biases(device: Device): Record<string, number> {
  const mean = device.leads.reduce((sum, { mu }) => sum + mu, 0) / device.leads.length;
  return Object.fromEntries(device.leads.map(({ name, mu }) => [name, mu - mean]));
}

/** The device with mu = mu_0 + V/2 in its first lead and mu_0 - V/2 in its second, mu_0 being the mean that they have. */
export function withBias(device: Device, V: number): Device {
  const [first, second] = device.leads;
  const mean = (first.mu + second.mu) / 2;
  return {
    ...device,
    leads: [
      { ...first, mu: mean + V / 2 },
      { ...second, mu: mean - V / 2 },
    ],
  };
}
