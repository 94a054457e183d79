import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dots } from "../../src/device/dots.js";
import { InvalidInput, Untrustworthy } from "../../src/errors.js";
import { parseDevice } from "../../src/device/parse.js";
import { createEngine } from "../../src/master/create.js";
import type { Fluxes } from "../../src/electrons/fluxes.js";
import { chargeBalance } from "../../src/motor/cycle/accuracy.js";
import { periodicStates } from "../../src/motor/cycle/periodic.js";
import { cycleCoefficients, type CycleCoefficients } from "../../src/motor/cycle/coefficients.js";
import { Motor } from "../../src/questions/motor.js";
import fast from "../cases/14-fast.json";
import largeRate from "../cases/15-large-rate.json";
import tinyBias from "../cases/07-tiny-bias.json";
import deep from "../cases/17-deep-blockade.json";
import { paperDevice } from "../../src/device/presets.js";
import { preciseCoefficients } from "../preciseDots.js";
import { between, logBetween } from "../randomNumber.js";
import { readWith } from "../../src/master/masterEquation.js";

const SEED = 20261128;
const RUNS = 60;
const ENGINES = ["wasm", "typescript"] as const;

/** Spinless, one or two dots, up to three leads; rates alike or apart by up to 26 powers of ten, biases down to nothing. */
const device: fc.Arbitrary<Dots> = fc
  .noBias(
    fc.record({
      dots: fc.constantFrom(1, 2),
      energies: fc.array(fc.tuple(between(-3, 3), between(-5, 5), between(-5, 5)), { minLength: 2, maxLength: 2 }),
      hopping: between(0.7, 3),
      U: between(0, 8),
      leads: fc.array(
        fc.record({
          ordinary: between(0.05, 1),
          extreme: logBetween(1e-12, 1e14),
          kind: between(0, 1),
          mu: between(-2, 2),
          T: between(0.6, 2),
          dot: fc.integer({ min: 0, max: 1 }),
        }),
        { minLength: 2, maxLength: 3 },
      ),
      bias: fc.constantFrom(1, 1, 1, 1e-6, 1e-12, 0),
      sameT: fc.boolean(),
      extreme: fc.constantFrom(0, 0.5),
    }),
  )
  .map(({ dots, energies, hopping, U, leads, bias, sameT, extreme }) => {
    const names = ["L", "R"].slice(0, dots);
    return parseDevice({
      model: "dots",
      spinless: true,
      orbitals: Object.fromEntries(
        names.map((name, l) => {
          const [c, a, b] = energies[l]!;
          return [name, { energy: { const: c, cos: [a], sin: [b] } }];
        }),
      ),
      ...(dots === 2
        ? {
            hopping: [{ between: ["L", "R"], amplitude: -hopping }],
            coulomb: { inter: [{ between: ["L", "R"], U }] },
          }
        : {}),
      leads: Object.fromEntries(
        leads.map(({ ordinary, extreme: far, kind, mu, T, dot }, r) => {
          // the first two leads of a double dot have one dot each
          const at = names[dots === 1 ? 0 : r < 2 ? r : dot]!;
          return [
            `lead${r}`,
            { gamma: { [at]: kind < extreme ? far : ordinary }, mu: bias * mu, T: sameT || bias < 1 ? 1 : T },
          ];
        }),
      ),
    }) as Dots;
  });

const numbers = ({ F, leads }: Fluxes): number[] => [...F, ...Object.values(leads).flatMap(({ I, J }) => [...I, ...J])];

/** Stated over true errors, for the record. */
const ratios: number[] = [];

test(`no error is larger than the one stated, none refused that the other engine knows (seed ${SEED})`, () => {
  fc.assert(
    fc.property(device, fc.integer({ min: 0, max: 3 }), (dots, order) => {
      const results = ENGINES.map((engine): CycleCoefficients | undefined => {
        try {
          return cycleCoefficients(readWith(dots, createEngine(dots, engine, "auto")), order, 1e-10);
        } catch (error) {
          if (error instanceof Untrustworthy) return undefined;
          throw error;
        }
      });
      expect(results.map((result) => result === undefined).every((x, _, all) => x === all[0])).toBe(true);
      const [first] = results;
      if (!first) return;
      const exact = preciseCoefficients(dots, order, Math.max(...results.map((result) => result!.nodes)));
      const precise = numbers(exact);
      const uncertain = numbers(exact.uncertainty);
      for (const result of results) {
        const errors = numbers(result!.errors);
        numbers(result!).forEach((x, i) => {
          const actual = Math.abs(x - precise[i]!);
          ratios.push(errors[i]! / Math.max(actual, 1e-300));
          expect(errors[i]).toBeGreaterThan(0);
          expect(
            actual <= errors[i]! + uncertain[i]!,
            `quantity ${i} of order ${order}: ${x}, ${precise[i]}, stated ${errors[i]}, ${result!.engine}`,
          ).toBe(true);
        });
        expect(result!.error).toBeGreaterThan(0);
        chargeBalance(result!).forEach((x, k) =>
          expect(Math.abs(x)).toBeLessThanOrEqual(result!.error * result!.scale[k]! + 1e-290),
        );
      }
    }),
    { seed: SEED, numRuns: RUNS },
  );
  ratios.sort((a, b) => a - b);
  const quantile = (q: number): string => ratios[Math.floor(q * (ratios.length - 1))]!.toPrecision(2);
  console.log(
    `stated over true error, ${ratios.length} coefficients: least ${quantile(0)}, 1% ${quantile(0.01)}, median ${quantile(0.5)}, 99% ${quantile(0.99)}`,
  );
  expect(ratios[ratios.length >> 1]).toBeLessThan(1e4);
});

