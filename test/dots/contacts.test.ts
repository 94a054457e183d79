// Leads that touch several orbitals: rates that add up, or amplitudes that superpose (Eq. 5).

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { valueAt } from "../../src/device/harmonics.js";
import type { Dots } from "../../src/device/dots.js";
import { parseDevice } from "../../src/device/parse.js";
import type { Fluxes } from "../../src/electrons/fluxes.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { Motor } from "../../src/questions/motor.js";
import { Spectrum } from "../../src/spectrum/spectrum.js";
import sharedLead from "../cases/13-two-dots-shared-lead.json" with { type: "json" };
import { difference, largestOfOrder } from "../compare.js";
import { type ContactsKind, randomContacts } from "../randomContacts.js";
import { OccupationBasis, type Point } from "./occupationBasis.js";
import { pair } from "./pair.js";

const SEED = 20270115;
const ANGLE = 0.83;

const property = (kind: ContactsKind, numRuns: number, check: (device: Dots) => void): void => {
  fc.assert(fc.property(randomContacts(kind), check), { numRuns, seed: SEED, endOnFailure: true });
};

const kinds: [string, ContactsKind][] = [
  ["two spinless dots", { orbitals: 2, leads: 2, spinless: true }],
  ["two spinless dots, everything moves", { orbitals: 2, leads: 3, spinless: true, moving: true }],
  ["three spinless dots, everything moves", { orbitals: 3, leads: 2, spinless: true, moving: true, harmonics: 1 }],
  ["two dots with spin", { orbitals: 2, leads: 2 }],
  ["two dots with spin, polarised, everything moves", { orbitals: 2, leads: 2, polarised: true, moving: true }],
];

/** Order k of what an engine gives, as the other computation lists it. */
const orderOf = ({ leads }: Dots, fluxes: Fluxes, k: number): Point => ({
  F: fluxes.F[k]!,
  I: leads.map(({ name }) => fluxes.leads[name]!.I[k]!),
  J: leads.map(({ name }) => fluxes.leads[name]!.J[k]!),
});

const numbersOf = ({ F, I, J }: Point): number[] => [F, ...I, ...J];

const apart = (a: Point, b: Point): number => {
  const [x, y] = [numbersOf(a), numbersOf(b)];
  return Math.max(...x.map((xi, i) => Math.abs(xi - y[i]!))) / Math.max(...y.map(Math.abs));
};

