import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDevice } from "../../src/device/parse.js";
import { Untrustworthy } from "../../src/errors.js";
import { paperDevice } from "../../src/device/presets.js";
import { BATCH_DEVICE_LENGTH, batchAnswerLength, batchCoefficients, numbersOf } from "../../src/master/batch.js";
import type { Build } from "../../src/core/core.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { cycleCoefficients } from "../../src/motor/cycle/coefficients.js";
import { difference } from "../compare.js";
import { randomDevice } from "../randomDevice.js";
import { between, logBetween } from "../randomNumber.js";
import { referenceCases } from "../referenceData.js";
import { isUnpolarised } from "../../src/device/device.js";
import type { DoubleDotRotor } from "../../src/device/doubleDot.js";
import { readWith } from "../../src/master/masterEquation.js";

const SEED = 31;
const BUILDS: readonly Build[] = ["simd", "scalar"];

interface Answer {
  nodes: number;
  error: number;
  F: number[];
  leads: Record<string, { I: number[]; J: number[] }>;
  scale: number[];
}

function answers(rows: Float64Array, order: number): Answer[] {
  const length = batchAnswerLength(order);
  return Array.from({ length: rows.length / length }, (_, i) => {
    const row = rows.subarray(i * length, (i + 1) * length);
    const column = (q: number): number[] => Array.from({ length: order + 1 }, (_, k) => row[2 + 5 * k + q]!);
    return {
      nodes: row[0]!,
      error: row[1]!,
      F: column(0),
      leads: { L: { I: column(1), J: column(2) }, R: { I: column(3), J: column(4) } },
      scale: [...row.subarray(2 + 5 * (order + 1))],
    };
  });
}

const list = (devices: readonly DoubleDotRotor[]): Float64Array => Float64Array.from(devices.flatMap(numbersOf));

