import { describe, expect, test } from "vitest";
import { withBias } from "../../src/device/device.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { createMotor } from "../../src/motor/create.js";
import { equilibria } from "../../src/motor/equilibria.js";
import { Motor } from "../../src/motor/motor.js";

const radius10 = (): Promise<Motor> => createMotor(paperDevice({ orbitRadius: 10, V: 2 }));

/** An orbit on which the rotor can stand at one angle only. */
const oneWell = (): Promise<Motor> => {
  const device = paperDevice({ orbitRadius: 5, V: 2 });
  return createMotor({ ...device, epsilonBar: { L: -3 + 5 / Math.SQRT2, R: -6 + 5 / Math.SQRT2 } });
};

describe("where a rotor can stand", () => {
  test("the frozen torque meets the external one, wells and barriers taking turns", async () => {
    const { engine } = await radius10();
    const load = 2;
    const profile = Array.from({ length: 32 }, (_, i) => Math.sin((Math.PI * i) / 16));
    const found = equilibria(engine, load, { friction: 0.5, profile }, 512);
    expect(found.length).toBeGreaterThan(1);
    expect(found.filter(({ stable }) => stable)).toHaveLength(found.length / 2);
    for (const [i, { theta, stable, friction }] of found.entries()) {
      const { F } = engine.frozen(theta, 1);
      expect(F[0]! - load / (2 * Math.PI) - Math.sin(theta)).toBeCloseTo(0, 5);
      expect(friction).toBeCloseTo(0.5 - F[1]!, 12);
      expect(stable).not.toBe(found[(i + 1) % found.length]!.stable);
    }
  });

  test("nowhere, where the load is larger than any torque", async () => {
    expect(equilibria((await radius10()).engine, 100, { friction: 0 }, 512)).toEqual([]);
  });
});

describe("the critical voltage", () => {
  test.each([0.5, 1])("a heavy rotor turns where C_F(0) meets the load %d", async (load) => {
    const motor = await radius10();
    const results = [1e5, 1e7].map((inertia) => motor.criticalVoltage({ load, inertia, highest: 6 }));
    const { stall } = results[0]!;
    const atStall = new Motor(withBias(motor.device, stall!)).coefficients({ order: 0 }).F[0]!;
    expect(atStall).toBeCloseTo(load, 6);
    const excess = results.map(({ turning }) => turning! - stall!);
    expect(excess[1]!).toBeGreaterThan(0);
    // the dissipation of the slowest turning goes as its velocity, and that as I^(-1/2)
    expect(excess[0]! / excess[1]!).toBeCloseTo(10, -0.5);
  });

  test.each([1e3, 1e4])("trajectories stop below and turn above it, I = %d", async (inertia) => {
    const motor = await radius10();
    const { turning, stall } = motor.criticalVoltage({ load: 0, inertia, highest: 6 });
    expect(stall).toBe(0);
    const outcome = (V: number): string =>
      new Motor(withBias(motor.device, V)).trajectory({ full: true, inertia, load: 0, omega0: 0.1, cycles: 2000 })
        .outcome;
    expect(outcome(0.98 * turning!)).toBe("trapped");
    expect(outcome(1.02 * turning!)).toBe("settled");
  });

  test("friction raises it", async () => {
    const motor = await radius10();
    const [free, braked] = [0, 5].map((friction) =>
      motor.criticalVoltage({ load: 0, inertia: 1e4, highest: 6, friction }),
    );
    expect(braked!.turning!).toBeGreaterThan(free!.turning!);
  });

  test("null where the device never turns, or no inertia is given", async () => {
    const motor = await radius10();
    expect(motor.criticalVoltage({ load: 60, inertia: 1e4, highest: 4 })).toMatchObject({ stall: null, turning: null });
    expect(motor.criticalVoltage({ load: 0.5, highest: 6 })).toMatchObject({ inertia: null, turning: null });
    expect(motor.criticalVoltage({ load: 0.5, inertia: 1e4, highest: 1 })).toMatchObject({ turning: null });
  });

  test.each<[object, string]>([
    [{ load: NaN }, "load: got NaN, allowed: a finite number"],
    [{ inertia: 0 }, "inertia: got 0, allowed: a finite number > 0"],
    [{ highest: -1 }, "highest: got -1, allowed: a finite number > 0"],
    [{ friction: -1 }, "friction: got -1, allowed: a finite number >= 0"],
  ])("refuses %o", async (change, message) => {
    const motor = await radius10();
    expect(() => motor.criticalVoltage({ load: 0, inertia: 1e4, ...change })).toThrow(message);
  });
});

describe("hysteresis", () => {
  test("a rising bias starts the rotor later than a falling one stops it", async () => {
    const motor = await oneWell();
    const given = { inertia: 3e3, load: 0.2 };
    const { points, starts, stops } = motor.hysteresis({
      sweep: "bias",
      values: [4, 7, 10, 13],
      ...given,
      cycles: 200,
      tolerance: 1e-7,
    });
    expect(points.map(({ turning }) => turning)).toEqual([false, false, false, true, true, true, false, false]);
    expect(points.every(({ turning, omegaMean }) => turning === omegaMean > 0)).toBe(true);
    expect(starts!).toBeGreaterThan(stops! + 3);
    // the falling branch ends where the slowest turning ends
    const { turning } = motor.criticalVoltage({ ...given, highest: 12 });
    expect(stops!).toBeCloseTo(turning!, 1);
  });

  test("a load too large to stand against starts the rotor, a smaller one keeps it turning", async () => {
    const motor = await radius10();
    const { starts, stops, points } = motor.hysteresis({
      sweep: "load",
      values: [-60, -40, -20, 0, 20],
      inertia: 1e4,
      friction: 20,
      cycles: 50,
    });
    expect(points[0]).toMatchObject({ value: -60, branch: "up", turning: true });
    // statics: the rotor starts where the load passes the largest torque against it
    const F = Array.from({ length: 720 }, (_, i) => motor.frozen((Math.PI * i) / 360, 0).F[0]!);
    expect(starts!).toBeCloseTo(2 * Math.PI * Math.min(...F), -0.5);
    expect(stops!).toBeGreaterThan(starts! + 20);
  });

  test.each<[object, string]>([
    [{ values: [1] }, "values: got [1], allowed: two finite numbers at least, ascending"],
    [{ values: [2, 1] }, "values: got [2,1], allowed: two finite numbers at least, ascending"],
    [{ values: [1, NaN] }, "values: got [1,null], allowed: two finite numbers at least, ascending"],
    [{ sweep: "tc" }, 'sweep: got "tc", allowed: bias, load'],
    [{ inertia: NaN }, "inertia: got NaN, allowed: a finite number > 0"],
    [{ cycles: 0 }, "cycles: got 0, allowed: an integer >= 1"],
  ])("refuses %o", async (change, message) => {
    const motor = await radius10();
    const options = { sweep: "bias", values: [1, 2], inertia: 1e4, ...change } as const;
    expect(() => motor.hysteresis(options)).toThrow(message);
  });
});

test("a symmetric bias keeps the mean electrochemical potential", () => {
  const device = parseDevice(paperDevice({ orbitRadius: 10, V: 3 }));
  const shifted = { ...device, leads: [{ ...device.leads[0], mu: 5 }, device.leads[1]] as const };
  expect(withBias(shifted, 2).leads.map(({ mu }) => mu)).toEqual([2.75, 0.75]);
});
