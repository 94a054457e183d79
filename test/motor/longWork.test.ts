import { describe, expect, test } from "vitest";
import type { DeviceFile } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { ensembleMotion } from "../../src/motor/noise/ensemble.js";
import { firstPassage } from "../../src/motor/noise/firstPassage.js";
import { createMotor } from "../../src/questions/create.js";
import type { Motor } from "../../src/questions/motor.js";
import type { Followed } from "../../src/progress.js";

const MOTION = { inertia: 1e6, load: 0, omega0: 0.02 };
const NOISY = { ...MOTION, time: 500, trajectories: 20 };

/** Every long question that can be asked. */
const LONG: [string, (motor: Motor, follow: Followed) => unknown][] = [
  ["coefficients", (motor, follow) => motor.coefficients(follow)],
  ["periodic", (motor, follow) => motor.periodic({ omega: [0.01, 0.02], ...follow })],
  ["steady", (motor, follow) => motor.steady({ load: 1, order: 5, ...follow })],
  ["steady, exact", (motor, follow) => motor.steady({ order: "exact", load: 1, from: 0.01, to: 0.02, ...follow })],
  ["convergence", (motor, follow) => motor.convergence({ order: 1, ...follow })],
  ["efficiency", (motor, follow) => motor.efficiency({ loadRatio: [0.5, 0.9], order: 3, ...follow })],
  [
    "efficiency, exact",
    (motor, follow) => motor.efficiency({ loadRatio: [0.5, 0.9], order: "exact", from: 0.01, to: 0.02, ...follow }),
  ],
  ["trajectory", (motor, follow) => motor.trajectory({ ...MOTION, cycles: 3, ...follow })],
  ["trajectory, full", (motor, follow) => motor.trajectory({ ...MOTION, cycles: 3, full: true, ...follow })],
  ["orbit", (motor, follow) => motor.orbit({ inertia: 1e6, load: 5, near: 0.03, friction: 100, ...follow })],
  [
    "variation",
    (motor, follow) => motor.variation({ inertia: [1e6, 1e7], load: 5, near: 0.03, friction: 100, ...follow }),
  ],
  ["critical", (motor, follow) => motor.critical({ load: 0.5, highest: 4, ...follow })],
  [
    "hysteresis",
    (motor, follow) => motor.hysteresis({ sweep: "bias", values: [1, 2], inertia: 1e4, cycles: 3, ...follow }),
  ],
  ["langevin", (motor, follow) => motor.langevin({ ...NOISY, samples: 3, ...follow })],
  ["langevin, exact", (motor, follow) => motor.langevin({ ...NOISY, samples: 3, exact: true, ...follow })],
  ["langevin, passage", (motor, follow) => motor.langevin({ ...NOISY, passage: [0.0199, 0.0201], ...follow })],
];

const stop = (): never => {
  throw new Error("enough");
};

describe.each(LONG)("%s", (name, ask) => {
  test("tells the fraction that is done, which never falls; what its caller throws ends it, and leaves nothing behind", async () => {
    const motor = await createMotor(paperDevice({ orbitRadius: 3, V: 5 }));
    const told: number[] = [];
    let answer: unknown;
    let failure: unknown;
    try {
      answer = ask(motor, { progress: (fraction) => told.push(fraction) });
    } catch (error) {
      failure = error; // an orbit need not exist
    }
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);

    // at its first piece and somewhere on the way
    for (const until of [1, Math.ceil(told.length / 2)]) {
      let pieces = 0;
      const other = await createMotor(paperDevice({ orbitRadius: 3, V: 5 }));
      expect(() => ask(other, { progress: () => ++pieces >= until && stop() })).toThrow("enough");
      expect(pieces).toBe(until);
      if (until === 1) continue;
      if (failure === undefined) expect(ask(other, {})).toEqual(answer);
      else expect(() => ask(other, {})).toThrow((failure as Error).message);
    }
  });
});

