import { describe, expect, test } from "vitest";
import type { DeviceFile } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { createMotor } from "../../src/questions/create.js";
import type { FluctuationOptions } from "../../src/motor/noise/fluctuations.js";
import { Z } from "../statistics.js";

/** Fast dots, driven: the frozen torque has one sign at the angle of the tests. */
const DRIVEN: DeviceFile = {
  model: "double-dot-rotor",
  epsilonBar: { L: 0.3, R: -0.2 },
  orbitRadius: 2,
  U: 1,
  tc: 2,
  leads: { L: { gamma: { up: 1.3, down: 0.7 }, mu: 3, T: 1 }, R: { gamma: 0.7, mu: -3, T: 1 } },
};

describe("an ensemble (error rate 1e-4 a statement)", () => {
  test("a heavy rotor: on average the trajectory without noise, and a spread that grows as the noise says", async () => {
    const motor = await createMotor(paperDevice({ orbitRadius: 10, V: 2 }));
    const motion = { inertia: 1e7, load: 0, omega0: 0.02, order: 3 };
    const { time } = motor.trajectory({ ...motion, cycles: 3 });
    const trajectories = 1000;
    const run = motor.langevin({ ...motion, time: time[2]!, trajectories, samples: 3, seed: 8 });

    const turnsError = run.turnsSpread[2]! / Math.sqrt(trajectories);
    expect(Math.abs(run.turnsMean[2]! - 3)).toBeLessThan(Z * turnsError);
    expect(run.omegaError[2]).toBe(run.omegaSpread[2]! / Math.sqrt(trajectories));

    const n = 256;
    const D = Array.from({ length: n }, (_, i) => motor.frozen({ theta: (2 * Math.PI * i) / n, order: 0 }).D / n);
    const variance = (2 * D.reduce((a, b) => a + b, 0) * time[2]!) / motion.inertia ** 2;
    // the spread of a normal variance, and a percent for the velocity that is not quite constant
    expect(Math.abs(run.omegaSpread[2]! ** 2 / variance - 1)).toBeLessThan(Z * Math.sqrt(2 / trajectories) + 0.01);
    expect(run.valid).toBe(true);
  });

  test("the engines give the same, a seed the same again", async () => {
    const options = { inertia: 1e5, load: 0.1, omega0: 0.01, time: 300, trajectories: 3, samples: 2, order: 2 };
    const [wasm, again, other, reference] = await Promise.all(
      (["wasm", "wasm", "wasm", "typescript"] as const).map(async (engine, i) =>
        (await createMotor(DRIVEN, { engine })).langevin({ ...options, seed: i === 2 ? 5 : 4 }),
      ),
    );
    expect(again).toEqual(wasm);
    expect(other!.omegaMean).not.toEqual(wasm!.omegaMean);
    wasm!.omegaSpread.forEach((x, i) => expect(reference!.omegaSpread[i]! / x).toBeCloseTo(1, 9));
  });

  test("rotors that run away under a truncated series are refused", async () => {
    const motor = await createMotor("fig2c");
    expect(() => motor.langevin({ inertia: 10, load: 0, omega0: 0.1, time: 4e4, trajectories: 10 })).toThrow(
      /rotors were faster than/,
    );
  });

  test("bad input names the field, the value and what is allowed", async () => {
    const motor = await createMotor("fig2c");
    const good = { inertia: 1e6, load: 0, omega0: 0.01, time: 10, trajectories: 2 };
    const bad: [Partial<FluctuationOptions> & { samples?: number }, RegExp][] = [
      [{ inertia: 0 }, /^inertia: got 0, allowed/],
      [{ time: NaN }, /^time: got NaN, allowed/],
      [{ omega0: Infinity }, /^omega0: got Infinity/],
      [{ trajectories: 1 }, /^trajectories: got 1, allowed: an integer from 2/],
      [{ seed: 0.5 }, /^seed: got 0.5, allowed: an integer from 0/],
      [{ step: -1 }, /^step: got -1/],
      [{ order: 7 }, /^order: got 7/],
      [{ samples: 0 }, /^samples: got 0/],
    ];
    for (const [change, message] of bad) expect(() => motor.langevin({ ...good, ...change })).toThrow(message);
    expect(() => motor.langevin({ ...good, passage: 0.01 })).toThrow(/^passage: got 0.01/);
    const plain = await createMotor("fig2c", { engine: "typescript" });
    expect(() => plain.langevin({ ...good, exact: true })).toThrow(/^engine: got "typescript", allowed: wasm/);
  });
});

describe("first passage (error rate 1e-4 a statement)", () => {
  test.each([false, true])(
    "a rotor too heavy to turn, exact %s: the inverse Gaussian distribution of a drifting Brownian velocity",
    async (exact) => {
      const motor = await createMotor(DRIVEN);
      const inertia = 1e10;
      const theta0 = 2.2;
      const { F, D } = motor.frozen({ theta: theta0, order: 0 });
      const drift = F[0]! / inertia;
      expect(Math.abs(F[0]!)).toBeGreaterThan(0.3);
      const expected = 2000;
      const passage = motor.langevin({
        ...{ inertia, load: 0, omega0: 0, theta0, seed: 12, step: 0.5, ...(exact ? { exact } : { order: 1 }) },
        ...{ time: 10 * expected, trajectories: 400, passage: drift * expected },
      });
      expect(passage.censored).toBe(0);
      expect(Math.abs(passage.mean! - expected)).toBeLessThan(Z * passage.standardError!);
      // variance 2 (D / I^2) target / drift^3; that of the sample has a relative error of about sqrt(2/n)
      const variance = (2 * D * expected) / F[0]! ** 2;
      const sample = passage.standardError! ** 2 * passage.passed;
      expect(Math.abs(sample / variance - 1)).toBeLessThan(Z * Math.sqrt(2.2 / passage.passed));
      expect(passage.median).toBe(passage.times[199]);
    },
  );

  test("from one stable velocity of Fig. 2c to the other, rarer for a heavier rotor; what is censored is counted", async () => {
    const motor = await createMotor("fig2c");
    const load = motor.coefficients({ order: 0 }).F[0]! + 0.05;
    const [pump, motorwise] = motor.steady({ load }).velocities.map(({ omega }) => omega) as [number, number, number];
    const [light, heavy] = [2e5, 5e5].map((inertia) =>
      motor.langevin({ inertia, load, omega0: motorwise, passage: pump, time: 1e5, trajectories: 60, seed: 2 }),
    );
    for (const { passed, censored, times, rate, rateError } of [light!, heavy!]) {
      expect(passed + censored).toBe(60);
      expect(times).toHaveLength(passed);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      const waited = times.reduce((a, b) => a + b, 0) + censored * 1e5;
      expect(rate).toBeCloseTo(passed / waited, 15);
      expect(rateError).toBeCloseTo(Math.sqrt(passed) / waited, 15);
    }
    expect(light!.passed).toBeGreaterThan(50);
    const difference = light!.rate - heavy!.rate;
    expect(difference).toBeGreaterThan(Z * Math.hypot(light!.rateError, heavy!.rateError));
  });
});