describe.each(BUILDS)("%s", (build) => {
  const references = referenceCases.filter(({ device }) => isUnpolarised(device));

  test.each(references.map((r) => [r.name, r] as const))(
    "%s: true error within the stated one, loose or tight",
    (_, r) => {
      for (const tolerance of [1e-4, 1e-7, 1e-10, 1e-12]) {
        const [answer] = answers(batchCoefficients(list([r.device]), { order: r.order, tolerance, build }), r.order);
        expect(answer!.error).toBeLessThanOrEqual(tolerance);
        expect(difference(answer!, r, answer!.scale)).toBeLessThanOrEqual(answer!.error);
      }
    },
  );

  test(`wide orbits: errors honest beside uniform grids, and few angles (seed ${SEED})`, () => {
    const wide = fc.record({
      T: logBetween(0.05, 2),
      hotter: between(1, 2),
      width: logBetween(30, 2000),
      centre: fc.tuple(between(-1.5, 1.5), between(-1.5, 1.5)),
      mu: fc.tuple(between(-0.3, 0.3), between(-0.3, 0.3)),
      U: between(-0.3, 2),
      tc: logBetween(1, 100),
      gamma: fc.tuple(logBetween(0.01, 2), logBetween(0.01, 2)),
    });
    const devices = fc
      .sample(wide, { numRuns: 60, seed: SEED })
      .map(({ T, hotter, width, centre, mu, U, tc, gamma }) => {
        const R = width * T;
        return parseDevice({
          model: "double-dot-rotor",
          epsilonBar: { L: R * centre[0], R: R * centre[1] },
          orbitRadius: R,
          U: R * U,
          tc: 4 * T * tc,
          leads: {
            L: { gamma: gamma[0], mu: R * mu[0], T },
            R: { gamma: gamma[1], mu: R * mu[1], T: hotter * T },
          },
        });
      });
    let refused = 0;
    devices.forEach((device) => {
      let rows: Float64Array;
      try {
        rows = batchCoefficients(list([device]), { order: 3, build });
      } catch (error) {
        expect(error).toBeInstanceOf(Untrustworthy);
        refused++; // deep in blockade: rates that the fast path cuts would matter, or its digits are lost
        return;
      }
      const [answer] = answers(rows, 3);
      expect(answer!.nodes).toBeLessThan(4000);
      const engine = new WasmEngine(device, undefined, build);
      const [one, other] = [0, 0.5].map((offset) => engine.integrate(3, 1 << 16, offset));
      const scale = one!.largest.map((x) => 2 * Math.PI * x);
      const own = difference(one!.integrals, other!.integrals, scale);
      expect(difference(answer!, one!.integrals, scale)).toBeLessThanOrEqual(answer!.error + 2 * own + 1e-13);
    });
    expect(refused).toBeLessThan(devices.length / 4);
  });

  test("a scan on a wide orbit, panels shared by neighbours: the same as one by one, within the errors", () => {
    const biases = Array.from({ length: 40 }, (_, i) => (i < 36 ? -4 + 0.3 * i : 30 * i - 1000));
    const devices = biases.map((V) => parseDevice(paperDevice({ orbitRadius: 80, V })));
    answers(batchCoefficients(list(devices), { order: 3, build }), 3).forEach((shared, i) => {
      const [alone] = answers(batchCoefficients(list([devices[i]!]), { order: 3, build }), 3);
      expect(difference(shared, alone!, alone!.scale)).toBeLessThanOrEqual(shared.error + alone!.error);
    });
  });

  test(`random devices: the same as one by one, errors honest (seed ${SEED})`, () => {
    const devices = fc.sample(randomDevice("unpolarised"), { numRuns: 300, seed: SEED });
    const computed = answers(batchCoefficients(list(devices), { order: 4, build }), 4);
    devices.forEach((device, i) => {
      const { error, scale } = computed[i]!;
      const tight = cycleCoefficients(readWith(device, new WasmEngine(device, "spin-symmetric", build)), 4, 1e-11);
      expect(difference(computed[i]!, tight, scale), JSON.stringify(device)).toBeLessThanOrEqual(error + tight.error);
    });
  });

  test("a scan of one orbit shares levels and exponentials without changing anything", () => {
    const devices = [-20, -3, 0, 5, 15.42].flatMap((V) =>
      [0, 0.5].map((dT) => parseDevice(paperDevice({ orbitRadius: 20, V, dT, U: 10 + V }))),
    );
    const together = answers(batchCoefficients(list(devices), { build }), 3);
    devices.forEach((device, i) => {
      const [alone] = answers(batchCoefficients(list([device]), { build }), 3);
      expect(difference(together[i]!, alone!, alone!.scale)).toBeLessThan(1e-11);
    });
  });

  test("more devices than a group holds, orbits in any order", () => {
    const devices = Array.from({ length: 150 }, (_, i) =>
      parseDevice(paperDevice({ orbitRadius: i % 75 === 3 ? 12 : 10, V: i / 10 })),
    );
    const computed = answers(batchCoefficients(list(devices), { order: 1, build }), 1);
    devices.forEach((device, i) => {
      const { F } = cycleCoefficients(readWith(device, new WasmEngine(device, "spin-symmetric", build)), 1, 1e-10);
      F.forEach((x, k) => expect(Math.abs(x - computed[i]!.F[k]!)).toBeLessThan(1e-10 * computed[i]!.scale[k]!));
    });
  });

  test("angles too far apart for one reference state: a grid that does not see the device", () => {
    const device = parseDevice(paperDevice({ orbitRadius: 100, V: 2 }));
    for (const nodes of [2, 3, 5, 8, 13]) {
      const fast = new WasmEngine(device, "spin-symmetric", build).integrate(3, nodes, 0.3);
      const general = new WasmEngine(device, "spin-resolved", build).integrate(3, nodes, 0.3);
      expect(difference(fast.integrals, general.integrals, general.largest)).toBeLessThan(1e-11);
    }
  });

  test("far from zero energy, far below the temperature, huge repulsion", () => {
    const base = paperDevice({ orbitRadius: 10, V: 6 });
    const shifted = structuredClone(base);
    shifted.epsilonBar = { L: base.epsilonBar.L + 5000, R: base.epsilonBar.R + 5000 };
    shifted.leads.L.mu += 5000;
    shifted.leads.R.mu += 5000;
    const [a, b] = answers(batchCoefficients(list([base, shifted].map((file) => parseDevice(file))), { build }), 3);
    expect(difference(a!, b!, a!.scale)).toBeLessThan(1e-10);

    const cold = parseDevice(paperDevice({ orbitRadius: 2000, V: 2 }));
    const frozen = parseDevice(paperDevice({ orbitRadius: 10, V: 2, U: 1e6 }));
    // double occupation at E_l = -U: exponents that cancel, each far beyond the range of a double
    const resonant = paperDevice({ orbitRadius: 10, V: 2, U: 1500 });
    resonant.epsilonBar = { L: -1500, R: -1500 };
    const colder = paperDevice({ orbitRadius: 10, V: 2 });
    colder.leads.L.T = colder.leads.R.T = 0.02;
    for (const device of [cold, frozen, parseDevice(resonant), parseDevice(colder)]) {
      const fast = new WasmEngine(device, "spin-symmetric", build).integrate(2, 64, 0.1);
      const general = new WasmEngine(device, "spin-resolved", build).integrate(2, 64, 0.1);
      expect(difference(fast.integrals, general.integrals, general.largest)).toBeLessThan(1e-10);
    }
  });
});

test("the builds agree to rounding", () => {
  const device = parseDevice(paperDevice({ orbitRadius: 10, V: 15.42 }));
  const [simd, scalar] = BUILDS.map((build) => answers(batchCoefficients(list([device]), { build }), 3)[0]!);
  expect(difference(simd!, scalar!, simd!.scale)).toBeLessThan(1e-14);
});

describe("what a batch refuses", () => {
  const good = list([parseDevice(paperDevice({ orbitRadius: 10, V: 2 }))]);
  const changed = (at: number, value: number): Float64Array => good.map((x, i) => (i === at ? value : x));

  test.each([
    ["a length that is no multiple", good.subarray(1), /^devices: got 10, allowed: a multiple of 11 numbers/],
    ["NaN", changed(0, NaN), /^devices\[0\]: got \["NaN",/],
    ["a negative temperature", changed(9, -1), /tc and T > 0/],
    ["no lead at all", changed(5, 0).map((x, i) => (i === 6 ? 0 : x)), /Gamma >= 0, not both 0/],
  ])("%s", (_, devices, message) => {
    expect(() => batchCoefficients(devices)).toThrow(message);
  });

  test("order 7 and a tolerance of 0", () => {
    expect(() => batchCoefficients(good, { order: 7 })).toThrow("order: got 7, allowed: an integer from 0 to 6");
    expect(() => batchCoefficients(good, { tolerance: 0 })).toThrow("tolerance: got 0");
  });

  test("the length of a row is as documented", () => expect(good).toHaveLength(BATCH_DEVICE_LENGTH));
});