const motorsOf = (file: unknown): Motor[] => ENGINES.map((engine) => new Motor(parseDevice(file), { engine }));

describe.each([
  ["a lead of rate 1e14 beside one of 0.5", largeRate],
  ["a bias of 1e-12", tinyBias],
])("%s", (_, file) => {
  test("torque and currents within errors far below them", () => {
    const exact = preciseCoefficients(parseDevice(file) as Dots, 0, 96);
    for (const motor of motorsOf(file)) {
      const result = motor.coefficients({ order: 0 });
      const errors = numbers(result.errors);
      numbers(result).forEach((x, i) => expect(Math.abs(x - numbers(exact)[i]!)).toBeLessThanOrEqual(errors[i]!));
      Object.values(result.errors.leads).forEach(({ I }, r) => {
        expect(I[0]).toBeLessThan(0.1 * Math.abs(Object.values(result.leads)[r]!.I[0]!));
      });
      expect(Math.abs(result.balance[0]!)).toBeLessThanOrEqual(result.error * result.scale[0]!);
    }
  });
});

test("a device at rest in equilibrium has no currents, within errors of rounding", () => {
  const { orbitals: _, ...rest } = tinyBias;
  const leads = Object.fromEntries(Object.entries(tinyBias.leads).map(([name, lead]) => [name, { ...lead, mu: 0 }]));
  for (const motor of motorsOf({ ...rest, leads, orbitals: { d: { energy: 0.3 } } })) {
    const { F, errors, error, leads: flows } = motor.coefficients({ order: 2 });
    for (const f of F) expect(f).toBeCloseTo(0, 15);
    Object.values(flows).forEach(({ I }, r) => {
      expect(Math.abs(I[0]!)).toBeLessThanOrEqual(Object.values(errors.leads)[r]!.I[0]!);
    });
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(1e-13);
  }
});

describe("deep in blockade the fast sector leaves what it cuts to the general core", () => {
  const blockaded: [string, unknown, number][] = [
    ["tc = 1144", { ...paperDevice({ orbitRadius: 10, V: 2 }), tc: 1144 }, 2],
    [
      "tc = 453, mu = +-6",
      (() => {
        const device = paperDevice({ orbitRadius: 10, V: 12 });
        return { ...device, tc: 453 };
      })(),
      4,
    ],
  ];
  test.each(blockaded)("%s: both engines agree within their errors", (_, file, order) => {
    const [wasm, plain] = motorsOf(file).map((motor) => motor.coefficients({ order }));
    const [a, b] = [numbers(wasm!), numbers(plain!)];
    const [ea, eb] = [numbers(wasm!.errors), numbers(plain!.errors)];
    a.forEach((x, i) => expect(Math.abs(x - b[i]!)).toBeLessThanOrEqual(ea[i]! + eb[i]!));
    // digits of what lies far below the cut
    wasm!.leads.L!.J.forEach((x, k) => expect(Math.abs(x / plain!.leads.L!.J[k]! - 1)).toBeLessThan(1e-6));
    expect(wasm!.scale[1]).toBeLessThan(1e-87);
  });

  test("a point whose own currents are 1e-70: scale and values of both engines", () => {
    const [wasm, plain] = motorsOf(deep).map((motor) => motor.frozen({ theta: 0.3, order: 3 }));
    const [a, b] = [numbers(wasm!), numbers(plain!)];
    const [ea, eb] = [numbers(wasm!.errors), numbers(plain!.errors)];
    a.forEach((x, i) => {
      expect(Math.abs(x - b[i]!)).toBeLessThanOrEqual(ea[i]! + eb[i]!);
      expect(Math.abs(x / b[i]! - 1)).toBeLessThan(1e-8);
    });
    wasm!.scale.forEach((s, k) => expect(Math.abs(s / plain!.scale[k]! - 1)).toBeLessThan(1e-10));
  });
});

test.each([1e6, 1e9, 1e12, -1e300])("omega = %s: charge and energy within the errors, both engines alike", (omega) => {
  const [wasm, plain] = motorsOf(fast).map(({ electrons }) => periodicStates(electrons, [omega], 1e-10)[0]!);
  for (const { leads, balance, error, scale } of [wasm!, plain!]) {
    expect(Math.abs(balance)).toBeLessThanOrEqual(error * scale);
    expect(Math.abs(Object.values(leads).reduce((sum, { I }) => sum + I, 0))).toBeLessThanOrEqual(error * scale);
  }
  const single = ({ F, leads }: { F: number; leads: Record<string, { I: number; J: number }> }): number[] => [
    F,
    ...Object.values(leads).flatMap(({ I, J }) => [I, J]),
  ];
  const [ea, eb] = [single(wasm!.errors), single(plain!.errors)];
  single(wasm!).forEach((x, i) => {
    expect(Math.abs(x - single(plain!)[i]!)).toBeLessThanOrEqual(ea[i]! + eb[i]!);
    expect(ea[i]).toBeGreaterThan(0);
  });
  // the torque of a fast rotor is what the energy balance leaves of it: 1/omega, to the digits of the heat
  expect(Math.abs((wasm!.F * omega) / -1.19952902 - 1)).toBeLessThan(1e-5);
});

test("rates whose products leave the range of doubles are refused at once", () => {
  const file = { ...largeRate, leads: { ...largeRate.leads, s: { ...largeRate.leads.s, gamma: { a: 1e308 } } } };
  expect(() => motorsOf(file)).toThrow(InvalidInput);
});
