import { type Device, lowestTemperature, totalRate } from "../device/device.js";
import { Untrustworthy } from "../device/errors.js";
import type { Harmonics } from "../device/harmonics.js";
import { type Coherence, coherences } from "../spectrum/coherence.js";
import type { State } from "../spectrum/spectrum.js";

/** Harmonics of a sampled path above this have not died out. */
const TRUNCATION = 1e-9;

/**
 * Where a device is at the edge of the theory or beyond, one line each, with the numbers: rates not small against the
 * temperature, superpositions that lowest-order rates leave out, a sampled path that its samples do not resolve.
 */
export function warnings(device: Device): string[] {
  return [...weakCoupling(device), ...superpositions(device), ...sampledPaths(device)];
}

function weakCoupling(device: Device): string[] {
  const [rate, T] = [totalRate(device), lowestTemperature(device)];
  if (rate <= T) return [];
  return [`Gamma = ${rate.toPrecision(3)} is not small against T = ${T}: lowest-order rates need Gamma < T`];
}

function superpositions(device: Device): string[] {
  let found: Coherence[];
  try {
    found = coherences(device);
  } catch (error) {
    // a point of the path that cannot be computed is one reason more to warn, not to refuse the others
    if (error instanceof Untrustworthy) return [error.message];
    throw error;
  }
  const worst = found[0];
  if (!worst) return [];
  const name = ({ charge, spin }: State): string => `${charge} electrons, 2 S_z = ${spin}`;
  const more = found.length > 1 ? `, and ${found.length - 1} more pairs` : "";
  return [
    `coherences are left out: two states (${name(worst.states[0])}) come within ${worst.splitting.toExponential(1)} at theta = ` +
      `${worst.theta.toPrecision(3)}, below the rate ${worst.rate.toExponential(1)} that superposes them${more}`,
  ];
}

function sampledPaths(device: Device): string[] {
  if (device.model !== "dots") return [];
  const series: [string, Harmonics][] = [
    ...device.orbitals.flatMap(({ name, energy, zeeman }): [string, Harmonics][] => [
      [`orbitals.${name}.energy`, energy],
      [`orbitals.${name}.zeeman`, zeeman],
    ]),
    ...device.hopping.map(({ amplitude }, i): [string, Harmonics] => [`hopping.${i}.amplitude`, amplitude]),
  ];
  return series
    .filter(([, { truncation = 0 }]) => truncation > TRUNCATION)
    .map(
      ([field, { truncation }]) =>
        `${field}: its upper harmonics are still ${truncation!.toExponential(1)} of the largest: between the samples the ` +
        "path is a guess; give more of them",
    );
}
