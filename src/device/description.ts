import { refuse } from "../errors.js";
import type { Lead } from "./lead.js";
import { largestEnergy } from "./limits.js";

/** What every description of a device has, whatever theory reads it. */
export interface Description {
  /** which kind of device it is, and so which theory reads it */
  readonly model: string;
  /** in the order in which the user gave them */
  readonly leads: readonly Lead[];
}

/** Lowest temperature of the leads: what the sharpest feature along the path is made of. */
export function lowestTemperature({ leads }: Pick<Description, "leads">): number {
  return Math.min(...leads.map(({ T }) => T));
}

/** delta V_r = mu_r - mu_0 with mu_0 the mean over the leads (Eq. 21), by lead. */
export function biases({ leads }: Pick<Description, "leads">): Record<string, number> {
  const mean = leads.reduce((sum, { mu }) => sum + mu, 0) / leads.length;
  return Object.fromEntries(leads.map(({ name, mu }) => [name, mu - mean]));
}

/**
 * A device of two leads with mu = mu_0 + V/2 in the first and mu_0 - V/2 in the second, mu_0 being the mean that they have.
 *
 * @param V in k_B T_0
 * @throws InvalidInput for another number of leads, or a bias that leaves the limits of mu
 */
export function withBias<Device extends Description>(device: Device, V: number): Device {
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
  return { ...device, leads };
}
