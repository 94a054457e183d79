import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DoubleDotFile, parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { createMotor } from "../../src/questions/create.js";
import { electricalWork } from "../../src/motor/thermodynamics/efficiency.js";
import { exactVelocities } from "../../src/motor/steady/exactVelocities.js";
import { Motor } from "../../src/questions/motor.js";
import { periodicStates } from "../../src/motor/cycle/periodic.js";
import { velocityCurve } from "../../src/motor/cycle/velocityCurve.js";
import { moderateDevice } from "../randomDevice.js";
import { between } from "../randomNumber.js";
import { masterEquation, readWith } from "../../src/master/masterEquation.js";

const SEED = 20261124;

describe("Fig. 2c without an expansion", () => {
  test.each([
    ["fig2c", [0.0031489, 0.023189], [false, true]],
    ["fig2c-frozen", [-0.0579368, -0.0480401, 0.001999, 0.0333473], [false, true, false, true]],
  ])("%s: every steady velocity within 0.3", async (preset, expected, stability) => {
    const motor = await createMotor(preset);
    const { F } = motor.coefficients({ order: 0 });
    const load = F[0]! + 0.05;
    const { velocities, series, from, to } = motor.steady({ order: "exact", load, from: -0.3, to: 0.3 });
    expect([from, to]).toEqual([-0.3, 0.3]);
    expect(velocities.map(({ omega }) => Number(omega.toFixed(7)))).toEqual(expected);
    expect(velocities.map(({ stable }) => stable)).toEqual(stability);
    for (const { omega, mode, work, valid, velocityRatio, omegaError } of velocities) {
      expect(mode).toBe(omega > 0 ? "motor" : "pump");
      expect(work).toBe(Math.sign(omega) * load);
      expect(valid).toBe(true);
      expect(velocityRatio).toBeCloseTo(Math.abs(omega) / 0.05, 12);
      expect(omegaError).toBeLessThan(1e-8);
    }
    // the plain engine, by another method, has the torque at the load there
    const states = periodicStates(readWith(motor.device, new ReferenceEngine(motor.device)), expected, 1e-8);
    for (const state of states) expect(state.F).toBeCloseTo(load, 5);
    // of the three roots of the third order only the unstable one exists
    const third = series.find(({ order }) => order === 3)!.velocities;
    expect(third.map(({ exact }) => exact !== null)).toEqual([false, true, false]);
    expect(third[1]!.exact).toBe(velocities.find(({ omega, stable }) => omega > 0 && !stable)!.omega);
    expect(series.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe("steady velocities of any device", () => {
  test(`a dense scan finds none that is missing, and the solver confirms every one (seed ${SEED})`, () => {
    fc.assert(
      fc.property(moderateDevice("unpolarised"), between(0.05, 0.95), (device, part) => {
        const engine = new WasmEngine(device);
        const reach = 10 * masterEquation.read(device, {}).scales.maximalVelocity;
        const scan = Array.from({ length: 81 }, (_, i) => (i - 40) / 40).map((x) => reach * x ** 3);
        const states = periodicStates(readWith(device, engine), scan, 1e-8);
        const values = states.map(({ F }) => F);
        const load = Math.min(...values) + part * (Math.max(...values) - Math.min(...values));
        const electrons = readWith(device, engine);
        const roots = exactVelocities(electrons, velocityCurve(electrons, {}, 1e-10), load, 1e-10);
        for (const { omega, state, stable, slope, omegaError } of roots) {
          expect(Math.abs(state.F - load)).toBeLessThan(2e-9 * state.scale);
          expect(stable).toBe(slope < 0);
          expect(omegaError * Math.abs(slope)).toBeLessThan(2e-9 * state.scale);
          expect(Math.abs(omega)).toBeLessThanOrEqual(reach * 1.001);
        }
        for (let i = 1; i < scan.length; i++) {
          const between = roots.filter(({ omega }) => omega > scan[i - 1]! && omega <= scan[i]!).length;
          const crosses = values[i - 1]! > load !== values[i]! > load;
          expect(between % 2 === 1).toBe(crosses);
        }
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  test("slow, the series and the exact solution have the same root", async () => {
    const motor = await createMotor("fig2a");
    const { velocities, series } = motor.steady({ order: "exact", loadRatio: 0.999 });
    expect(velocities).toHaveLength(1);
    const [root] = series[2]!.velocities.filter(({ exact }) => exact !== null);
    expect(root!.exact).toBe(velocities[0]!.omega);
    expect(root!.omega / velocities[0]!.omega).toBeCloseTo(1, 4);
  });

  test("at the stalling load the rotor stands, without a load it idles", async () => {
    const motor = await createMotor("fig4a-10");
    expect(motor.steady({ order: "exact", loadRatio: 1 }).velocities).toMatchObject([
      { omega: 0, mode: "standing", work: 0 },
    ]);
    expect(motor.steady({ order: "exact", loadRatio: 0 }).velocities.map(({ mode }) => mode)).toEqual(["idle"]);
  });

  test("beyond the memory of the leads a velocity is found and not valid", async () => {
    const motor = await createMotor("fig2c");
    const { velocities } = motor.steady({ order: "exact", loadRatio: 0.5 });
    expect(velocities.length).toBeGreaterThan(0);
    for (const { omega, valid } of velocities)
      expect(valid).toBe(Math.abs(omega) <= motor.electrons.scales.markovianVelocity);
    expect(velocities.some(({ valid }) => !valid)).toBe(true);
  });

  test("polarised leads in blockade: the roots stand alone where there is no expansion", () => {
    const device = paperDevice({ orbitRadius: 10, V: 15.42, U: 200 });
    device.epsilonBar = { L: -30, R: -30 };
    device.leads.L.gamma = { up: 0.25, down: 0.2 };
    const motor = new Motor(parseDevice(device), { tolerance: 1e-8 });
    const [state] = motor.periodic({ omega: [1e-3] });
    const { series, velocities } = motor.steady({ order: "exact", load: state!.F, from: 0, to: 2e-3 });
    expect(series.length).toBeLessThan(6);
    expect(velocities.some(({ omega }) => Math.abs(omega / 1e-3 - 1) < 1e-3)).toBe(true);
    // the spins relax at 1e-7 and less: there are steady velocities of that size, which no expansion sees
    const slow = velocities.filter(({ omega }) => Math.abs(omega) < 1e-6);
    expect(slow.length).toBeGreaterThan(0);
    for (const again of motor.periodic({ omega: slow.map(({ omega }) => omega) })) {
      expect(Math.abs(again.F - state!.F)).toBeLessThan(1e-8 * again.scale);
    }
  });

  test("bad input is refused, and what has no answer says so", async () => {
    const motor = await createMotor("fig2c");
    expect(() => motor.steady({ order: "exact", load: 1, from: 0.5, to: 0.5 })).toThrow(
      /^from: got 0.5, allowed: a velocity below/,
    );
    expect(() => motor.steady({ order: "exact", load: 1, to: NaN })).toThrow("to: got NaN, allowed: a finite number");
    const point = await createMotor(paperDevice({ orbitRadius: 0, V: 2 }));
    expect(() => point.steady({ order: "exact", load: 0 })).toThrow(/C_F varies by 0.0e\+0 only in the range/);
    expect(point.steady({ order: "exact", load: 1 }).velocities).toEqual([]);
  });
});

describe("efficiencies without an expansion", () => {
  test.each(["fig4a-10", "fig4a-20", "fig4b-20"])("%s: the first law per cycle, the second law", async (preset) => {
    const motor = await createMotor(preset);
    for (const row of motor.efficiency({ loadRatio: [0.3, 0.7, 1.3], order: "exact" })) {
      if (row.omega === null || row.omega === 0) continue;
      const heat = Object.values(row.heatPerCycle!).reduce((sum, Q) => sum + Q, 0);
      const input = electricalWork(motor.electrons, row.chargePerCycle!);
      // Q_J + Q_I dV + W_ext = 0
      expect(heat + input + row.work!).toBeCloseTo(0, 6);
      expect(row.efficiency).toBeGreaterThanOrEqual(0);
      expect(row.efficiency).toBeLessThanOrEqual(row.carnot!);
    }
  });

  test("slow, they are those of the series", async () => {
    const motor = await createMotor("fig4a-50");
    const [exact] = motor.efficiency({ loadRatio: [0.98], order: "exact" });
    const [series] = motor.efficiency({ loadRatio: [0.98], order: 3 });
    expect(exact!.mode).toBe(series!.mode);
    expect(exact!.efficiency! / series!.efficiency!).toBeCloseTo(1, 4);
  });
});

test("small orbits: the one root, or the reason why rounding hides it", async () => {
  const at = (orbitRadius: number): DoubleDotFile => ({
    ...paperDevice({ orbitRadius, V: 15.42 }),
    epsilonBar: { L: 1.07, R: 1.07 },
  });
  const root = (await createMotor(at(1e-2))).steady({ order: "exact", load: 0 }).velocities;
  expect(root).toHaveLength(1);
  const smaller = (await createMotor(at(1e-3))).steady({ order: "exact", load: 0 }).velocities;
  expect(smaller).toHaveLength(1);
  expect(smaller[0]!.omega / root[0]!.omega).toBeCloseTo(1, 4);
  for (const radius of [1e-5, 1e-6, 1e-9]) {
    const motor = await createMotor(at(radius));
    expect(() => motor.steady({ order: "exact", load: 0 })).toThrow(/told from rounding|cannot be told apart/);
  }
});

test("stability is the sign of C_F on either side of a root", async () => {
  const motor = await createMotor("fig2c-frozen");
  const load = motor.coefficients({ order: 0 }).F[0]! + 0.05;
  for (const { omega, stable } of motor.steady({ order: "exact", load }).velocities) {
    const [below, above] = motor.periodic({ omega: [omega - 1e-4, omega + 1e-4] }).map(({ F }) => F - load);
    expect(Math.sign(below!)).toBe(stable ? 1 : -1);
    expect(Math.sign(above!)).toBe(stable ? -1 : 1);
  }
});
