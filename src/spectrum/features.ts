// The narrowest features that rates and occupations have along the path.

import { lowestTemperature } from "../device/description.js";
import type { Device } from "../device/device.js";
import { highestHarmonic } from "../device/dots.js";
import { pause } from "../pause.js";
import { minimum } from "../numerics/minimum.js";
import type { Spectrum } from "./spectrum.js";
import { spectrumOf } from "./spectrumOf.js";

/**
 * The narrowest feature, in k_B T_0: on a path that moves the energies by at most energySlope(device) per radian it is
 * this over energySlope wide. The Fermi functions have poles at a distance pi T from the real energies, an avoided
 * crossing has branch points at its gap.
 *
 * @throws Untrustworthy where two levels that hopping mixes cross
 */
export function narrowestFeature(device: Device): number {
  const T = lowestTemperature(device);
  const gap = device.model === "dots" ? gapOf(spectrumOf(device), T) : device.tc;
  return Math.min(T, gap / Math.PI);
}

/** The smallest gap of every spectrum, and what was irrelevant to it. */
const known = new WeakMap<Spectrum, { irrelevant: number; gap: number }>();

function gapOf(spectrum: Spectrum, irrelevant: number): number {
  const last = known.get(spectrum);
  if (last?.irrelevant === irrelevant) return last.gap;
  const gap = smallestGap(spectrum, irrelevant);
  known.set(spectrum, { irrelevant, gap });
  return gap;
}

/** Angles of the search for avoided crossings: between them a gap has at most one minimum. */
const ANGLES_PER_HARMONIC = 96;

/** Smallest gap between levels of one block along the path; gaps above `irrelevant` need not be exact. */
function smallestGap(spectrum: Spectrum, irrelevant: number): number {
  const top = highestHarmonic(spectrum.junction);
  const count = top === 0 ? 1 : ANGLES_PER_HARMONIC * top;
  const step = (2 * Math.PI) / count;
  const gapsAt = (kind: number, theta: number): number[] => {
    pause();
    const energies = spectrum.energiesOf(kind, theta);
    return energies.slice(1).map((E, n) => E - energies[n]!);
  };
  let smallest = Infinity;
  for (const [kind, { size }] of spectrum.kinds.entries()) {
    if (size === 1) continue;
    const gaps = Array.from({ length: count }, (_, i) => gapsAt(kind, i * step));
    for (let n = 0; n < size - 1; n++) {
      const at = (i: number): number => gaps[(i + count) % count]![n]!;
      for (let i = 0; i < count; i++) {
        smallest = Math.min(smallest, at(i));
        if (count === 1 || !(at(i) <= at(i - 1) && at(i) <= at(i + 1))) continue;
        // the neighbours tell how far the gap may still fall
        const fall = Math.max(at(i - 1), at(i + 1)) - at(i);
        if (at(i) - fall > Math.min(smallest, irrelevant)) continue;
        smallest = Math.min(
          smallest,
          minimum((theta) => gapsAt(kind, theta)[n]!, (i - 1) * step, (i + 1) * step).value,
        );
      }
    }
  }
  return smallest;
}
