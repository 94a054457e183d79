import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Device } from "../../src/device/device.js";
import { withBias } from "../../src/device/description.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { createMotor } from "../../src/questions/create.js";
import { equilibria } from "../../src/motor/steady/standingAngles.js";
import { Motor } from "../../src/questions/motor.js";
import narrow from "../cases/10-critical-narrow.json" with { type: "json" };
import signs from "../cases/09-critical-sign.json" with { type: "json" };
import { randomDots } from "../randomDots.js";

const radius10 = (): Promise<Motor> => createMotor(paperDevice({ orbitRadius: 10, V: 2 }));

/** An orbit on which the rotor can stand at one angle only. */
const oneWell = (): Promise<Motor> => {
  const device = paperDevice({ orbitRadius: 5, V: 2 });
  return createMotor({ ...device, epsilonBar: { L: -3 + 5 / Math.SQRT2, R: -6 + 5 / Math.SQRT2 } });
};

describe("where a rotor can stand", () => {
  test("the frozen torque meets the external one, wells and barriers taking turns", async () => {
    const { electrons } = await radius10();
    const load = 2;
    const profile = Array.from({ length: 32 }, (_, i) => Math.sin((Math.PI * i) / 16));
    const found = equilibria(electrons, load, { friction: 0.5, profile }, 512);
    expect(found.length).toBeGreaterThan(1);
    expect(found.filter(({ stable }) => stable)).toHaveLength(found.length / 2);
    for (const [i, { theta, stable, friction }] of found.entries()) {
      const { F } = electrons.frozen(theta, 1);
      expect(F[0]! - load / (2 * Math.PI) - Math.sin(theta)).toBeCloseTo(0, 5);
      expect(friction).toBeCloseTo(0.5 - F[1]!, 12);
      expect(stable).not.toBe(found[(i + 1) % found.length]!.stable);
    }
  });

  test("nowhere, where the load is larger than any torque", async () => {
    expect(equilibria((await radius10()).electrons, 100, { friction: 0 }, 512)).toEqual([]);
  });
});

describe("the critical voltage", () => {
  test.each([0.5, 1])("a heavy rotor turns where C_F(0) meets the load %d", async (load) => {
    const motor = await radius10();
    const results = [1e5, 1e7].map((inertia) => motor.critical({ load, inertia, highest: 6 }));
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
    const { turning, stall } = motor.critical({ load: 0, inertia, highest: 6 });
    expect(stall).toBe(0);
    const outcome = (V: number): string =>
      new Motor(withBias(motor.device, V)).trajectory({ full: true, inertia, load: 0, omega0: 0.1, cycles: 2000 })
        .outcome;
    expect(outcome(0.98 * turning!)).toBe("trapped");
    expect(outcome(1.02 * turning!)).toBe("settled");
  });

  test("friction raises it", async () => {
    const motor = await radius10();
    const [free, braked] = [0, 5].map((friction) => motor.critical({ load: 0, inertia: 1e4, highest: 6, friction }));
    expect(braked!.turning!).toBeGreaterThan(free!.turning!);
  });

  test("null where the device never turns, or no inertia is given", async () => {
    const motor = await radius10();
    expect(motor.critical({ load: 60, inertia: 1e4, highest: 4 })).toMatchObject({ stall: null, turning: null });
    expect(motor.critical({ load: 0.5, highest: 6 })).toMatchObject({ inertia: null, turning: null });
    expect(motor.critical({ load: 0.5, inertia: 1e4, highest: 1 })).toMatchObject({ turning: null });
  });

  test.each<[object, string]>([
    [{ load: NaN }, "load: got NaN, allowed: a finite number"],
    [{ inertia: 0 }, "inertia: got 0, allowed: a finite number > 0"],
    [{ highest: -1 }, "highest: got -1, allowed: a finite number > 0"],
    [{ friction: -1 }, "friction: got -1, allowed: a finite number >= 0"],
  ])("refuses %o", async (change, message) => {
    const motor = await radius10();
    expect(() => motor.critical({ load: 0, inertia: 1e4, ...change })).toThrow(message);
  });
});

/** C_F(0) at a bias. */
const workAt = (device: Device, V: number): number => new Motor(withBias(device, V)).coefficients({ order: 0 }).F[0]!;

