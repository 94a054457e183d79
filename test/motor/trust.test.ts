import { describe, expect, test } from "vitest";
import { type DoubleDotFile, parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { Motor } from "../../src/questions/motor.js";
import { difference } from "../compare.js";

const fig2c = paperDevice({ orbitRadius: 10, V: 15.42 });

const both = (device: DoubleDotFile): Motor[] =>
  (["wasm", "typescript"] as const).map((engine) => new Motor(parseDevice(device), { engine }));

const lead = (up: number, down: number) => ({ gamma: { up, down }, mu: 7.71, T: 1 });

/** Polarised leads deep in blockade: the spins relax at exp(-E/T) and every order loses digits. */
const blockaded: [string, DoubleDotFile][] = [
  [
    "radius 100",
    { ...fig2c, orbitRadius: 100, epsilonBar: { L: 64.7, R: 64.7 }, leads: { ...fig2c.leads, L: lead(0.25, 0.1) } },
  ],
  ["centre -60", { ...fig2c, epsilonBar: { L: -60, R: -60 }, U: 200, leads: { ...fig2c.leads, L: lead(0.25, 0.2) } }],
];

describe.each(blockaded)("polarised leads deep in blockade, %s", (_, device) => {
  test("order 0 is known, order 3 is refused: integrals, points and motion alike", () => {
    for (const motor of both(device)) {
      expect(motor.coefficients({ order: 0 }).error).toBeLessThan(1e-10);
      expect([2.6, 3.1, 4.8].every((theta) => motor.frozen({ theta, order: 0 }).error < 1e-10)).toBe(true);
      expect(() => motor.coefficients({ order: 3 })).toThrow(/error .* wanted 1e-10/);
      expect(() => [2.6, 3.1, 4.8].map((theta) => motor.frozen({ theta, order: 3 }))).toThrow(
        /rounding takes the digits of order/,
      );
      const motion = { inertia: 1e6, load: 1, omega0: 0.01, cycles: 2 };
      expect(() => motor.trajectory({ ...motion, order: 3 })).toThrow(/the torque is known to/);
    }
  });
});

test("where a point is given, two engines agree within the error they state", () => {
  const device: DoubleDotFile = {
    ...fig2c,
    epsilonBar: { L: -25, R: -25 },
    U: 200,
    leads: { ...fig2c.leads, L: lead(0.25, 0.2) },
  };
  for (const theta of [2.6, 3.1, 4.8]) {
    const [a, b] = both(device).map((motor) => motor.frozen({ theta, order: 1 }));
    expect(difference(a!, b!, a!.scale)).toBeLessThanOrEqual(10 * (a!.error + b!.error));
  }
});

test("a torque table too coarse for the device's features is refused", () => {
  const narrow = {
    ...fig2c,
    orbitRadius: 1e3,
    leads: { L: { ...fig2c.leads.L, T: 1e-3 }, R: { ...fig2c.leads.R, T: 1e-3 } },
  };
  const [motor] = both(narrow);
  expect(() => motor!.trajectory({ inertia: 1e6, load: 1, omega0: 0.01, cycles: 2 })).toThrow(
    /a torque table .* too coarse/,
  );
});

describe("far from every resonance both engines keep their digits", () => {
  const at = (change: Partial<DoubleDotFile>, T = 1, shift = 0): DoubleDotFile => ({
    ...fig2c,
    ...change,
    leads: {
      L: { ...fig2c.leads.L, mu: 7.71 + shift, T },
      R: { ...fig2c.leads.R, mu: -7.71 + shift, T },
    },
  });
  test.each<[string, DoubleDotFile]>([
    ["radius 200", at({ orbitRadius: 200 })],
    ["radius 200, centre -100", at({ orbitRadius: 200, epsilonBar: { L: -100, R: -100 } })],
    ["centre -100", at({ epsilonBar: { L: -100, R: -100 } })],
    ["T = 0.01", at({}, 0.01)],
    ["T = 0.03", at({}, 0.03)],
    ["mu + 1000", at({}, 1, 1000)],
    ["U = -100", at({ U: -100 })],
    ["tc = 300", at({ tc: 300 })],
    ["tc = 2000", at({ tc: 2000 })],
  ])("%s", (_, device) => {
    const [wasm, typescript] = both(device).map((motor) => motor.coefficients({ order: 3 }));
    expect(
      difference(
        wasm!,
        typescript!,
        wasm!.scale.map((s) => Math.max(s, 1e-60)),
      ),
    ).toBeLessThan(1e-10);
  });
});
