// The narrowest features that rates and occupations have along the path.

import { lowestTemperature } from "../device/description.js";
import type { Device } from "../device/device.js";
import { type Dots, highestHarmonic } from "../device/dots.js";
import { pause } from "../pause.js";
import { blocksOf } from "./blocks.js";
import { Eigenpairs, waveSeries } from "./expansion.js";
import { fockSpace } from "./fock.js";
import { hamiltonian } from "./hamiltonian.js";
import { minimum } from "../numerics/minimum.js";

const known = new WeakMap<Device, number>();

/**
 * The narrowest feature, in k_B T_0: on a path that moves the energies by at most energySlope(device) per radian it is
 * this over energySlope wide. The Fermi functions have poles at a distance pi T from the real energies, an avoided
 * crossing has branch points at its gap.
 *
 * @throws Untrustworthy where two levels that hopping mixes cross
 */
export function narrowestFeature(device: Device): number {
  let narrowest = known.get(device);
  if (narrowest === undefined) {
    const gap = device.model === "dots" ? smallestGap(device, lowestTemperature(device)) : device.tc;
    narrowest = Math.min(lowestTemperature(device), gap / Math.PI);
    known.set(device, narrowest);
  }
  return narrowest;
}

/** Angles of the search for avoided crossings: between them a gap has at most one minimum. */
const ANGLES_PER_HARMONIC = 96;

/** Smallest gap between levels of one block along the path; gaps above `irrelevant` need not be exact. */
function smallestGap(device: Dots, irrelevant: number): number {
  const space = fockSpace(device);
  const H = hamiltonian(device, space);
  const top = highestHarmonic(device);
  const count = top === 0 ? 1 : ANGLES_PER_HARMONIC * top;
  const gapsAt = (block: Eigenpairs, theta: number): number[] => {
    pause();
    const { energies } = block.expand(waveSeries(H.waves, theta, 0));
    return Array.from(energies.subarray(1), (E, n) => E - energies[n]!);
  };
  let smallest = Infinity;
  for (const kind of blocksOf(space, H).kinds) {
    if (kind.size === 1) continue;
    const block = new Eigenpairs(kind, 0);
    const step = (2 * Math.PI) / count;
    const gaps = Array.from({ length: count }, (_, i) => gapsAt(block, i * step));
    for (let n = 0; n < kind.size - 1; n++) {
      const at = (i: number): number => gaps[(i + count) % count]![n]!;
      for (let i = 0; i < count; i++) {
        smallest = Math.min(smallest, at(i));
        if (count === 1 || !(at(i) <= at(i - 1) && at(i) <= at(i + 1))) continue;
        // the neighbours tell how far the gap may still fall
        const fall = Math.max(at(i - 1), at(i + 1)) - at(i);
        if (at(i) - fall > Math.min(smallest, irrelevant)) continue;
        smallest = Math.min(
          smallest,
          minimum((theta) => gapsAt(block, theta)[n]!, (i - 1) * step, (i + 1) * step).value,
        );
      }
    }
  }
  return smallest;
}
