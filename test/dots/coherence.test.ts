import { describe, expect, test } from "vitest";
import { asDots } from "../../src/device/asDots.js";
import { type DeviceFile, parseDevice } from "../../src/device/parse.js";
import type { DotsFile } from "../../src/device/parseDots.js";
import { paperDevice } from "../../src/device/presets.js";
import type { Device } from "../../src/device/device.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { Motor } from "../../src/questions/motor.js";
import { warnings as warningsOf } from "../../src/master/warnings.js";
import { masterEquation } from "../../src/master/masterEquation.js";

/** What people read. */
const warnings = (device: Device): string[] => warningsOf(device).map(({ message }) => message);

const lead = (orbital: string, rate: number | { up: number; down: number } = 0.2) => ({
  gamma: { [orbital]: rate },
  mu: 0,
  T: 1,
});

/** Three dots around, or in a row where `closed` is not. */
const triple = (closed: boolean, extra: Partial<DotsFile> = {}): DotsFile => ({
  model: "dots",
  spinless: true,
  orbitals: { a: { energy: 1 }, b: { energy: 1 }, c: { energy: 1 } },
  hopping: [
    { between: ["a", "b"], amplitude: -1 },
    { between: ["b", "c"], amplitude: -1 },
    ...(closed ? [{ between: ["a", "c"] as [string, string], amplitude: -1 }] : []),
  ],
  leads: { A: lead("a"), B: lead("b"), C: lead("c") },
  ...extra,
});

describe("what lowest-order rates leave out", () => {
  test("the paper's machine is inside the theory", () => {
    expect(warnings(parseDevice(paperDevice({ orbitRadius: 10, V: 15.42 })))).toEqual([]);
  });

  test("weak hopping: the orbitals come closer than the rates are wide", () => {
    const device: DeviceFile = { ...paperDevice({ orbitRadius: 10, V: 2 }), tc: 0.1 };
    expect(warnings(parseDevice(device))).toEqual([
      expect.stringMatching(
        /^coherences are left out: two states .* come within 1\.0e-1 .* and 1 more pairs$|^coherences/,
      ),
    ]);
  });

  test("rates that are not small against the temperature", () => {
    const device = paperDevice({ orbitRadius: 10, V: 2 });
    device.leads.L.gamma = 3;
    expect(warnings(parseDevice(device))[0]).toMatch(/^Gamma = 3\.25 is not small against T = 1/);
  });

  test("a ring of equal dots has no rates without coherences; a row has", () => {
    expect(() => new WasmEngine(parseDevice(triple(true)))).toThrow(/coincide at every angle/);
    expect(new WasmEngine(parseDevice(triple(false))).frozen(0.3, 0).p[0]).toHaveLength(8);
  });

  test("two doublets of three electrons on blocked dots: leads reach both together", () => {
    const file = triple(false, {
      spinless: false,
      coulomb: { intra: { a: "infinite", b: "infinite", c: "infinite" } },
    });
    expect(() => new WasmEngine(parseDevice(file))).toThrow(
      /3 electrons coincide at every angle and leads reach both:/,
    );
  });

  test("levels of one block that cross where hopping vanishes", () => {
    const crossing: DotsFile = {
      model: "dots",
      spinless: true,
      orbitals: { a: { energy: { cos: [2], sin: [0, 0.3] } }, b: { energy: { cos: [-2], sin: [0, 0.1] } } },
      hopping: [{ between: ["a", "b"], amplitude: { cos: [1] } }],
      leads: { A: lead("a"), B: lead("b") },
    };
    expect(() => new WasmEngine(parseDevice(crossing)).frozen(Math.PI / 2, 1)).toThrow(
      /two levels that hopping mixes cross/,
    );
  });

  test("copies are told apart as the leads do: pairs of opposite spins, unpolarised or polarised", () => {
    // leads that touch both dots: with unpolarised ones singlet and triplet are the states, and lumping finds the triplet
    const file = asDots(parseDevice(paperDevice({ orbitRadius: 10, V: 2 })));
    for (const rate of [0.25, { up: 0.3, down: 0.1 }]) {
      file.leads.L!.gamma = { L: rate, R: typeof rate === "number" ? 0.1 : { up: 0.05, down: 0.1 } };
      const { p, F } = new WasmEngine(parseDevice(file)).frozen(0.4, 1);
      expect(p[0]!.every((x) => x >= 0)).toBe(true);
      const reference = new ReferenceEngine(parseDevice(file)).frozen(0.4, 1);
      F.forEach((x, k) => expect(x / reference.F[k]!).toBeCloseTo(1, 9));
    }
  });
});

