// A field knows nothing of who filled it: closed forms here.

import { describe, expect, test } from "vitest";
import { coreMechanics } from "../../src/mechanics/coreMechanics.js";
import { Field } from "../../src/mechanics/field.js";
import type { EnsembleOptions, Mechanics, RevolutionLimits } from "../../src/mechanics/mechanics.js";
import { referenceMechanics } from "../../src/mechanics/referenceMechanics.js";
import { rungeKuttaStep } from "../../src/numerics/rungeKutta.js";

const { sin, cos, exp, abs, max } = Math;

describe("two coordinates", () => {
  const points = [48, 32];
  /** U = cos x + cos(x - 2y) / 2 */
  const potential = (x: number, y: number): number => cos(x) + cos(x - 2 * y) / 2;
  const pull = (x: number, y: number): [number, number] => [sin(x) + sin(x - 2 * y) / 2, -sin(x - 2 * y)];

  test("the powers of two velocities to order 2, and the series that they stand for", () => {
    const shape = { points: [6, 6], order: 2, noise: false };
    const c = [
      [1, 2, 3, 4, 5, 6],
      [-1, 0.5, 0, 7, -2, 1],
    ];
    const field = Field.over(shape, () => ({ coefficients: c }));
    expect(field.powers.map(String)).toEqual(["0,0", "0,1", "0,2", "1,0", "1,1", "2,0"]);
    const [v, w] = [0.7, -1.3];
    const series = c.map((row) =>
      row.reduce((sum, ck, k) => sum + ck * v ** field.powers[k]![0]! * w ** field.powers[k]![1]!, 0),
    );
    field.force([1, 2], [v, w]).forEach((F, a) => expect(F).toBeCloseTo(series[a]!, 12));
    expect(field.coefficients([4, 5])).toEqual(c.map((row) => row.map((ck) => expect.closeTo(ck, 12) as number)));
  });

  test("interpolation of the sixth order in both coordinates, wherever the place is", () => {
    const error = (n: number): number => {
      const field = Field.over({ points: [n, n], order: 0, noise: false }, ([x, y]) => ({
        coefficients: pull(x!, y!).map((F) => [F]),
      }));
      const places = Array.from({ length: 200 }, (_, i) => [-20 + 0.7 * i, 30 - 1.1 * i] as const);
      return max(...places.flatMap(([x, y]) => field.force([x, y], [0, 0]).map((F, a) => abs(F - pull(x, y)[a]!))));
    };
    expect(Math.log2(error(32) / error(64))).toBeGreaterThan(5.5);
    expect(Math.log2(error(32) / error(64))).toBeLessThan(6.5);
  });

  /** Angles and velocities of a body of moments 1 and 2 after a time, and its energy. */
  function moved(field: Field, start: readonly number[], time: number, steps: number) {
    const inertia = [1, 2];
    const derivative = ([x, y, v, w]: readonly number[]): number[] => [
      v!,
      w!,
      ...field.force([x!, y!], [v!, w!]).map((F, a) => F / inertia[a]!),
    ];
    let state = start;
    for (let i = 0; i < steps; i++) state = rungeKuttaStep(derivative, state, time / steps);
    const [x, y, v, w] = state as [number, number, number, number];
    return { state, energy: v ** 2 / 2 + w ** 2 + potential(x, y) };
  }

  test("a conservative force keeps the energy", () => {
    const field = Field.over({ points, order: 0, noise: false }, ([x, y]) => ({
      coefficients: pull(x!, y!).map((F) => [F]),
    }));
    const start = [0.3, 1.1, 0.4, -0.8];
    const { energy: before } = moved(field, start, 0, 0);
    const { energy, state } = moved(field, start, 20, 4000);
    expect(max(...state.map((y, i) => abs(y - start[i]!)))).toBeGreaterThan(1); // it has moved
    expect(abs(energy - before)).toBeLessThan(1e-4);
  });

  test("a magnetic force, antisymmetric in the velocities, keeps it too; a friction matrix takes it as it says", () => {
    // order 1: powers (0,0), (0,1), (1,0)
    const linear = (matrix: readonly (readonly [number, number])[]): Field =>
      Field.over({ points: [6, 6], order: 1, noise: false }, () => ({
        coefficients: matrix.map(([v, w]) => [0, w, v]),
      }));
    const start = [0, 0, 0.9, -0.4];
    const kinetic = ([, , v, w]: readonly number[]): number => v! ** 2 / 2 + w! ** 2;
    const turned = moved(linear([[0, 1.5], [-1.5, 0]]), start, 3, 600).state; // prettier-ignore
    expect(kinetic(turned)).toBeCloseTo(kinetic(start), 9);
    expect(abs(turned[2]! - start[2]!)).toBeGreaterThan(0.1);
    // dv/dt = -gamma v, dw/dt = -(delta / 2) w - (epsilon / 2) v
    const [gamma, delta, epsilon, t] = [0.5, 0.6, 0.7, 2];
    const [, , v, w] = moved(linear([[-gamma, 0], [-epsilon, -delta]]), start, t, 400).state; // prettier-ignore
    expect(v).toBeCloseTo(0.9 * exp(-gamma * t), 9);
    const driven = ((epsilon / 2) * 0.9 * (exp(-gamma * t) - exp((-delta / 2) * t))) / (gamma - delta / 2);
    expect(w).toBeCloseTo(-0.4 * exp((-delta / 2) * t) + driven, 9);
  });

  test("the matrix of the noise", () => {
    const D = (x: number, y: number) => [
      [2 + cos(x), sin(y) / 2],
      [sin(y) / 2, 1 - cos(x + y) / 2],
    ];
    const field = Field.over({ points: [64, 64], order: 0, noise: true }, ([x, y]) => ({
      coefficients: [[0], [0]],
      noise: D(x!, y!),
    }));
    const [x, y] = [2.345, -0.678];
    field.noise([x, y]).forEach((row, a) => row.forEach((d, b) => expect(d).toBeCloseTo(D(x, y)[a]![b]!, 6)));
  });
});

