// Leads that touch several orbitals: rates that add up, or amplitudes that superpose (Eq. 5); both may move.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maximalVelocity } from "../../src/device/device.js";
import type { Dots } from "../../src/device/dots.js";
import { parseDevice } from "../../src/device/parse.js";
import type { DotsFile } from "../../src/device/parseDots.js";
import type { Fluxes } from "../../src/engine/engine.js";
import { ReferenceEngine } from "../../src/engine/referenceEngine.js";
import { WasmEngine } from "../../src/engine/wasmEngine.js";
import { Motor } from "../../src/motor/motor.js";
import { Spectrum } from "../../src/spectrum/spectrum.js";
import sharedLead from "../cases/13-two-dots-shared-lead.json" with { type: "json" };
import { difference, largestOfOrder } from "../compare.js";
import { type ContactsKind, randomContacts } from "../randomContacts.js";
import { OccupationBasis, type Point } from "./occupationBasis.js";

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
      const order = 0;
      const series = new Float64Array(spectrum.levels + spectrum.weights);
      spectrum.fill(ANGLE, order, series);
      const basis = new OccupationBasis(device);
      device.leads.forEach((_, lead) => {
        const sum = spectrum.exchanges.reduce((total, { contact, weight, factor }) => {
          const users = spectrum.contacts[contact]!.users.filter((user) => user.lead === lead);
          const rate = users.reduce((all, user) => all + user.rate, 0);
          return total + rate * factor * series[spectrum.levels + weight]!;
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

/** Two spinless dots, the hopping and the leads as given. */
const pair = (leads: DotsFile["leads"], extra: Partial<DotsFile> = {}): DotsFile => ({
  model: "dots",
  spinless: true,
  orbitals: { A: { energy: { const: 0.3, cos: [2] } }, B: { energy: { const: 0.1, sin: [2] } } },
  hopping: [{ between: ["A", "B"], amplitude: -1.5 }],
  coulomb: { inter: [{ between: ["A", "B"], U: 3 }] },
  leads,
  ...extra,
});

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

describe("rates that move", () => {
  const [T, mu] = [1, 0.7];
  const energy = { const: 0.2, cos: [0.6] };
  const left = { const: 0.3, cos: [0.2], sin: [0.05] };
  const right = { const: 0.25, cos: [-0.15], sin: [0, 0.08] };
  const turnstile: DotsFile = {
    model: "dots",
    spinless: true,
    orbitals: { dot: { energy } },
    leads: { L: { gamma: { dot: left }, mu, T }, R: { gamma: { dot: right }, mu: -mu, T } },
  };
  const device = parseDevice(turnstile);

  const wave = ({ const: c, cos = [], sin = [] }: { const: number; cos?: number[]; sin?: number[] }, theta: number) =>
    c +
    cos.reduce((sum, x, i) => sum + x * Math.cos((i + 1) * theta), 0) +
    sin.reduce((sum, x, i) => sum + x * Math.sin((i + 1) * theta), 0);
  const f = (theta: number, sign: number): number => 1 / (1 + Math.exp((wave(energy, theta) - sign * mu) / T));
  const total = (theta: number): number => wave(left, theta) + wave(right, theta);
  /** p of the filled level at rest: sum Gamma_r f_r / Gamma */
  const stationary = (theta: number): number =>
    (wave(left, theta) * f(theta, 1) + wave(right, theta) * f(theta, -1)) / total(theta);
  const derivative = (g: (x: number) => number, x: number): number => {
    const h = 2e-3;
    return (g(x - 2 * h) - 8 * g(x - h) + 8 * g(x + h) - g(x + 2 * h)) / (12 * h);
  };
  const lag = (theta: number): number => -derivative(stationary, theta) / total(theta);

  test.each([0.4, 1.9, 5.1])("a level between two of them, order by order: theta = %d", (theta) => {
    // p(k+1) = -p(k)' / Gamma;  I_r(k) = Gamma_r (p(k) - f_r delta_k0);  F(k) = -eps' p(k)
    const p = [stationary(theta), lag(theta), -derivative(lag, theta) / total(theta)];
    const { F, leads } = new WasmEngine(device).frozen(theta, 2);
    const slope = -0.6 * Math.sin(theta);
    p.forEach((pk, k) => {
      const digits = [12, 9, 6][k]!;
      expect(F[k]).toBeCloseTo(-slope * pk, digits);
      expect(leads.L!.I[k]).toBeCloseTo(wave(left, theta) * (pk - (k === 0 ? f(theta, 1) : 0)), digits);
      expect(leads.R!.I[k]).toBeCloseTo(wave(right, theta) * (pk - (k === 0 ? f(theta, -1) : 0)), digits);
    });
  });

  test("at finite velocity: Omega dp/dtheta = sum_r Gamma_r (f_r - p), integrated along the path", () => {
    const omega = 0.2;
    const steps = 4000;
    const h = (2 * Math.PI) / steps;
    const rate = (theta: number, p: number): number => (total(theta) * (stationary(theta) - p)) / omega;
    let p = 0.5;
    let [current, torque] = [0, 0];
    for (let i = 0; i < 5 * steps; i++) {
      const theta = i * h;
      if (i >= 4 * steps) {
        current += h * wave(left, theta) * (p - f(theta, 1));
        torque += h * 0.6 * Math.sin(theta) * p;
      }
      const k1 = rate(theta, p);
      const k2 = rate(theta + h / 2, p + (h / 2) * k1);
      const k3 = rate(theta + h / 2, p + (h / 2) * k2);
      const k4 = rate(theta + h, p + h * k3);
      p += (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    for (const engine of ["wasm", "typescript"] as const) {
      const [state] = new Motor(device, { engine }).periodic([omega]);
      expect(state!.leads.L!.I).toBeCloseTo(current, 10);
      expect(state!.F).toBeCloseTo(torque, 10);
      expect(Math.abs(state!.balance)).toBeLessThan(1e-12);
    }
  });

  test("a turnstile without bias pumps by its barriers alone: the loop of Gamma_L and Gamma_R with the level", () => {
    // Q = integral of Gamma_L / Gamma df over the cycle, in units of e
    const still = parseDevice({
      ...turnstile,
      leads: { L: { gamma: { dot: left }, mu: 0, T }, R: { gamma: { dot: right }, mu: 0, T } },
    });
    const { leads } = new Motor(still).coefficients({ order: 1 });
    const N = 400;
    const filled = (theta: number): number => 1 / (1 + Math.exp(wave(energy, theta) / T));
    const Q = Array.from({ length: N }, (_, i) => (2 * Math.PI * i) / N).reduce(
      (sum, x) => sum - ((2 * Math.PI) / N) * (wave(left, x) / total(x)) * derivative(filled, x),
      0,
    );
    expect(Math.abs(Q)).toBeGreaterThan(0.01);
    expect(leads.L!.I[1]).toBeCloseTo(Q, 9);
    expect(leads.R!.I[1]).toBeCloseTo(-Q, 9);
  });

  test("the periodic state tends to the expansion, orders 0 to 3", () => {
    property({ orbitals: 2, leads: 2, spinless: true, moving: true, harmonics: 1 }, 3, (random) => {
      const motor = new Motor(random);
      const { F, scale } = motor.coefficients({ order: 3 });
      const omega = 0.01 * maximalVelocity(random);
      const [forward, back] = motor.periodic([omega, -omega]);
      const even = F[0]! + F[2]! * omega ** 2;
      const odd = F[1]! * omega + F[3]! * omega ** 3;
      const beyond = scale.reduce((sum, s, k) => sum + s * omega ** k, 0);
      expect(Math.abs((forward!.F + back!.F) / 2 - even)).toBeLessThan(1e-6 * beyond);
      expect(Math.abs((forward!.F - back!.F) / 2 - odd)).toBeLessThan(1e-6 * beyond);
    });
  });

  test("electrons that hop one by one do the work of the periodic state, on average", () => {
    const channels = [{ A: { const: 0.5, cos: [0.3] }, B: { sin: [0.6] } }];
    const file = pair({ S: { channels, mu: 1, T: 1 }, D: { gamma: { B: { const: 0.4, sin: [0.4] } }, mu: -1, T: 1 } });
    const motor = new Motor(parseDevice(file));
    const [omega, inertia, count] = [0.3, 1e7, 4000];
    const turn = (2 * Math.PI) / omega;
    const options = { count, seed: SEED, theta0: 0, omega0: omega, inertia, load: 0, step: 0.05 };
    const ensemble = new WasmEngine(parseDevice(file)).hopping(1024, { ...options, lower: -1, upper: 1 });
    ensemble.advance(turn); // forgets how the electrons started
    const before = [...ensemble.omega];
    const turns = 4;
    ensemble.advance((1 + turns) * turn);
    const work = before.map((w, i) => (inertia * omega * (ensemble.omega[i]! - w)) / turns);
    const mean = work.reduce((sum, w) => sum + w, 0) / count;
    const error = Math.sqrt(work.reduce((sum, w) => sum + (w - mean) ** 2, 0) / count / (count - 1));
    const [{ F } = { F: NaN }] = motor.periodic([omega]);
    expect(error).toBeLessThan(0.05 * Math.abs(F));
    expect(Math.abs(mean - F)).toBeLessThan(4 * error);
  });

  test("the rotor with its electrons: both engines, and channels that move", () => {
    const channels = [{ A: { const: 0.4, cos: [0.3] }, B: { sin: [0.5] } }];
    const file = pair({ S: { channels, mu: 1, T: 1 }, D: { gamma: { B: { const: 0.2, sin: [0.2] } }, mu: -1, T: 1 } });
    const limits = { tolerance: 1e-9, velocityScale: 0.05, velocityLimit: 10, turns: 60, maximalSteps: 1e5 };
    const ends = [WasmEngine, ReferenceEngine].map((Engine) => {
      const rotor = new Engine(parseDevice(file)).coupledRotor(1024);
      rotor.place(0.2, 0.3, 50, 0);
      expect(rotor.revolve({ ...limits, maximalSteps: 1e4 })).toBe("revolved");
      return { omega: rotor.omega, time: rotor.time, charge: rotor.transferred.S!.charge };
    });
    expect(ends[1]!.omega / ends[0]!.omega).toBeCloseTo(1, 7);
    expect(ends[1]!.time / ends[0]!.time).toBeCloseTo(1, 7);
    expect(ends[1]!.charge / ends[0]!.charge).toBeCloseTo(1, 6);
  });
});