describe("paths", () => {
  const N = 64;
  const energy = (theta: number): number => 1 + 6 * Math.cos(theta) - 1.5 * Math.sin(2 * theta);
  const device = (energy: DotsFile["orbitals"][string]["energy"]): DeviceFile => ({
    model: "dots",
    spinless: true,
    orbitals: { a: { energy }, b: { energy: { sin: [4] } } },
    hopping: [{ between: ["a", "b"], amplitude: -3 }],
    leads: { A: lead("a"), B: { ...lead("b"), mu: 1 } },
  });
  const sampled = (n: number, f: (theta: number) => number) =>
    parseDevice(device({ samples: Array.from({ length: n }, (_, j) => f((2 * Math.PI * j) / n)) }));
  const F = (d: ReturnType<typeof parseDevice>): number[] => new WasmEngine(d).integrate(2, N, 0).integrals.F;

  test.each([5, 8, 31, 256])("%d samples of a smooth path are the path", (n) => {
    const exact = F(parseDevice(device({ const: 1, cos: [6], sin: [0, -1.5] })));
    F(sampled(n, energy)).forEach((x, k) => expect(x / exact[k]!).toBeCloseTo(1, 10));
    if (n > 8) expect(warnings(sampled(n, energy))).toEqual([]);
  });

  test("samples that do not resolve the path are reported", () => {
    const kinked = sampled(64, (theta) => 6 * Math.abs(Math.sin(theta / 2)));
    expect(warnings(kinked)[0]).toMatch(/^orbitals\.a\.energy: its upper harmonics are still .* give more of them/);
  });

  test("two windings are twice one", () => {
    const once = F(parseDevice(device({ const: 1, cos: [6] })));
    const twice = parseDevice({
      ...device({ const: 1, cos: [0, 6] }),
      orbitals: { a: { energy: { const: 1, cos: [0, 6] } }, b: { energy: { sin: [0, 4] } } },
    });
    expect(masterEquation.read(twice, {}).scales.maximalVelocity).toBeCloseTo(
      masterEquation.read(parseDevice(device({ const: 1, cos: [6] })), {}).scales.maximalVelocity / 2,
      12,
    );
    // the torque doubles with dE/dtheta; each order brings another d/dtheta
    new WasmEngine(twice)
      .integrate(2, 2 * N, 0)
      .integrals.F.forEach((x, k) => expect(x / once[k]! / 2 ** (k + 1)).toBeCloseTo(1, 8));
  });
});

describe("what an outside check found", () => {
  const pair = (U: number | "infinite", extra: Partial<DotsFile> = {}): DotsFile => ({
    model: "dots",
    orbitals: { L: { energy: { cos: [3] } }, R: { energy: { sin: [3] } } },
    hopping: [{ between: ["L", "R"], amplitude: -2 }],
    coulomb: { intra: { L: U, R: U }, inter: [{ between: ["L", "R"], U: 3 }] },
    leads: { A: lead("L"), B: { ...lead("R"), mu: 1 } },
    ...extra,
  });

  test("repulsion so large that it takes the digits of the rest is refused; below, it is as good as infinite", () => {
    const infinite = new WasmEngine(parseDevice(pair("infinite"))).frozen(0.3, 1).F;
    new WasmEngine(parseDevice(pair(1e5)))
      .frozen(0.3, 1)
      .F.forEach((x, k) => expect(x / infinite[k]!).toBeCloseTo(1, 4));
    for (const U of [2e6, 1e12, 1e300]) {
      expect(() => new WasmEngine(parseDevice(pair(U)))).toThrow(/coulomb.intra.L: got .*"infinite" for U'/);
    }
  });

  test("an avoided crossing too narrow for any grid is refused, wherever it lies", () => {
    const narrow = (t: number): DeviceFile => ({
      model: "dots",
      spinless: true,
      orbitals: { a: { energy: { const: 20, cos: [200] } }, b: { energy: { const: 20, sin: [200] } } },
      hopping: [{ between: ["a", "b"], amplitude: -t }],
      leads: { A: lead("a"), B: lead("b") },
    });
    for (const tolerance of [1e-10, 1e-4]) {
      const motor = new Motor(parseDevice(narrow(1e-6)), { tolerance });
      expect(() => motor.coefficients({ order: 2 })).toThrow(/the grid is exhausted/);
    }
  });

  test.each([0, 0.2, 0.5, 1, 1.5])("a narrow crossing is warned of wherever it lies: offset %d", (offset) => {
    const device: DeviceFile = {
      model: "dots",
      spinless: true,
      orbitals: { a: { energy: { cos: [10] } }, b: { energy: { const: offset, sin: [10] } } },
      hopping: [{ between: ["a", "b"], amplitude: -0.01 }],
      leads: { A: lead("a", 0.25), B: lead("b", 0.25) },
    };
    expect(warnings(parseDevice(device))).toEqual([expect.stringMatching(/come within 2\.0e-2 at theta/)]);
  });

  test("a point of the path that cannot be computed is a warning, not the end", () => {
    const device = parseDevice({
      model: "dots",
      spinless: true,
      orbitals: { a: { energy: { cos: [2], sin: [0, 0.3] } }, b: { energy: { cos: [-2], sin: [0, 0.1] } } },
      hopping: [{ between: ["a", "b"], amplitude: { cos: [1] } }],
      leads: { A: lead("a"), B: lead("b") },
    });
    expect(warnings(device)[0]).toMatch(/two levels that hopping mixes cross/);
    expect(new Motor(device).frozen({ theta: 0.3, order: 0 }).error).toBeLessThan(1e-10);
  });
});