describe("windows of bias in which a heavy rotor turns", () => {
  const highest = [5, 12, 40];

  test.each(highest)("C_F(0) that changes its sign with the bias: the first one counts, up to %d", (V) => {
    const load = 0.13693065620127337;
    const { stall, stallError, windows } = new Motor(parseDevice(signs)).critical({ load, highest: V });
    expect(Math.abs(stall! - 1.8344723319)).toBeLessThan(1e-10);
    expect(stallError!).toBeLessThan(1e-9);
    expect(windows.map(({ direction, mode }) => [direction, mode])).toEqual(
      [
        ["backwards", "pump"],
        ["forwards", "motor"],
        ["backwards", "pump"],
      ].slice(0, V < 8 ? 2 : 3),
    );
    expect(windows[0]).toMatchObject({ from: 0, fromError: 0, to: stall, toError: stallError });
    expect(windows.at(-1)).toMatchObject({ to: null, toError: null });
  });

  test.each(highest)("a maximum of C_F(0) a tenth of T wide is not stepped over, up to %d", (V) => {
    const load = -0.11977438515034362;
    const { stall, windows } = new Motor(parseDevice(narrow)).critical({ load, highest: V });
    expect(Math.abs(stall! - 3.98102434)).toBeLessThan(1e-8);
    expect(windows.map(({ direction }) => direction)).toEqual(["forwards", "backwards", "forwards"]);
    expect(windows[1]!.to! - windows[1]!.from).toBeCloseTo(0.1164317, 6);
  });

  const SEED = 20270303;
  test(`every window of random devices, by a fine scan (seed ${SEED})`, () => {
    const dots = [true, true, false].flatMap((spinless, i) =>
      fc.sample(randomDots({ orbitals: 2, leads: 2, spinless, sameTemperatures: i === 0 }), {
        seed: SEED + i,
        numRuns: 1,
      }),
    );
    const SCAN = 80;
    const HIGHEST = 8;
    for (const device of dots) {
      const at = (i: number): number => (HIGHEST * i) / SCAN;
      const work = Array.from({ length: SCAN + 1 }, (_, i) => workAt(device, at(i)));
      // a load that C_F(0) takes where it hardly changes: between two of its values next to an extremum, or in the middle
      const extremum = work.slice(1, -1).find((w, i) => (w - work[i]!) * (w - work[i + 2]!) > 0);
      const load = 0.99 * (extremum ?? work[SCAN / 2]!);
      const expected: number[] = [];
      for (let i = 0; i < SCAN; i++) {
        if (work[i]! > load === work[i + 1]! > load) continue;
        let [low, high] = [at(i), at(i + 1)];
        for (let n = 0; n < 34; n++) {
          const middle = (low + high) / 2;
          if (workAt(device, middle) > load === work[i]! > load) low = middle;
          else high = middle;
        }
        expected.push(high);
      }
      expect(expected.length).toBeGreaterThan(0);
      for (const V of [0.6 * HIGHEST, HIGHEST]) {
        const { stall, windows } = new Motor(device).critical({ load, highest: V });
        const inside = expected.filter((edge) => edge < V);
        expect(windows).toHaveLength(inside.length + 1);
        expect(stall).toBe(windows[0]!.to);
        windows.forEach(({ from, fromError, to, direction }, i) => {
          expect(Math.abs(from - (inside[i - 1] ?? 0))).toBeLessThan(fromError + 1e-8);
          const middle = (from + (to ?? V)) / 2;
          expect(direction).toBe(workAt(device, middle) > load ? "forwards" : "backwards");
        });
      }
    }
  });

  test("without load, at one temperature, the first window begins without a bias", () => {
    const { first, stall, stallError, windows } = new Motor(parseDevice(signs)).critical({
      load: 0,
      highest: 5,
    });
    expect({ first, stall }).toEqual({ first: "a", stall: 0 });
    expect(windows).toEqual([
      { from: 0, fromError: stallError, to: null, toError: null, direction: "forwards", mode: "idle" },
    ]);
  });

  test("temperatures alone turn it, in a window from no bias on that a bias ends", () => {
    const device = parseDevice(signs);
    const [a, b] = device.leads;
    const heated = { ...device, leads: [{ ...a, T: 1 }, b] } as unknown as Device;
    const drive = workAt(heated, 0);
    const { windows } = new Motor(heated).critical({ load: drive / 2, highest: 8 });
    expect(windows[0]).toMatchObject({ from: 0, mode: "motor", direction: drive > 0 ? "forwards" : "backwards" });
  });

  test("a load that C_F(0) only touches within its error makes no window", () => {
    const motor = new Motor(parseDevice(narrow));
    const peak = motor.critical({ load: -0.11977438515034362, highest: 5 }).windows[1]!;
    // the extremum, where the middles of narrower and narrower windows lie
    let [low, high] = [peak.from, peak.to!];
    for (let n = 0; n < 40; n++) {
      const [x, y] = [low + (high - low) / 3, high - (high - low) / 3];
      if (workAt(motor.device, x) < workAt(motor.device, y)) high = y;
      else low = x;
    }
    const load = workAt(motor.device, low);
    const { stall, stallError, windows, resolution } = motor.critical({ load, highest: 5 });
    expect(windows.map(({ direction }) => direction)).toEqual(["forwards"]);
    expect(Math.abs(stall! - low)).toBeLessThan(stallError!);
    expect(resolution).toBeLessThan(1e-6);
  });

  test("the work against a profile counts as load", async () => {
    const motor = await radius10();
    const loadProfile = (theta: number): number => 0.1 + Math.sin(theta);
    const [plain, shaped] = [{ load: 0.5 + 0.2 * Math.PI }, { load: 0.5, loadProfile }].map((options) =>
      motor.critical({ ...options, highest: 6 }),
    );
    expect(shaped!.stall).toBeCloseTo(plain!.stall!, 10);
  });
});

