import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DoubleDotRotor } from "../../src/device/doubleDot.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { enginesOf } from "../compare.js";
import { moderateDevice, randomDevice } from "../randomDevice.js";
import { randomDots } from "../randomDots.js";

const SEED = 20261125;
const ANGLES = Array.from({ length: 40 }, (_, i) => 0.01 + (2 * Math.PI * i) / 40);

/** The device with both leads at one electrochemical potential and one temperature. */
function atEquilibrium(device: DoubleDotRotor, T: number): DoubleDotRotor {
  const leads = device.leads.map((lead) => ({ ...lead, mu: 0.3, T }));
  return { ...device, leads: leads as unknown as DoubleDotRotor["leads"] };
}

describe("the force noise", () => {
  test.each([
    ["unpolarised", randomDevice("unpolarised")],
    ["polarised", moderateDevice("polarised")],
  ] as const)(`%s, at equilibrium: D = T gamma at every angle, every engine (seed ${SEED})`, (_, devices) => {
    fc.assert(
      fc.property(devices, fc.double({ min: 0.7, max: 2, noNaN: true }), (device, T) => {
        for (const [, engine] of enginesOf(atEquilibrium(device, T))) {
          const points = ANGLES.map((theta) => engine.frozen(theta, 1));
          // a friction that is a small remainder of its terms, dE_i/dtheta p_i, has the rounding of the terms
          const terms = points.map(({ p }) => T * device.orbitRadius * p[1]!.reduce((sum, x) => sum + Math.abs(x), 0));
          const largest = Math.max(...points.map(({ D }) => D), 1e-3 * Math.max(...terms));
          for (const { D, F } of points) expect(Math.abs(D + T * F[1]!)).toBeLessThan(1e-10 * largest);
        }
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  test(`any dots at equilibrium: D = T gamma at every angle (seed ${SEED})`, () => {
    const kinds = [
      { orbitals: 1, leads: 2 },
      { orbitals: 2, leads: 3, polarised: true },
      { orbitals: 3, leads: 2, spinless: true },
    ];
    fc.assert(
      fc.property(fc.oneof(...kinds.map(randomDots)), (dots) => {
        const device = { ...dots, leads: dots.leads.map((lead) => ({ ...lead, mu: 0.3, T: 1.2 })) };
        for (const engine of [new WasmEngine(device), new ReferenceEngine(device)]) {
          const points = ANGLES.map((theta) => engine.frozen(theta, 1));
          const largest = Math.max(...points.map(({ D }) => D));
          for (const { D, F } of points) expect(Math.abs(D + 1.2 * F[1]!)).toBeLessThan(1e-10 * largest);
        }
      }),
      { seed: SEED, numRuns: 15 },
    );
  });

  test(`is not negative, however far from equilibrium (seed ${SEED})`, () => {
    const devices = fc.oneof(randomDevice("unpolarised"), randomDevice("polarised"));
    fc.assert(
      fc.property(devices, (device) => {
        const engine = new WasmEngine(device);
        for (const theta of ANGLES) expect(engine.frozen(theta, 0).D).toBeGreaterThanOrEqual(0);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test(`is the same in all engines and state spaces (seed ${SEED})`, () => {
    const devices = fc.oneof(randomDevice("unpolarised"), moderateDevice("polarised"));
    fc.assert(
      fc.property(devices, (device) => {
        const all = enginesOf(device).map(([, engine]) => ANGLES.map((theta) => engine.frozen(theta, 0).D));
        const largest = Math.max(...all[0]!);
        for (const D of all) D.forEach((x, i) => expect(Math.abs(x - all[0]![i]!)).toBeLessThan(1e-10 * largest));
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  test("all rates times a: D over a; energies, temperatures and rates times s: D times s", () => {
    const scaled = (energy: number, rate: number) => {
      const { epsilonBar, leads, ...rest } = paperDevice({ orbitRadius: 10, V: 6 });
      const lead = ({ gamma, mu, T }: typeof leads.L) => ({
        gamma: (gamma as number) * rate,
        mu: mu * energy,
        T: T * energy,
      });
      const device = parseDevice({
        ...rest,
        epsilonBar: { L: epsilonBar.L * energy, R: epsilonBar.R * energy },
        orbitRadius: rest.orbitRadius * energy,
        U: rest.U * energy,
        tc: rest.tc * energy,
        leads: { L: lead(leads.L), R: lead(leads.R) },
      });
      return new WasmEngine(device).frozen(1.1, 0).D;
    };
    expect(scaled(1, 0.3) / scaled(1, 1)).toBeCloseTo(1 / 0.3, 12);
    expect(scaled(2.5, 2.5) / scaled(1, 1)).toBeCloseTo(2.5, 12);
  });
});
