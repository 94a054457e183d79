import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInput } from "../../src/errors.js";
import { isUnpolarised, totalRate } from "../../src/device/device.js";
import { type Harmonics, negativeAt } from "../../src/device/harmonics.js";
import { deviceFile, parseDevice } from "../../src/device/parse.js";
import { warnings } from "../../src/master/warnings.js";
import { between } from "../randomNumber.js";
import { masterEquation } from "../../src/master/masterEquation.js";

const SEED = 20270116;

const withSource = (source: object, extra: object = {}): object => ({
  model: "dots",
  spinless: true,
  orbitals: { A: { energy: { cos: [2] } }, B: { energy: { sin: [2] } } },
  hopping: [{ between: ["A", "B"], amplitude: -1.5 }],
  leads: { S: { ...source, mu: 1, T: 1 }, D: { gamma: { B: 0.2 }, mu: -1, T: 1 } },
  ...extra,
});

const RATE = 'a finite number >= 0 or a series {"const", "cos", "sin"} or {"samples"}, or {"up", "down"} of them';
const AMPLITUDE = RATE.replace(" >= 0", "");

describe("what is refused, and how", () => {
  test.each([
    [{}, 'leads.S.gamma: got nothing, allowed: an object {"orbital": rate, ...}, or channels instead'],
    [
      { gamma: { A: 1 }, channels: [{ A: 1 }] },
      'leads.S.channels: got [{"A":1}], allowed: gamma (rates that add up) or channels, not both',
    ],
    [{ channels: [] }, "leads.S.channels: got 0, allowed: 1 to 16 channels"],
    [{ channels: { A: 1 } }, 'leads.S.channels: got {"A":1}, allowed: a list of {"orbital": amplitude, ...}'],
    [{ channels: [{ X: 1 }] }, 'leads.S.channels.0.X: got "X", allowed: the name of an orbital: A, B'],
    [{ channels: [{ A: 1 }, { B: "x" }] }, `leads.S.channels.1.B: got "x", allowed: ${AMPLITUDE}`],
    [{ gamma: { A: "x" } }, `leads.S.gamma.A: got "x", allowed: ${RATE}`],
    [
      { channels: [{ A: { up: 1, down: 1 } }] },
      'leads.S.channels.0.A: got {"up":1,"down":1}, allowed: one number or series in a spinless device',
    ],
    [{ gamma: { A: -1 } }, `leads.S.gamma.A: got -1, allowed: ${RATE}`],
    [
      { gamma: { A: { tan: [1] } } },
      "leads.S.gamma.A.tan: got [1], allowed: no such field here, only up, down, const, cos, sin, samples",
    ],
  ])("%o", (source, message) => {
    expect(() => parseDevice(withSource(source))).toThrow(new InvalidInput(message));
  });

  test.each([
    [{ up: 1 }, /^leads.S.gamma.A.down: got nothing/],
    [{ up: 1, down: 1, const: 2 }, /^leads.S.gamma.A: .* up and down alone, or one series$/],
    [{ up: 1, down: { const: 0.1, cos: [0.2] } }, /^leads.S.gamma.A.down: got -0.1, .* at theta = 3\.14159\d+$/],
  ])("with spin: %o", (rate, message) => {
    const spins = { spinless: false, coulomb: { intra: { A: 5, B: 5 } } };
    expect(() => parseDevice(withSource({ gamma: { A: rate } }, spins))).toThrow(message);
  });

  test("a rate that is negative anywhere on the path, with the angle; an amplitude may change its sign", () => {
    const series = { const: 0.1, cos: [0.06], sin: [0, 0.06] };
    expect(() => parseDevice(withSource({ gamma: { A: series } }))).toThrow(
      /^leads.S.gamma.A: got -0\.0\d+, allowed: a rate >= 0 at every angle; this is its value at theta = \d/,
    );
    expect(parseDevice(withSource({ channels: [{ A: series }] })).leads).toHaveLength(2);
    // samples that are positive where they are, with a dip between them
    expect(() => parseDevice(withSource({ gamma: { A: { samples: [1, 0, 0, 1, 1, 0, 0] } } }))).toThrow(/at theta = /);
  });
});

