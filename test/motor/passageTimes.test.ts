import { describe, expect, test } from "vitest";
import type { DeviceFile } from "../../src/device/parse.js";
import { hoppingStreams } from "../../src/mechanics/streams.js";
import { createMotor } from "../../src/questions/create.js";
import { passageTimes } from "../../src/motor/noise/passageTimes.js";
import { Z } from "../statistics.js";

/** Samples of `count` exponential deviates, from streams of one seed. */
function exponentials(samples: number, count: number, seed: number): Float64Array[] {
  return hoppingStreams(seed, samples).map((fill) => {
    const pairs = new Float64Array(2 * count);
    fill(pairs);
    return pairs.filter((_, i) => i % 2 === 0);
  });
}

/** What is seen of passages until a time. */
const until = (time: number, times: Float64Array): Float64Array => times.map((t) => (t <= time ? t : NaN));

describe("estimates from passages (error rate 1e-4 a statement)", () => {
  const samples = exponentials(400, 500, 20261125);

  test("memoryless, two thirds given up: the mean is the true one, its error what it scatters by", () => {
    const estimates = samples.map((times) => passageTimes(until(0.4, times), 0.4));
    const given = estimates.filter(({ meanOf }) => meanOf === "memoryless");
    // six in a hundred look as if they had a memory
    expect(given.length / samples.length).toBeGreaterThan(0.94 - Z * Math.sqrt((0.06 * 0.94) / samples.length));
    expect(given.length / samples.length).toBeLessThan(0.94 + Z * Math.sqrt((0.06 * 0.94) / samples.length));
    const scores = given.map(({ mean, standardError }) => (mean! - 1) / standardError!);
    expect(Math.abs(scores.reduce((a, b) => a + b, 0) / given.length)).toBeLessThan(0.1 + Z / Math.sqrt(given.length));
    const square = scores.reduce((sum, z) => sum + z * z, 0) / given.length;
    expect(Math.abs(square - 1)).toBeLessThan(0.1 + Z * Math.sqrt(2 / given.length));
    for (const { passed, censored, censoredShare, mean, rate } of given) {
      expect(passed + censored).toBe(500);
      expect(censoredShare).toBe(censored / 500);
      expect(mean! * rate).toBeCloseTo(1, 12);
      // the sample's own mean is no mean of first passages
      expect(mean).toBeGreaterThan(0.5);
    }
  });

  test("nothing given up: mean and median of the sample, whatever its distribution", () => {
    const misses = samples.map((times) => {
      const squares = times.map((t) => t * t); // mean 2, median (ln 2)^2
      const { mean, standardError, meanOf, median, medianError, censoredShare } = passageTimes(squares, 1e3);
      expect([meanOf, censoredShare]).toEqual(["sample", 0]);
      return [(mean! - 2) / standardError!, (median! - Math.LN2 ** 2) / medianError!];
    });
    const medians = misses.map(([, z]) => z!);
    const square = medians.reduce((sum, z) => sum + z * z, 0) / medians.length;
    // of an error that comes from two order statistics itself
    expect(square).toBeGreaterThan(0.7);
    expect(square).toBeLessThan(1.5);
    for (const [z] of misses) expect(Math.abs(z!)).toBeLessThan(5);
  });

  test.each<[string, (t: number) => number]>([
    ["a time that must pass first", (t) => t + 0.1],
    ["a rate that falls", (t) => t ** 1.3],
    ["a rate that rises", (t) => t ** 0.75],
  ])("%s: no mean of memoryless passages", (_, change) => {
    const samples = exponentials(20, 2000, 7);
    for (const times of samples) {
      const { mean, standardError, meanOf, median } = passageTimes(until(0.8, times.map(change)), 0.8);
      expect([mean, standardError, meanOf]).toEqual([null, null, null]);
      expect(median === null || median <= 0.8).toBe(true);
    }
  });

  test("too few passages, or none, say nothing of the mean", () => {
    const few = passageTimes(until(0.1, samples[0]!), 0.1);
    expect(few.passed).toBeLessThan(100);
    expect(few).toMatchObject({ mean: null, standardError: null, meanOf: null, median: null, medianError: null });
    const none = passageTimes(new Float64Array(10).fill(NaN), 3);
    expect(none).toMatchObject({ passed: 0, censored: 10, censoredShare: 1, mean: null, rate: 0, rateError: 0 });
  });
});

