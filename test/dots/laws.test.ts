// What holds for any device of dots: conservation, gauge freedom, the second law, and two engines that agree.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SpinSeries } from "../../src/device/contacts.js";
import type { Dots, DotsLead } from "../../src/device/dots.js";
import { type Harmonics, scaled } from "../../src/device/harmonics.js";
import { combine, type Fluxes } from "../../src/electrons/fluxes.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { energyBalance } from "../../src/motor/cycle/accuracy.js";
import { Motor } from "../../src/questions/motor.js";
import { difference, largestOfOrder } from "../compare.js";
import { type DotsKind, randomDots } from "../randomDots.js";
import { biases } from "../../src/device/description.js";

const SEED = 20261124;
const ORDER = 3;

const kinds: [string, DotsKind, number][] = [
  ["one dot, 4 states, 2 leads", { orbitals: 1, leads: 2 }, 12],
  ["two dots, 16 states, 2 leads", { orbitals: 2, leads: 2 }, 12],
  ["two dots, 16 states, 3 polarised leads, Zeeman", { orbitals: 2, leads: 3, polarised: true }, 8],
  ["three spinless dots, 8 states, 4 leads", { orbitals: 3, leads: 4, spinless: true }, 12],
  ["four spinless dots, 16 states, 5 leads", { orbitals: 4, leads: 5, spinless: true, harmonics: 1 }, 3],
  ["two dots, 9 states, 3 leads, any of them at any dot", { orbitals: 2, leads: 3, intra: "infinite" }, 8],
  ["three dots, 64 states, 5 leads", { orbitals: 3, leads: 5, harmonics: 1 }, 1],
];

const property = (kind: DotsKind, numRuns: number, check: (device: Dots) => void): void => {
  fc.assert(fc.property(randomDots(kind), check), { numRuns, seed: SEED, endOnFailure: true });
};

/** The leads with what they touch changed, rates or channel by channel of amplitudes. */
const coupled = (
  { leads }: Dots,
  change: (orbitals: SpinSeries[], kind: "rates" | "amplitudes") => SpinSeries[],
): DotsLead[] =>
  leads.map(({ name, mu, T, gamma, channels }) => ({
    name,
    mu,
    T,
    ...(gamma
      ? { gamma: change(gamma, "rates") }
      : { channels: channels.map((channel) => change(channel, "amplitudes")) }),
  }));

const scaleOf = ({ largest }: { largest: number[] }): number[] => largest.map((x) => 2 * Math.PI * x);

describe.each(kinds)(`%s (seed ${SEED})`, (_, kind, runs) => {
  test("over the cycle: energy order by order (Eq. 54, 71), charge, to 1e-10 of scale", () => {
    property(kind, runs, (device) => {
      const motor = new Motor(device);
      const { F, leads, scale, error, balance } = motor.coefficients({ order: ORDER });
      expect(error).toBeLessThan(1e-10);
      expect(balance).toEqual(energyBalance(biases(device), { F, leads }));
      for (let k = 0; k <= ORDER; k++) {
        const charge = Object.values(leads).reduce((sum, { I }) => sum + I[k]!, 0);
        expect(Math.abs(charge)).toBeLessThan(1e-10 * scale[k]!);
        expect(Math.abs(balance[k]!)).toBeLessThan(1e-10 * Math.max(scale[k]!, scale[k - 1] ?? 0));
      }
    });
  });

  test("both engines, lumped or not, see the same", () => {
    property(kind, Math.min(runs, 3), (device) => {
      const nodes = 6;
      const lumped = new WasmEngine(device).integrate(ORDER, nodes, 0.1);
      const others = [new WasmEngine(device, "spin-resolved"), new ReferenceEngine(device)];
      if (kind.orbitals * (kind.spinless ? 1 : 2) > 5) others.pop(); // minutes in plain TypeScript
      for (const engine of others) {
        const { integrals } = engine.integrate(ORDER, nodes, 0.1);
        expect(difference(integrals, lumped.integrals, scaleOf(lumped))).toBeLessThan(1e-10);
      }
    });
  });
});