describe("windows of bias in which a light rotor comes around", () => {
  test("both directions, where trajectories say so, whatever the highest bias", () => {
    const motor = new Motor(parseDevice(signs));
    const given = { load: 0, inertia: 2e4 };
    const { turning, turningError, turningWindows } = motor.critical({ ...given, highest: 12.2 });
    expect(turningWindows!.map(({ direction, to }) => [direction, to === null])).toEqual([
      ["forwards", false],
      ["backwards", true],
    ]);
    expect(turning).toBe(turningWindows![0]!.from);
    expect(turningError!).toBeLessThan(1e-6);
    const shorter = motor.critical({ ...given, highest: 0.9 });
    expect(shorter.turningWindows).toHaveLength(1);
    expect(shorter.turning!).toBeCloseTo(turning!, 6);
    for (const { from, to, direction } of turningWindows!) {
      const omega0 = direction === "forwards" ? 1e-8 : -1e-8;
      for (const [edge, inside] of [
        [from, 1],
        [to, -1],
      ] as const) {
        if (edge === null) continue;
        for (const side of [-1, 1]) {
          const biased = new Motor(withBias(motor.device, edge + side * 1e-4));
          const tops = equilibria(biased.electrons, 0, { friction: 0 }, 256).filter(({ stable }) => !stable);
          const around = tops.some(
            ({ theta }) =>
              biased.trajectory({ full: true, ...given, theta0: theta, omega0, cycles: 1 }).cycles.length === 1,
          );
          expect(around).toBe(side === inside);
        }
      }
    }
  });

  test("a reflected device turns the other way", () => {
    const mirror = structuredClone(signs);
    for (const { energy } of Object.values(mirror.orbitals)) energy.sin = energy.sin.map((sin) => -sin);
    const [plain, mirrored] = [signs, mirror].map((device, i) =>
      new Motor(parseDevice(device)).critical({ load: i === 0 ? 0.1 : -0.1, inertia: 1e3, highest: 4 }),
    );
    const turned = { forwards: "backwards", backwards: "forwards" };
    expect(mirrored!.turning!).toBeCloseTo(plain!.turning!, 6);
    expect(mirrored!.turningWindows!.map(({ direction }) => direction)).toEqual(
      plain!.turningWindows!.map(({ direction }) => turned[direction]),
    );
    // what the load does without a bias is not the device's doing
    expect(plain!.turningWindows![0]).toMatchObject({ from: 0, direction: "backwards", mode: "pump" });
    expect(plain!.turning!).toBeGreaterThan(plain!.stall!);
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
      stepError: 1e-7,
    });
    expect(points.map(({ turning }) => turning)).toEqual([false, false, false, true, true, true, false, false]);
    expect(points.every(({ turning, omegaMean }) => turning === omegaMean > 0)).toBe(true);
    expect(starts!).toBeGreaterThan(stops! + 3);
    // the falling branch ends where the slowest turning ends
    const { turning } = motor.critical({ ...given, highest: 12 });
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
    const F = Array.from({ length: 720 }, (_, i) => motor.frozen({ theta: (Math.PI * i) / 360, order: 0 }).F[0]!);
    expect(starts!).toBeCloseTo(2 * Math.PI * Math.min(...F), -0.5);
    expect(stops!).toBeGreaterThan(starts! + 20);
  });

  test.each<[object, string]>([
    [{ values: [1] }, "values: got [1], allowed: two finite numbers at least, ascending"],
    [{ values: [2, 1] }, "values: got [2,1], allowed: two finite numbers at least, ascending"],
    [{ values: [1, NaN] }, "values[1]: got NaN, allowed: a finite number"],
    [{ sweep: "tc" }, 'sweep: got "tc", allowed: bias, load'],
    [{ inertia: NaN }, "inertia: got NaN, allowed: a finite number > 0"],
    [{ cycles: 0 }, "cycles: got 0, allowed: an integer from 1 to"],
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
