import type { Dots, Junction } from "../device/dots.js";
import { checkLimits } from "../device/limits.js";
import { Spectrum } from "./spectrum.js";

/** By the orbitals, which devices that differ in their leads alone have in common. */
const known = new WeakMap<Junction["orbitals"], { contents: string; spectrum: Spectrum }>();

/**
 * The spectrum of a device, built when it is first asked for and kept as long as the device's orbitals are. Devices made
 * of each other that differ in potentials and temperatures alone, as in a sweep of the bias, share it; one that was
 * changed since gets another.
 *
 * @throws InvalidInput where a device is beyond what limits.ts allows
 * @throws Untrustworthy where levels that hopping connects coincide at every angle
 */
export function spectrumOf(device: Dots): Spectrum {
  checkLimits(device);
  const contents = contentsOf(device);
  const last = known.get(device.orbitals);
  if (last?.contents === contents) return last.spectrum;
  const spectrum = new Spectrum(device);
  known.set(device.orbitals, { contents, spectrum });
  return spectrum;
}

/** Everything that a spectrum depends on. */
function contentsOf({ spinless, orbitals, hopping, inter, leads }: Junction): string {
  return JSON.stringify([spinless, orbitals, hopping, inter, leads.map(({ gamma, channels }) => [gamma, channels])]);
}