test(`a dip below zero is found however narrow, and a touch of zero is none (seed ${SEED})`, () => {
  // c less the square of a Dirichlet kernel, whose one peak of height 1 is 1/n wide
  const dip = (c: number, n: number, at: number): Harmonics => {
    const orders = Array.from({ length: n }, (_, i) => i + 1);
    const part = (h: number): number => (-2 * (1 - h / (n + 1))) / (n + 1);
    return {
      const: c - 1 / (n + 1),
      cos: orders.map((h) => part(h) * Math.cos(h * at)),
      sin: orders.map((h) => part(h) * Math.sin(h * at)),
    };
  };
  const around = (a: number, b: number): number => Math.abs(Math.sin((a - b) / 2));
  fc.assert(
    fc.property(between(0, 6.2831), fc.integer({ min: 1, max: 150 }), (at, n) => {
      for (const depth of [0.1, 1e-3, 1e-6]) {
        const found = negativeAt(dip(1 - depth, n, at));
        expect(found!.value).toBeLessThan(0);
        expect(around(found!.theta, at)).toBeLessThan(4 / n);
      }
      expect(negativeAt(dip(1, n, at))).toBeUndefined();
      expect(negativeAt(dip(1 + 1e-6, n, at))).toBeUndefined();
    }),
    { numRuns: 40, seed: SEED },
  );
});

const MOVING = {
  channels: [{ A: { const: 0.4, cos: [0.1] }, B: -0.3 }, { B: { samples: [0.1, 0.2, 0.3, 0.2] } }],
};

test("a device file comes back as it went in", () => {
  for (const source of [MOVING, { gamma: { A: 0.3, B: { const: 0.2, sin: [0.1] } } }]) {
    const device = parseDevice(withSource(source));
    expect(parseDevice(JSON.parse(JSON.stringify(deviceFile(device))))).toEqual(forgotten(device));
  }
});

/** Coefficients, without what was known of the samples they came from. */
const forgotten = (device: unknown): unknown =>
  JSON.parse(
    JSON.stringify(device, (key, x: unknown) => (key === "truncation" ? undefined : x)),
    (key, x: unknown) => (key === "intra" && x === null ? Infinity : x),
  );

test("Gamma is that of the means over the path, and moving barriers have a largest velocity", () => {
  const mean = 0.2;
  const device = (cos: number[]) => parseDevice(withSource({ gamma: { A: { const: mean, cos } } }));
  expect(totalRate(device([0.1]))).toBeCloseTo(mean + 0.2, 14);
  const channels = parseDevice(withSource({ channels: [{ A: { const: 0.4, cos: [0.2] }, B: 0.1 }] }));
  // A: 0.4^2 + 0.2^2 / 2, B: 0.1^2, their mean and the drain's 0.2
  expect(totalRate(channels)).toBeCloseTo((0.18 + 0.01) / 2 + 0.2, 14);

  const still = { A: { energy: 1 }, B: { energy: 1.5 } };
  const turnstile = parseDevice(withSource({ gamma: { A: { const: mean, cos: [0.1] } } }, { orbitals: still }));
  // rates that change by half their mean in a radian
  expect(masterEquation.read(turnstile, {}).scales.maximalVelocity).toBeCloseTo(0.4 / 0.5, 12);
});

test("spins are alike only where every rate is", () => {
  const spins = { spinless: false, coulomb: { intra: { A: 5, B: 5 } } };
  const A = (down: object) => withSource({ channels: [{ A: { up: { const: 0.4, cos: [0.1] }, down } }] }, spins);
  expect(isUnpolarised(parseDevice(A({ const: 0.4, cos: [0.1] })))).toBe(true);
  expect(isUnpolarised(parseDevice(A({ const: 0.4, cos: [0.1, 0.01] })))).toBe(false);
});

test("samples of a rate that do not resolve the path are reported", () => {
  const samples = Array.from({ length: 32 }, (_, j) => 0.1 + Math.abs(Math.sin((Math.PI * j) / 32)));
  const found = warnings(parseDevice(withSource({ channels: [{ A: { samples } }] })));
  expect(JSON.stringify(found)).toMatch(/leads\.S\.channels\.0\.A: its upper harmonics are still/);
});