/** A level that a turning gate moves, between leads without a bias. */
const level = (gammaL: number, gammaR: number, energy = 0.3): DeviceFile => ({
  ...{ model: "dots", spinless: true },
  orbitals: { d: { energy: { const: energy, cos: [2] } } },
  leads: { L: { gamma: { d: gammaL }, mu: 0, T: 1 }, R: { gamma: { d: gammaR }, mu: 0, T: 1 } },
});

describe("a rotor's passages (error rate 1e-4 a statement)", () => {
  test("rare ones of an Ornstein-Uhlenbeck velocity: 1 / rate is the mean, long before most have passed", async () => {
    // electrons so slow that friction stops the rotor on the spot, where the load meets the torque
    const motor = await createMotor(level(2e-5, 1e-5, 0));
    const theta0 = Math.PI / 2;
    const { F, D } = motor.frozen({ theta: theta0, order: 1 });
    const [tau, deviation] = [1 / -F[1]!, Math.sqrt(D / -F[1]!)];
    // sqrt(2 pi) int_0^b exp(y^2 / 2) Phi(y) dy at b = 3, in relaxation times
    const exact = 86.9316 * tau;
    const motion = { inertia: 1, load: 2 * Math.PI * F[0]!, omega0: 0, theta0, order: 1, step: 0.05 * tau };
    const early = motor.langevin({
      ...motion,
      ...{ passage: 3 * deviation, time: 0.5 * exact, trajectories: 1500, seed: 3 },
    });
    expect(early.censoredShare).toBeGreaterThan(0.5);
    expect(Math.abs(early.mean! - exact)).toBeLessThan(Z * early.standardError!);
    expect(early.times.reduce((a, b) => a + b, 0) / early.passed).toBeLessThan(exact / 3);
  });

  test("ones of a rotor that starts hot come ever more slowly: no mean until all have passed", async () => {
    const motor = await createMotor(level(0.3, 0.2));
    const motion = { inertia: 2e3, load: 0, omega0: 0.005, theta0: 1, passage: 0.055, trajectories: 400, seed: 1 };
    const early = motor.langevin({ ...motion, time: 1e4 });
    expect(early.censoredShare).toBeGreaterThan(0.5);
    expect(early.mean).toBeNull();
    const whole = motor.langevin({ ...motion, trajectories: 250, time: 1e6 });
    expect(whole).toMatchObject({ censoredShare: 0, meanOf: "sample" });
    expect(Math.abs(whole.mean! - 36_500)).toBeLessThan(Z * whole.standardError!);
    // what the early passages would have made of it
    expect(whole.mean! - 1 / early.rate).toBeGreaterThan(3 * whole.standardError!);
  });

  test.each([false, true])("out of an interval, exact %s: how many through each side", async (exact) => {
    const motor = await createMotor(level(0.3, 0.2));
    const count = 200;
    const motion = { inertia: 2e3, load: 0, omega0: 0, trajectories: count, time: 3e5, exact };
    const first = motor.langevin({ ...motion, theta0: 2.6, passage: [-0.04, 0.035], seed: 5 });
    expect(first).toMatchObject({ target: [-0.04, 0.035], passed: count, censored: 0, meanOf: "sample" });
    expect(first.passedBelow + first.passedAbove).toBe(count);
    // the device is its own mirror image
    const mirrored = motor.langevin({ ...motion, theta0: -2.6, passage: [-0.035, 0.04], seed: 6 });
    const share = (first.passedAbove + mirrored.passedBelow) / (2 * count);
    expect(share).toBeGreaterThan(0.5);
    const difference = (first.passedAbove - mirrored.passedBelow) / count;
    expect(Math.abs(difference)).toBeLessThan(Z * Math.sqrt((2 * share * (1 - share)) / count));
    expect(Math.abs(first.mean! - mirrored.mean!)).toBeLessThan(
      Z * Math.hypot(first.standardError!, mirrored.standardError!),
    );
    const one = motor.langevin({ ...motion, theta0: 2.6, passage: -0.02 });
    expect([one.passedBelow, one.passedAbove]).toEqual([one.passed, 0]);
  });

  test("an interval must hold the initial velocity", async () => {
    const motor = await createMotor("fig2a");
    for (const passage of [
      [0.1, 0.2],
      [0.2, 0.1],
      [0, 0.1],
      [-0.1, NaN],
      [-0.1, 0.1, 0.2],
    ]) {
      const options = { inertia: 1, load: 0, omega0: 0, time: 1, passage: passage as unknown as [number, number] };
      expect(() => motor.langevin(options)).toThrow(
        /^passage.*: got .*, allowed: a finite (velocity, or two with|number)/,
      );
    }
  });
});
