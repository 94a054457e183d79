import { type Device, isUnpolarised } from "../device/device.js";
import { n, SPIN_CLASSES, STATES } from "../reference/doubleDot.js";
import { lump, stateNetwork } from "../spectrum/network.js";
import { Spectrum } from "../spectrum/spectrum.js";

/** A many-body state of a device. */
export interface StateLabel {
  /** of the double dot "0", "b-up", ..., "down-down"; of dots the block of the Hamiltonian and the level in it */
  state: string;
  /** in it */
  electrons: number;
  /** twice the spin projection; null where the device knows no spin */
  spin: number | null;
  /** states of one class are equally probable, by symmetry */
  class: number;
}

/** The states in the order in which frozen points list energies and occupations. */
export function listStates(device: Device): StateLabel[] {
  if (device.model === "double-dot-rotor") {
    const spins = (state: string): number => state.split("up").length - state.split("down").length;
    const unpolarised = isUnpolarised(device);
    return STATES.map((state, i) => ({
      state,
      electrons: n[i]!,
      spin: spins(state),
      class: unpolarised ? SPIN_CLASSES.findIndex((members) => (members as readonly number[]).includes(i)) : i,
    }));
  }
  const spectrum = new Spectrum(device);
  const { nodeOf } = lump(stateNetwork(spectrum));
  return spectrum.states.map(({ block, n, charge, spin }, i) => ({
    state: `block ${block}, level ${n}`,
    electrons: charge,
    spin: device.spinless ? null : spin,
    class: nodeOf[i]!,
  }));
}
