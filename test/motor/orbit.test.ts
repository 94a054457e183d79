import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scaled } from "../../src/device/harmonics.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { createMotor } from "../../src/questions/create.js";
import { Motor } from "../../src/questions/motor.js";
import { tablePoints } from "../../src/motor/motion/motion.js";
import { enginesOf } from "../compare.js";
import { randomDots } from "../randomDots.js";
import variation from "../cases/11-variation.json" with { type: "json" };

const TURN = 2 * Math.PI;
const LIMITS = { tolerance: 1e-11, velocityScale: 0.05, velocityLimit: 100, turns: 60, maximalSteps: 4e6 };

/** Where a stable motion ends: revolution after revolution with small errors, until neither velocity changes. */
function longRun(
  motor: Motor,
  { inertia, load, friction = 0 }: { inertia: number; load: number; friction?: number },
  omega0: number,
): { atZero: number; mean: number } {
  const rotor = motor.electrons.together!(tablePoints(motor.electrons), { friction });
  rotor.place(0, omega0, inertia, load / TURN);
  for (let time = 0, still = 0; ;) {
    const before = rotor.omega;
    expect(rotor.revolve(LIMITS)).toBe("revolved");
    const mean = (Math.sign(rotor.omega) * TURN) / (rotor.time - time);
    time = rotor.time;
    still = Math.abs(rotor.omega / before - 1) < 1e-11 ? still + 1 : 0;
    if (still > 5) return { atZero: rotor.omega, mean };
  }
}

/** Room for the rounding of thousands of revolutions. */
const ROUNDING = 1e-10;

describe("an orbit is what a long trajectory ends on, within the errors that it states", () => {
  const device = parseDevice(variation);
  const load = 0.1;

  test("a light rotor and heavier ones", () => {
    const motor = new Motor(device);
    const { orbits } = motor.variation({ load, near: 0.15, inertia: [300, 500, 2000] });
    expect(orbits.map(({ omegaAtZero }) => Number(omegaAtZero.toFixed(7)))).toEqual([0.1417852, 0.1442832, 0.1473641]);
    for (const orbit of orbits) {
      const { atZero, mean } = longRun(motor, { inertia: orbit.inertia, load }, 0.15);
      expect(Math.abs(orbit.omegaAtZero - atZero)).toBeLessThan(orbit.omegaAtZeroError + ROUNDING * atZero);
      expect(Math.abs(orbit.omegaMean - mean)).toBeLessThan(orbit.omegaMeanError + ROUNDING * mean);
      expect(orbit.omegaAtZeroError).toBeLessThan(1e-7 * atZero);
      expect(orbit.closure).toBeLessThan(1e-9);
      expect(orbit.stable).toBe(true);
    }
  });

  test("one inertia alone, and with those in between, gives one orbit", () => {
    const motor = new Motor(device);
    const alone = motor.orbit({ inertia: 300, load, near: 0.15 });
    const [light] = motor.variation({ load, near: 0.15, inertia: [300, 1e7] }).orbits;
    expect(light!.omegaAtZero / alone.omegaAtZero).toBeCloseTo(1, 8);
  });

  const SEED = 20270302;
  test(`random devices, slow electrons too (seed ${SEED})`, () => {
    const random = fc.sample(randomDots({ orbitals: 2, leads: 2, spinless: true }), { seed: SEED, numRuns: 8 });
    const compared: number[] = [];
    for (const [i, each] of random.entries()) {
      // electrons that hardly relax within a revolution brake a rotor too little: friction keeps it from running away
      const [slower, friction] = i % 2 === 0 ? [1, 0] : [0.1, 2];
      const leads = each.leads.map(({ name, T, gamma }, r) => ({
        ...{ name, T, mu: r === 0 ? 4 : -4 },
        gamma: gamma!.map(({ up, down }) => ({ up: scaled(slower, up), down: scaled(slower, down) })),
      }));
      const motor = new Motor({ ...each, leads });
      // the load against which a heavy rotor turns at this velocity, one way or the other
      const omega0 = i % 4 < 2 ? 0.2 : -0.2;
      const load = motor.periodic({ omega: [omega0] })[0]!.F - TURN * friction * omega0;
      const given = { load, inertia: 400, friction };
      const run = motor.trajectory({ full: true, ...given, omega0, cycles: 300 });
      if (run.outcome !== "settled") continue;
      const orbit = motor.orbit({ ...given, near: run.settledAt! });
      const { atZero, mean } = longRun(motor, given, omega0);
      expect(Math.abs(orbit.omegaAtZero - atZero)).toBeLessThan(orbit.omegaAtZeroError + ROUNDING * Math.abs(atZero));
      expect(Math.abs(orbit.omegaMean - mean)).toBeLessThan(orbit.omegaMeanError + ROUNDING * Math.abs(mean));
      compared.push(i);
    }
    expect(compared.length).toBeGreaterThanOrEqual(4);
  });
});

test("an unstable orbit closes as well", async () => {
  const motor = await createMotor("fig2c");
  const load = motor.coefficients({ order: 0 }).F[0]! + 0.05;
  const orbit = motor.orbit({ inertia: 3e6, load, near: 0.0025 });
  expect(orbit.stable).toBe(false);
  expect(orbit.closure).toBeLessThan(1e-9);
  // let go beside it, a rotor leaves it to either side
  const distances = [0.99, 1.01].map((factor) => {
    const omega0 = factor * orbit.omegaAtZero;
    const { omegaMean } = motor.trajectory({ full: true, inertia: 3e6, load, omega0, cycles: 40 });
    return [omegaMean[0]!, omegaMean.at(-1)!].map((mean) => mean - orbit.omegaMean);
  });
  expect(distances[0]![1]!).toBeLessThan(1.05 * distances[0]![0]!);
  expect(distances[1]![1]!).toBeGreaterThan(1.05 * distances[1]![0]!);
  expect(distances[0]![0]!).toBeLessThan(0);
  expect(distances[1]![0]!).toBeGreaterThan(0);
});

test("an orbit far from the velocity asked for is no answer", async () => {
  const motor = await createMotor("fig2c");
  const load = motor.coefficients({ order: 0 }).F[0]! + 0.05;
  const message = "no periodic motion found near 0.15 with inertia 1000000: the next one turns at 0.0234156";
  expect(() => motor.orbit({ inertia: 1e6, load, near: 0.15 })).toThrow(message);
  expect(() => motor.variation({ inertia: [1e5, 1e6], load, near: 0.15 })).toThrow(message);
  expect(motor.orbit({ inertia: 1e6, load, near: 0.04 }).omegaMean).toBeCloseTo(0.0234156, 6);
});

test("a coupled rotor goes on from occupations that it is given", () => {
  const device = parseDevice(paperDevice({ orbitRadius: 10, V: 8 }));
  for (const [, engine] of enginesOf(device)) {
    const rotor = engine.together(1024);
    rotor.place(0, 0.2, 1e4, 0);
    const limits = { ...LIMITS, tolerance: 1e-9 };
    rotor.revolve(limits);
    const { omega, p } = rotor;
    rotor.revolve(limits);
    const on = [rotor.omega, ...rotor.p];
    rotor.place(0, omega, 1e4, 0, p);
    expect(rotor.p.map((pi, i) => Math.abs(pi - p[i]!)).every((apart) => apart < 1e-15)).toBe(true);
    rotor.revolve(limits);
    [rotor.omega, ...rotor.p].forEach((x, i) => expect(x / on[i]!).toBeCloseTo(1, 7));
  }
});
