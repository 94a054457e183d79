import { couplingSeries, spinsOf } from "../device/contacts.js";
import { type Device, lowestTemperature, totalRate } from "../device/device.js";
import { Untrustworthy } from "../device/errors.js";
import type { Harmonics } from "../device/harmonics.js";
import { type Coherence, coherences } from "../spectrum/coherence.js";

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
  const { states, splitting, rate, theta, together } = worst;
  const { charge, spin } = states[0];
  const spinless = device.model === "dots" && device.spinless;
  const name = `${charge} electron${charge === 1 ? "" : "s"}${spinless ? "" : `, 2 S_z = ${spin}`}`;
  const size = together < 1 ? `${(100 * together).toPrecision(2)}%` : `${together.toPrecision(2)} times itself`;
  const more = found.length > 1 ? `, and ${found.length - 1} more pairs` : "";
  return [
    `coherences are left out: two states (${name}) come within ${splitting.toExponential(1)} at theta = ` +
      `${theta.toPrecision(3)}, where the rate ${rate.toExponential(1)} superposes them${more}; a current is off by about ${size}`,
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
    ...device.leads.flatMap((lead) =>
      couplingSeries(lead).flatMap(({ field, orbital, series }) => {
        const at = `leads.${lead.name}.${field}.${device.orbitals[orbital]!.name}`;
        if (series.up === series.down) return [[at, series.up] as [string, Harmonics]];
        return spinsOf(device).map((spin): [string, Harmonics] => [`${at}.${spin}`, series[spin]]);
      }),
    ),
  ];
  return series
    .filter(([, { truncation = 0 }]) => truncation > TRUNCATION)
    .map(
      ([field, { truncation }]) =>
        `${field}: its upper harmonics are still ${truncation!.toExponential(1)} of the largest: between the samples the ` +
        "path is a guess; give more of them",
    );
}
