import fc from "fast-check";
import { parseDevice } from "../src/device/parse.js";
import { between, logBetween } from "./randomNumber.js";
import type { DoubleDotRotor } from "../src/device/doubleDot.js";

export type Polarisation = "unpolarised" | "polarised";

/** dE 1 to 100, V -30 to 30, temperature ratio 0.3 to 3, Gamma ratio 1e-3 to 1e3, an orbit near the resonances. */
export function randomDevice(polarisation: Polarisation): fc.Arbitrary<DoubleDotRotor> {
  return fc
    .record({
      radius: logBetween(1, 100),
      V: between(-30, 30),
      temperatureRatio: logBetween(0.3, 3),
      gamma: logBetween(0.05, 0.5),
      gammaRatio: logBetween(1e-3, 1e3),
      polarisation: fc.tuple(between(-0.9, 0.9), between(-0.9, 0.9)),
      tc: logBetween(2, 20),
      U: between(0, 40),
      offset: fc.tuple(between(-15, 15), between(-15, 15)),
    })
    .map(({ radius, V, temperatureRatio, gamma, gammaRatio, polarisation: [pL, pR], tc, U, offset }) => {
      const spins = (rate: number, p: number) =>
        polarisation === "unpolarised" ? rate : { up: rate * (1 + p), down: rate * (1 - p) };
      const ratio = Math.sqrt(gammaRatio);
      return parseDevice({
        model: "double-dot-rotor",
        epsilonBar: { L: offset[0] + radius / Math.SQRT2, R: offset[1] + radius / Math.SQRT2 },
        orbitRadius: radius,
        U,
        tc,
        leads: {
          L: { gamma: spins(gamma * ratio, pL), mu: V / 2, T: 1 },
          R: { gamma: spins(gamma / ratio, pR), mu: -V / 2, T: temperatureRatio },
        },
      });
    });
}

/** As randomDevice, but where finite differences and coarse grids still mean something. */
export function moderateDevice(polarisation: Polarisation): fc.Arbitrary<DoubleDotRotor> {
  return randomDevice(polarisation).map((device) => ({
    ...device,
    orbitRadius: 1 + Math.min(9, device.orbitRadius / 10),
    epsilonBar: { L: device.epsilonBar.L % 6, R: device.epsilonBar.R % 6 },
    U: device.U % 12,
    tc: Math.max(4, device.tc),
    leads: device.leads.map((lead) => ({
      ...lead,
      mu: lead.mu / 4,
      T: Math.max(0.7, lead.T),
      gamma: { up: 0.05 + (lead.gamma.up % 0.4), down: 0.05 + (lead.gamma.down % 0.4) },
    })) as unknown as DoubleDotRotor["leads"],
  }));
}
