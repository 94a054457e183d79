import type { Device } from "../device/device.js";
import type { MasterEngine } from "./create.js";
import { listStates } from "./states.js";

/** Angles at which energies are looked at; a Fermi function of more than 36 is rounding. */
const ANGLES = 256;
const ROUNDED = 36;

/** The bias beyond which nothing changes any more: on the whole cycle every Fermi function is 0 or 1 to rounding. */
export function saturation(device: Device, engine: MasterEngine): number {
  const mean = device.leads.reduce((sum, { mu }) => sum + mu, 0) / device.leads.length;
  const hottest = Math.max(...device.leads.map(({ T }) => T));
  const electrons = listStates(device).map((state) => state.electrons);
  let farthest = 0;
  for (let i = 0; i < ANGLES; i++) {
    const energies = engine.frozen((2 * Math.PI * i) / ANGLES, 0).energies;
    energies.forEach((lower, a) =>
      energies.forEach((upper, b) => {
        if (electrons[b] === electrons[a]! + 1) farthest = Math.max(farthest, Math.abs(upper - lower - mean));
      }),
    );
  }
  return 2 * (farthest + ROUNDED * hottest);
}