test("the plain engine agrees with 64 states too, at one angle", () => {
  property({ orbitals: 3, leads: 3, harmonics: 1 }, 1, (device) => {
    const [a, b] = [new WasmEngine(device), new ReferenceEngine(device)].map((engine) => engine.frozen(0.7, 2));
    expect(difference(a!, b!, largestOfOrder(combine(Math.abs, a!)))).toBeLessThan(1e-10);
  });
});

describe(`gauge and names (seed ${SEED})`, () => {
  const kind: DotsKind = { orbitals: 2, leads: 3, polarised: true };
  const nodes = 48;
  const integrate = (device: Dots) => new WasmEngine(device).integrate(ORDER, nodes, 0);
  const unchanged = (device: Dots, other: Dots, rename: (fluxes: Fluxes) => Fluxes = (x) => x): void => {
    const expected = integrate(device);
    const computed = rename(integrate(other).integrals);
    expect(difference(computed, expected.integrals, scaleOf(expected))).toBeLessThan(1e-10);
  };

  test("shifting all mu and onsite energies together changes nothing", () => {
    property(kind, 20, (device) => {
      const shift = 2.9;
      unchanged(device, {
        ...device,
        orbitals: device.orbitals.map((orbital) => ({
          ...orbital,
          energy: { ...orbital.energy, const: orbital.energy.const + shift },
        })),
        leads: device.leads.map((lead) => ({ ...lead, mu: lead.mu + shift })),
      });
    });
  });

  test("renaming and reordering leads permutes their results", () => {
    property(kind, 10, (device) => {
      unchanged(device, { ...device, leads: [...device.leads].reverse() });
      const renamed = device.leads.map((lead) => ({ ...lead, name: `${lead.name}'` }));
      unchanged(device, { ...device, leads: renamed }, ({ F, leads }) => ({
        F,
        leads: Object.fromEntries(Object.entries(leads).map(([name, lead]) => [name.slice(0, -1), lead])),
      }));
    });
  });

  test("renaming and reordering orbitals changes nothing", () => {
    property(kind, 10, (device) => {
      const swap = ([a, b]: [number, number]): [number, number] => [1 - a, 1 - b];
      unchanged(device, {
        ...device,
        orbitals: [...device.orbitals].reverse(),
        hopping: device.hopping.map((hop) => ({ ...hop, between: swap(hop.between) })),
        inter: device.inter.map((pair) => ({ ...pair, between: swap(pair.between) })),
        leads: coupled(device, (orbitals) => [...orbitals].reverse()),
      });
    });
  });

  test("turning all spins over changes nothing", () => {
    property(kind, 10, (device) => {
      unchanged(device, {
        ...device,
        orbitals: device.orbitals.map((orbital) => ({
          ...orbital,
          zeeman: { ...orbital.zeeman, const: -orbital.zeeman.const },
        })),
        leads: coupled(device, (orbitals) => orbitals.map(({ up, down }) => ({ up: down, down: up }))),
      });
    });
  });

  test("scaling energies, temperatures and rates by s: F(k) by s^(1-k), I(k) by s^(1-k), J(k) by s^(2-k)", () => {
    property(kind, 20, (device) => {
      const s = 1.7;
      const series = (x: Harmonics): Harmonics => scaled(s, x);
      const larger: Dots = {
        ...device,
        orbitals: device.orbitals.map(({ name, energy, zeeman, intra }) => ({
          name,
          energy: series(energy),
          zeeman: series(zeeman),
          intra: s * intra,
        })),
        hopping: device.hopping.map(({ between, amplitude }) => ({ between, amplitude: series(amplitude) })),
        inter: device.inter.map(({ between, U }) => ({ between, U: s * U })),
        leads: coupled(device, (orbitals, kind) => {
          const factor = kind === "rates" ? s : Math.sqrt(s);
          return orbitals.map(({ up, down }) => ({ up: scaled(factor, up), down: scaled(factor, down) }));
        }).map((lead) => ({ ...lead, mu: s * lead.mu, T: s * lead.T })),
      };
      unchanged(device, larger, ({ F, leads }) => ({
        F: F.map((x, k) => x * s ** (k - 1)),
        leads: Object.fromEntries(
          Object.entries(leads).map(([name, { I, J }]) => [
            name,
            { I: I.map((x, k) => x * s ** (k - 1)), J: J.map((x, k) => x * s ** (k - 2)) },
          ]),
        ),
      }));
    });
  });
});