describe("what would take for ever is refused at once, with the number of steps", () => {
  const level: DeviceFile = {
    ...{ model: "dots", spinless: true },
    orbitals: { d: { energy: { const: 0.3, cos: [2] } } },
    leads: { L: { gamma: { d: 0.3 }, mu: 0, T: 1 }, R: { gamma: { d: 0.2 }, mu: 0, T: 1 } },
  };
  const motion = { inertia: 2e3, load: 0, omega0: 0.005, theta0: 1, time: 1e4 };
  const usual = { trajectories: 200, seed: 1, order: 3, exact: false };

  test.each<[string, object, RegExp]>([
    [
      "a long time",
      { time: 1e300 },
      /^time: got 1e\+300, allowed: up to 1e\+12 steps; this would be 1.8e\+302: 200 rotors/,
    ],
    ["short steps", { step: 1e-300 }, /^step: got 1e-300, allowed: .* 2.0e\+306: .* in steps of 1.0e-300$/],
    [
      "a light rotor",
      { inertia: 1e-300 },
      /^time: got 10000, .* as inertia 1e-300 and velocities up to 4.0e\+150 ask for/,
    ],
    ["light, hopping", { inertia: 1e-300, exact: true }, /^time: got 10000, .* as inertia 1e-300/],
    ["a fast rotor", { omega0: 1e300 }, /^time: got 10000, .* velocities up to/],
    ["many rotors", { time: 1e10, trajectories: 100_000 }, /^time: got 10000000000, .* 100000 rotors/],
    ["hops without end", { time: 1e14, step: 1e6, exact: true }, /^step: got 1000000, allowed: up to 1e\+12 steps/],
  ])("%s", async (_, change, message) => {
    const motor = await createMotor(level);
    const asked = { ...motion, ...usual, ...change };
    // beyond what an option may be: the physics itself, which nobody must wait for either
    expect(() => ensembleMotion(motor.electrons, { ...asked, samples: 100 })).toThrow(message);
    expect(() => firstPassage(motor.electrons, { ...asked, target: 0.02 })).toThrow(message);
  });

  test("a velocity far beyond, revolutions without end", async () => {
    const motor = await createMotor(level);
    expect(() => motor.langevin({ ...motion, passage: 1e30 })).toThrow(/velocities up to 1.0e\+30 ask for/);
    const { time: _, ...turning } = motion;
    for (const full of [false, true]) {
      expect(() => motor.trajectory({ ...turning, cycles: 1e7, full })).toThrow(
        /^cycles: got 10000000, allowed: an integer from 1 to 1000000$/,
      );
    }
    const values = Array.from({ length: 10_001 }, (_, i) => i);
    expect(() => motor.hysteresis({ sweep: "bias", values, inertia: 1, cycles: 1e6 })).toThrow(
      /^cycles: got 1000000, allowed: at most 1e\+10 revolutions in all, .*; this would be 2.0e\+10$/,
    );
  });
});

describe("a rotor at rest where no torque acts stands there", () => {
  const level: DeviceFile = {
    ...{ model: "dots", spinless: true },
    orbitals: { d: { energy: { const: 0.3, cos: [2] } } },
    leads: { L: { gamma: { d: 0.2 }, mu: 1, T: 1 }, R: { gamma: { d: 0.1 }, mu: -1, T: 1 } },
  };
  test.each([
    [0, false, "wasm"],
    [0, true, "wasm"],
    [Math.PI, false, "wasm"],
    [Math.PI, true, "wasm"],
    [0, false, "typescript"],
    [0, true, "typescript"],
  ] as const)("theta0 = %d, full: %s, %s", async (theta0, full, engine) => {
    const motor = await createMotor(level, { engine });
    const { outcome, settledAt, trappedBetween, steps, end } = motor.trajectory({
      ...{ inertia: 1e3, load: 0, omega0: 0, theta0, cycles: 10, full },
    });
    expect({ outcome, settledAt, steps }).toEqual({ outcome: "trapped", settledAt: 0, steps: 0 });
    expect(trappedBetween).toEqual([theta0, theta0]);
    expect(end).toEqual({ theta: theta0, omega: 0 });
  });

  test("beside it the rotor moves, on top of the barrier as at its foot", async () => {
    const motor = await createMotor(level);
    for (const theta0 of [1e-6, Math.PI + 1e-3]) {
      const { steps, trappedBetween } = motor.trajectory({ inertia: 1e3, load: 0, omega0: 0, theta0, cycles: 10 });
      expect(steps).toBeGreaterThan(10);
      expect(trappedBetween![1] - trappedBetween![0]).toBeGreaterThan(1e-5);
    }
  });

  test("without noise on top: it stands too; searches and sweeps, which push it, find it going", async () => {
    const motor = await createMotor(level);
    const { omegaMean, omegaSpread } = motor.langevin({
      ...{ inertia: 1e3, load: 0, omega0: 0, theta0: 0, time: 100, trajectories: 3, samples: 2 },
    });
    for (const value of [...omegaMean, ...omegaSpread]) expect(Math.abs(value)).toBeLessThan(1e-14);
    const { points } = motor.hysteresis({ sweep: "bias", values: [1, 2], inertia: 1e3, cycles: 20 });
    expect(points.map(({ turning }) => turning)).toEqual([false, false, false, false]);
    expect(motor.critical({ load: 0, inertia: 1e3, highest: 3 }).turning).toBeNull();
  });
});
