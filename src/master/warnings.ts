import { couplingSeries, spinsOf } from "../device/contacts.js";
import { lowestTemperature } from "../device/description.js";
import { type Device, totalRate } from "../device/device.js";
import { InvalidInput, Untrustworthy } from "../errors.js";
import type { Harmonics } from "../device/harmonics.js";
import { type Coherence, coherences, WORTH_SAYING } from "../spectrum/coherence.js";
import type {
  CoherenceLeftOut,
  CoherenceUnknown,
  SamplesTruncated,
  StrongCoupling,
  Warning,
} from "../electrons/warning.js";

/** Harmonics of a sampled path above this have not died out. */
const TRUNCATION = 1e-9;

/**
 * Where a device is at the edge of the theory or beyond, with the numbers: rates not small against the temperature,
 * superpositions that lowest-order rates leave out, a sampled path that its samples do not resolve.
 *
 * Takes milliseconds, for 64 states a second or less, for 256 some ten: the path is searched for states that come close.
 */
export function warnings(device: Device): Warning[] {
  return [...weakCoupling(device), ...coherence(device), ...sampledPaths(device)];
}

function weakCoupling(device: Device): StrongCoupling[] {
  const [rate, temperature] = [totalRate(device), lowestTemperature(device)];
  if (rate <= temperature) return [];
  const message =
    `Gamma = ${rate.toPrecision(3)} is not small against T = ${temperature}: lowest-order rates need Gamma < T; levels ` +
    "are wider than the thermal edge of the leads, which the rates leave out";
  return [{ code: "strong-coupling", message, rate, temperature }];
}

function coherence(device: Device): (CoherenceLeftOut | CoherenceUnknown)[] {
  try {
    return superpositions(coherences(device), device.model === "dots" && device.spinless);
  } catch (error) {
    // a point of the path that cannot be computed is one reason more to warn, not to refuse the others
    if (error instanceof Untrustworthy || error instanceof InvalidInput) {
      return [{ code: "coherence-unknown", message: error.message }];
    }
    throw error;
  }
}

/** What is said of the pairs of states that `coherences` finds, the worst first. */
function superpositions(found: readonly Coherence[], spinless: boolean): CoherenceLeftOut[] {
  const worst = found[0];
  if (!worst) return [];
  const { states, splitting, rate, theta, estimate, together } = worst;
  const { charge: electrons, spin } = states[0];
  const name = `${electrons} electron${electrons === 1 ? "" : "s"}${spinless ? "" : `, 2 S_z = ${spin}`}`;
  const size = together < 1 ? `${(100 * together).toPrecision(2)}%` : `${together.toPrecision(2)} times itself`;
  const pairs = Math.max(1, found.filter((one) => one.estimate >= WORTH_SAYING).length);
  const more = pairs > 1 ? `, and ${pairs - 1} more pairs` : "";
  const message =
    `coherences are left out: two states (${name}) come within ${splitting.toExponential(1)} at theta = ` +
    `${theta.toPrecision(3)}, where the rate ${rate.toExponential(1)} superposes them${more}; a current is off by about ${size}`;
  return [
    {
      code: "coherence",
      message,
      splitting,
      rate,
      theta,
      estimate,
      together,
      electrons,
      spin: spinless ? null : spin,
      pairs,
    },
  ];
}

function sampledPaths(device: Device): SamplesTruncated[] {
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
    .map(([field, { truncation }]) => ({
      code: "samples-truncated",
      message:
        `${field}: its upper harmonics are still ${truncation!.toExponential(1)} of the largest: between the samples the ` +
        "path is a guess; give more of them",
      field,
      truncation: truncation!,
    }));
}