describe.each(kinds)(`%s (seed ${SEED})`, (_, kind) => {
  test("torque and currents are those of matrices over all occupations, order 0 and 1", () => {
    property(kind, 8, (device) => {
      const [zeroth, first] = new OccupationBasis(device).orders(ANGLE);
      const fluxes = new WasmEngine(device).frozen(ANGLE, 1);
      expect(apart(orderOf(device, fluxes, 0), zeroth)).toBeLessThan(1e-10);
      expect(apart(orderOf(device, fluxes, 1), first)).toBeLessThan(1e-6); // by finite differences
    });
  });

  test("both engines, lumped or not, see the same; so do torque noise and energies", () => {
    property(kind, 4, (device) => {
      const lumped = new WasmEngine(device).frozen(ANGLE, 3);
      const scale = largestOfOrder({
        F: lumped.F.map(Math.abs),
        leads: Object.fromEntries(
          Object.entries(lumped.leads).map(([name, { I, J }]) => [name, { I: I.map(Math.abs), J: J.map(Math.abs) }]),
        ),
      });
      for (const engine of [new WasmEngine(device, "spin-resolved"), new ReferenceEngine(device)]) {
        const point = engine.frozen(ANGLE, 3);
        expect(difference(point, lumped, scale)).toBeLessThan(1e-10);
        expect(point.D / lumped.D).toBeCloseTo(1, 9);
      }
    });
  });

  test("charge and energy (Eq. 71) over the cycle, and what a lead gives in all, to 1e-10", () => {
    property(kind, 4, (device) => {
      const { leads, scale, error, balance } = new Motor(device).coefficients({ order: 3 });
      expect(error).toBeLessThan(1e-10);
      scale.forEach((s, k) => {
        expect(Math.abs(Object.values(leads).reduce((sum, { I }) => sum + I[k]!, 0))).toBeLessThan(1e-10 * s);
        expect(Math.abs(balance[k]!)).toBeLessThan(1e-10 * Math.max(s, scale[k - 1] ?? 0));
      });

      // sum over all pairs of states of the rates, Fermi functions one: Tr A+ A of all channels
      const spectrum = new Spectrum(device);
      const amplitudes = spectrum.amplitudes(ANGLE);
      const basis = new OccupationBasis(device);
      device.leads.forEach((_, lead) => {
        const sum = amplitudes.reduce((total, { contact, amplitude }) => {
          const { users, rate: moving } = spectrum.contacts[contact]!;
          const factor = moving ? valueAt(moving, ANGLE) : 1;
          const rate = users.reduce((all, user) => (user.lead === lead ? all + user.rate : all), 0);
          return total + rate * factor * amplitude ** 2;
        }, 0);
        expect(sum / basis.totalStrength(ANGLE, lead)).toBeCloseTo(1, 11);
      });
    });
  });

  test("at equilibrium nothing flows, and torque noise D = T gamma at every angle", () => {
    property({ ...kind, sameTemperatures: true }, 6, (device) => {
      const level = { ...device, leads: device.leads.map((lead) => ({ ...lead, mu: 0.4 })) };
      for (const theta of [0.3, 2.9]) {
        const { F, D, leads } = new WasmEngine(level).frozen(theta, 1);
        expect(-D / F[1]!).toBeCloseTo(1, 9);
        for (const { I, J } of Object.values(leads)) {
          expect(Math.abs(I[0]!) + Math.abs(J[0]!)).toBeLessThan(1e-13);
        }
      }
    });
  });
});

const root = Math.sqrt;

const coefficients = (file: unknown) => new Motor(parseDevice(file)).coefficients({ order: 2 });