const MECHANICS: readonly (readonly [string, Mechanics])[] = [
  ["simd", coreMechanics("simd")],
  ["scalar", coreMechanics("scalar")],
  ["typescript", referenceMechanics],
];

const OPTIONS: EnsembleOptions = {
  ...{ count: 4, seed: 3, theta0: 0.3, omega0: 0.5, inertia: 2, externalTorque: 0.1, step: 0.02 },
  ...{ lower: -Infinity, upper: Infinity },
};

describe("one coordinate, filled from a closed form", () => {
  const F = (theta: number): number[] => [0.4 + sin(theta), -0.5 + 0.1 * cos(theta), 0.05, -0.02];
  const D = (theta: number): number => 0.3 + 0.2 * cos(2 * theta);
  const field = Field.along(512, 3, (theta) => ({ F: F(theta), D: D(theta) }));
  const quiet = Field.along(512, 3, (theta) => ({ F: F(theta) }));
  const limits: RevolutionLimits = {
    ...{ tolerance: 1e-10, velocityScale: 1, velocityLimit: 100, turns: 10, maximalSteps: 1e5 },
  };

  const around = (mechanics: Mechanics, force: Field): number[] => {
    const rotor = mechanics.rotor(force, { friction: 0.1, profile: [0, 0.1, 0.2, 0.1, 0, -0.1, -0.2, -0.1] });
    rotor.place(0.2, 3, 20, 0.3);
    const outcomes = [rotor.revolve(limits), rotor.revolve(limits)];
    expect(outcomes).toEqual(["revolved", "revolved"]);
    return [rotor.theta, rotor.omega, rotor.time, ...rotor.velocityRange, rotor.torque(1.234, -0.7)];
  };

  test.each(MECHANICS)("%s: rotors move as the textbook rule says, noise known or not", (_, mechanics) => {
    const expected = around(referenceMechanics, field);
    around(mechanics, field).forEach((x, i) => expect(x).toBeCloseTo(expected[i]!, 6));
    expect(around(mechanics, quiet)).toEqual(around(mechanics, field));
    const torque = F(1.234).reduce((sum, f, k) => sum + f * (-0.7) ** k, 0);
    expect(around(mechanics, field).at(-1)).toBeCloseTo(torque, 9);
  });

  test("ensembles of all mechanics move alike", () => {
    const [first, ...others] = MECHANICS.map(([, mechanics]) => {
      const ensemble = mechanics.ensemble(field, OPTIONS);
      ensemble.advance(3);
      return [...ensemble.omega, ...ensemble.theta];
    });
    expect(new Set(first).size).toBe(8);
    for (const other of others) other.forEach((x, i) => expect(x).toBeCloseTo(first![i]!, 10));
  });

  test.each(MECHANICS)("%s: constant friction slows a rotor down as the exponential says", (_, mechanics) => {
    const drag = Field.along(64, 1, () => ({ F: [0, -0.2] }));
    const rotor = mechanics.rotor(drag);
    rotor.place(0, 5, 2, 0);
    expect(rotor.revolve(limits)).toBe("revolved");
    expect(rotor.omega).toBeCloseTo(5 * exp(-0.1 * rotor.time), 6);
  });
});

describe("what is no field for a rotor", () => {
  const plane = Field.over({ points: [8, 8], order: 0, noise: true }, () => ({
    coefficients: [[0], [0]],
    noise: [[1, 0], [0, 1]], // prettier-ignore
  }));
  const quiet = Field.along(64, 0, () => ({ F: [1] }));

  test.each(MECHANICS)(
    "%s: several coordinates, and diffusion without noise, are refused in a line",
    (_, mechanics) => {
      const one = 'field: got "2 coordinates", allowed: one coordinate, the angle of a rotor';
      expect(() => mechanics.rotor(plane)).toThrow(one);
      expect(() => mechanics.ensemble(plane, OPTIONS)).toThrow(one);
      expect(() => mechanics.ensemble(quiet, OPTIONS)).toThrow(/^field: got "a force without its noise", allowed: /);
      expect(() => quiet.noise([0])).toThrow(/without its noise/);
    },
  );

  test("a grid that is none, and rows that do not fit", () => {
    expect(() => Field.along(5, 0, () => ({ F: [0] }))).toThrow(/^points: /);
    expect(() => Field.along(8, 1, () => ({ F: [0] }))).toThrow(/^fill: /);
    expect(() => Field.along(8, 0, (theta) => ({ F: [0], ...(theta < 3 ? { D: 1 } : {}) }))).toThrow(/^fill: /);
    expect(() => new Field({ points: [8], order: 0, noise: true }, new Float64Array(8))).toThrow(/^rows: /);
    const uneven = Field.along(24, 0, () => ({ F: [0] }));
    expect(() => coreMechanics("simd").rotor(uneven)).toThrow(/power of two/);
  });
});
