import { describe, expect, test } from "vitest";
import { type DeviceFile, parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import type { Ensemble, EnsembleOptions } from "../../src/mechanics/mechanics.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { Field } from "../../src/mechanics/field.js";
import { referenceMechanics } from "../../src/mechanics/referenceMechanics.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { moments, Z } from "../statistics.js";

// The Ornstein-Uhlenbeck process dw = -w dt + sqrt(2) dB has standard deviation 1, relaxation time 1 and first passage
// times in closed form. With the scale function S(x), S' = exp(x^2 / 2), from x in l ... u it leaves through u with the
// probability (S(x) - S(l)) / (S(u) - S(l)), and after the mean time
//   that times T(u) - T(x),   T(x) = int_l^x S'(y) M(y) dy,   M(y) = int_l^y exp(-z^2 / 2) dz;
// without a lower bound, int_x^u S'(y) int_-inf^y exp(-z^2 / 2) dz dy.

/** Integral by Simpson's rule. */
function integral(f: (x: number) => number, from: number, to: number, intervals = 400): number {
  const h = (to - from) / intervals;
  let sum = f(from) + f(to);
  for (let i = 1; i < intervals; i++) sum += (i % 2 === 0 ? 2 : 4) * f(from + i * h);
  return (sum * h) / 3;
}

const scaleDensity = (x: number): number => Math.exp((x * x) / 2);
const gauss = (x: number): number => Math.exp((-x * x) / 2);

const upwardsTime = (from: number, upper: number): number =>
  integral((y) => scaleDensity(y) * integral(gauss, -12, y), from, upper);

function leaving(from: number, lower: number, upper: number): { above: number; time: number } {
  const above = integral(scaleDensity, lower, from) / integral(scaleDensity, lower, upper);
  const T = (x: number): number => integral((y) => scaleDensity(y) * integral(gauss, lower, y), lower, x);
  return { above, time: above * T(upper) - T(from) };
}

test("the closed forms, against a series: the mean time from the middle to the standard deviation", () => {
  // sum_n (sqrt 2)^n Gamma(n / 2) / n! / 2 (Siegert)
  const GAMMA = [NaN, Math.sqrt(Math.PI), 1];
  let [sum, power] = [0, 1];
  for (let n = 1; n < 60; n++) {
    GAMMA[n + 2] = (n / 2) * GAMMA[n]!;
    power *= Math.SQRT2 / n;
    sum += (power * GAMMA[n]!) / 2;
  }
  expect(upwardsTime(0, 1)).toBeCloseTo(sum, 7);
});

const OPTIONS: EnsembleOptions = {
  ...{ count: 2000, seed: 20261125, theta0: 0, omega0: 0, inertia: 1, externalTorque: 0, step: 0.1 },
  ...{ lower: -Infinity, upper: 1 },
};

/** In a flat field the rotor's velocity is that process. */
const flat = (options: EnsembleOptions): Ensemble =>
  referenceMechanics.ensemble(
    Field.along(6, 1, () => ({ F: [0, -1], D: 1 })),
    options,
  );

/**
 * The same from a device and the core: electrons so slow that friction stops the rotor on the spot, at an angle where
 * the torque is met by the external one. In units of the standard deviation and the relaxation time of its velocity.
 */
function onTheSpot(options: EnsembleOptions): Ensemble & { scaled: Float64Array } {
  const file: DeviceFile = {
    ...{ model: "dots", spinless: true },
    orbitals: { d: { energy: { const: 0, cos: [2] } } },
    leads: { L: { gamma: { d: 2e-5 }, mu: 0, T: 1 }, R: { gamma: { d: 1e-5 }, mu: 0, T: 1 } },
  };
  const engine = new WasmEngine(parseDevice(file));
  const theta0 = Math.PI / 2;
  const { F, D } = engine.frozen(theta0, 1);
  const [tau, deviation] = [1 / -F[1]!, Math.sqrt(D / -F[1]!)];
  const ensemble = engine.mechanics.ensemble(engine.field(1, 1024), {
    ...options,
    ...{ theta0, externalTorque: F[0]!, omega0: options.omega0 * deviation, step: options.step * tau },
    ...{ lower: options.lower * deviation, upper: options.upper * deviation },
  });
  return {
    ...ensemble,
    get scaled() {
      return ensemble.exit.map((t) => t / tau);
    },
    advance: (until) => ensemble.advance(until * tau),
  };
}

describe("first passage of an Ornstein-Uhlenbeck velocity (error rate 1e-4 a statement)", () => {
  const LONG = 40;
  const passages: [string, (options: EnsembleOptions) => ArrayLike<number>][] = [
    [
      "typescript",
      (options) => {
        const ensemble = flat(options);
        ensemble.advance(LONG);
        return ensemble.exit;
      },
    ],
    [
      "wasm",
      (options) => {
        const ensemble = onTheSpot(options);
        ensemble.advance(LONG);
        return ensemble.scaled;
      },
    ],
  ];

  /** How far a sample's mean is from what it should be, in standard errors. */
  const distance = (times: ArrayLike<number>, exact: number): number => {
    expect(Array.from(times).every(Number.isFinite)).toBe(true);
    const { mean, meanError } = moments(times);
    return Math.abs(mean - exact) / meanError;
  };

  test.each(passages)("%s: what looks miss grows as the root of the step; the bridge misses nothing", (_, exits) => {
    const exact = upwardsTime(0, 1);
    const late = [0.2, 0.05].map((step) => moments(exits({ ...OPTIONS, step })).mean - exact);
    expect(late[0]! / exact).toBeGreaterThan(0.5);
    expect(late[0]! / late[1]!).toBeGreaterThan(1.7);
    expect(late[0]! / late[1]!).toBeLessThan(3);
    for (const step of [0.2, 0.05]) {
      expect(distance(exits({ ...OPTIONS, step, watched: true }), exact)).toBeLessThan(Z);
    }
  });

  test.each(passages)("%s: through two bounds", (_, exits) => {
    const two = { ...OPTIONS, omega0: 0.3, lower: -1.2, upper: 0.8, step: 0.05 };
    const exact = leaving(0.3, -1.2, 0.8);
    expect(distance(exits({ ...two, watched: true }), exact.time)).toBeLessThan(Z);
    expect(moments(exits(two)).mean / exact.time).toBeGreaterThan(1.2);
  });

  test("as many through each bound as the scale function says, and the velocity there is the bound", () => {
    const options = { ...OPTIONS, omega0: 0.3, lower: -1.2, upper: 0.8, step: 0.05, watched: true };
    const { above } = leaving(0.3, -1.2, 0.8);
    const ensemble = flat(options);
    ensemble.advance(LONG);
    expect(ensemble.omega.every((w) => w <= -1.2 || w >= 0.8)).toBe(true);
    const share = ensemble.omega.filter((w) => w >= 0.8).length / options.count;
    expect(Math.abs(share - above)).toBeLessThan(Z * Math.sqrt((above * (1 - above)) / options.count));
    // where the path crossed and came back, the rotor stands at the bound
    expect(ensemble.omega.filter((w) => w === 0.8).length).toBeGreaterThan(options.count / 10);
  });
});

test.each([0, 1, 3])("the engines and builds see the same passages, order %d", (order) => {
  const device = parseDevice(paperDevice({ orbitRadius: 10, V: 15.42 }));
  const options = { ...OPTIONS, count: 12, omega0: 0.01, inertia: 1e4, step: 0.01, lower: 0.00994, upper: 0.01006 };
  const all = [
    new WasmEngine(device, undefined, "simd"),
    new WasmEngine(device, undefined, "scalar"),
    new ReferenceEngine(device),
  ].map((engine) => {
    const ensemble = engine.mechanics.ensemble(engine.field(order, 1024), { ...options, theta0: 1, watched: true });
    for (const until of [0.2, 1]) ensemble.advance(until);
    return ensemble;
  });
  const [first, ...others] = all as [Ensemble, ...Ensemble[]];
  expect(first.omega.some((w) => w === options.lower || w === options.upper)).toBe(true);
  for (const { omega, exit } of others) {
    omega.forEach((w, i) => expect(w / first.omega[i]!).toBeCloseTo(1, 10));
    exit.forEach((t, i) => expect(Number.isNaN(t) ? -1 : t).toBeCloseTo(first.exit[i]! >= 0 ? first.exit[i]! : -1, 8));
  }
});

test("electrons that hop: a velocity that is beyond the bound between two looks only", () => {
  // an electron that stays for good: the rotor swings in the potential 2 cos(theta)
  const file: DeviceFile = {
    ...{ model: "dots", spinless: true },
    orbitals: { d: { energy: { const: 0, cos: [2] } } },
    leads: { L: { gamma: { d: 1e-9 }, mu: 40, T: 1 }, R: { gamma: { d: 1e-9 }, mu: 40, T: 1 } },
  };
  const engine = new WasmEngine(parseDevice(file));
  const [theta0, inertia] = [2, 100];
  const fastest = Math.sqrt((4 * (Math.cos(theta0) + 1)) / inertia);
  const first = (share: number, step: number, watched: boolean): number => {
    const options = { ...OPTIONS, count: 2, theta0, inertia, step, watched, upper: share * fastest };
    const ensemble = engine.hopping(1024, options);
    ensemble.advance(22.5); // about half a period
    return ensemble.exit[0]!;
  };
  for (const share of [0.3, 0.6, 0.9, 0.95]) {
    const exact = first(share, 1e-3, false);
    expect(Math.abs(first(share, 1.6, true) - exact), `at ${share}`).toBeLessThan(0.15);
    expect(first(share, 1.6, false) - exact, `at ${share}`).toBeGreaterThan(0);
  }
  // what is reached between two looks only
  const seen = (watched: boolean): number[] =>
    Array.from({ length: 60 }, (_, i) => 0.97 + i * 5e-4).filter((share) => first(share, 1.6, watched) > 0);
  const [all, some] = [seen(true), seen(false)];
  expect(all.length).toBeGreaterThan(some.length);
  expect(Math.abs(all.at(-1)! - 1)).toBeLessThan(0.01);
});