describe("channels", () => {
  test("a lead on two dots: rates that add up and amplitudes that superpose are different devices", () => {
    const rates = coefficients(sharedLead);
    expect(rates.F[0]).toBeCloseTo(0.0072449, 7);
    const channels = [{ L: root(0.2), R: root(0.2) }];
    const superposed = coefficients({ ...sharedLead, leads: { ...sharedLead.leads, a: { channels, mu: 1, T: 1 } } });
    expect(superposed.F[0]).toBeCloseTo(0.0055745, 7);
    expect(superposed.leads.a!.I[0]).toBeCloseTo(-0.04453, 5);
    expect(superposed.leads.a!.J[0]).toBeCloseTo(0.14333, 5);
  });

  test("one channel on one orbital is a rate, the square of its amplitude; so is one channel for every orbital", () => {
    const rates = pair({
      S: { gamma: { A: 0.25, B: 0.0625 }, mu: 1, T: 1 },
      D: { gamma: { B: 0.16 }, mu: -1, T: 1 },
    });
    const amplitudes = pair({
      S: { channels: [{ A: 0.5 }, { B: -0.25 }], mu: 1, T: 1 },
      D: { channels: [{ B: 0.4 }], mu: -1, T: 1 },
    });
    const [a, b] = [rates, amplitudes].map(coefficients);
    b!.F.forEach((x, k) => expect(Math.abs(x - a!.F[k]!)).toBeLessThan(1e-14 * a!.scale[k]!));
    // and costs no more: the leads share their weights
    expect(new Spectrum(parseDevice(amplitudes) as Dots).weights).toBe(
      new Spectrum(parseDevice(rates) as Dots).weights,
    );
  });

  test("any rotation among the channels of a lead is the same lead, and an amplitude for each spin is heeded", () => {
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const [t, u] = [
      { A: 0.5, B: -0.2 },
      { A: 0.1, B: 0.3 },
    ];
    const turned = [
      { A: c * t.A + s * u.A, B: c * t.B + s * u.B },
      { A: c * u.A - s * t.A, B: c * u.B - s * t.B },
    ];
    const drain = { gamma: { B: 0.2 }, mu: -1, T: 1 };
    const [a, b] = [[t, u], turned].map((channels) => coefficients(pair({ S: { channels, mu: 1, T: 1 }, D: drain })));
    b!.F.forEach((x, k) => expect(Math.abs(x - a!.F[k]!)).toBeLessThan(1e-13 * a!.scale[k]!));

    const spins = { up: 0.5, down: 0.3 };
    const polarised = (channels: object): Dots =>
      parseDevice({
        ...pair({ S: { channels: channels as never, mu: 1, T: 1 }, D: drain }, { spinless: false }),
        coulomb: { intra: { A: 5, B: 5 }, inter: [] },
      }) as Dots;
    const both = polarised([{ A: spins, B: { up: 0.2, down: 0 } }]);
    const { leads } = new WasmEngine(both).frozen(ANGLE, 0);
    expect(leads.S!.I[0]).toBeCloseTo(new OccupationBasis(both).orders(ANGLE)[0].I[0]!, 12);
  });

  describe("a superposition that no channel reaches", () => {
    const flat = { A: { energy: { cos: [2] } }, B: { energy: { cos: [2] } } };
    const shared = (B: number, mu: number) => ({ channels: [{ A: 0.4, B }], mu, T: 1 });

    test("its rate is zero: the channel sees only the other one", () => {
      const device = parseDevice(
        pair({ S: shared(0.4, 1), D: { gamma: { B: 0.1 }, mu: -1, T: 1 } }, { orbitals: flat }),
      ) as Dots;
      const spectrum = new Spectrum(device);
      const one = spectrum.states.flatMap(({ charge }, i) => (charge === 1 ? [i] : []));
      const strengths = one.map((state) =>
        spectrum
          .amplitudes(ANGLE)
          .filter(({ lower, upper, contact }) => {
            const [user] = spectrum.contacts[contact]!.users;
            return spectrum.states[lower]!.charge === 0 && upper === state && user!.lead === 0;
          })
          .reduce(
            (sum, { amplitude, contact }) => sum + spectrum.contacts[contact]!.users[0]!.rate * amplitude ** 2,
            0,
          ),
      );
      // |0.4 + 0.4|^2 / 2 for the even state, nothing for the odd one
      expect(strengths.sort((a, b) => a - b)).toEqual([0, expect.closeTo(0.32, 14)]);
      // the drain reaches both: the answer is that of the matrices
      const [zeroth] = new OccupationBasis(device).orders(ANGLE);
      expect(apart(orderOf(device, new WasmEngine(device).frozen(ANGLE, 0), 0), zeroth)).toBeLessThan(1e-10);
    });

    test.each([
      ["hopping", -1.5],
      ["no hopping", 0],
    ])("where no lead reaches it at all the device is refused, with the reason: %s", (_, amplitude) => {
      const device = parseDevice(
        pair(
          { S: shared(0.4, 1), D: shared(0.4, -1) },
          { orbitals: flat, hopping: [{ between: ["A", "B"], amplitude }] },
        ),
      );
      for (const Engine of [WasmEngine, ReferenceEngine]) {
        expect(() => new Engine(device)).toThrow(/leave a superposition of orbitals out, .* undecided/);
      }
    });

    test("leads that see opposite superpositions pass no current from one to the other", () => {
      const device = parseDevice(pair({ S: shared(0.4, 2), D: shared(-0.4, -2) }, { orbitals: flat }));
      const { leads } = new WasmEngine(device).frozen(ANGLE, 0);
      const mixed = parseDevice(pair({ S: shared(0.4, 2), D: shared(0.1, -2) }, { orbitals: flat }));
      // around the one loop of states, empty - even - both - odd - empty, each lead gives an electron and takes one
      expect(Math.abs(leads.S!.I[0]!)).toBeLessThan(1e-15);
      expect(Math.abs(new WasmEngine(mixed).frozen(ANGLE, 0).leads.S!.I[0]!)).toBeGreaterThan(1e-3);
    });
  });
});
