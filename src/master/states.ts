import { type Device, isUnpolarised } from "../device/device.js";
import { n, SPIN_CLASSES, STATES } from "../reference/doubleDot.js";
import type { StateLabel } from "../electrons/states.js";
import { spectrumOf } from "../spectrum/spectrumOf.js";

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
  const { states, lumped } = spectrumOf(device);
  return states.map(({ block, n, charge, spin }, i) => ({
    state: `block ${block}, level ${n}`,
    electrons: charge,
    spin: device.spinless ? null : spin,
    class: lumped.nodeOf[i]!,
  }));
}
