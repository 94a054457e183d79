import { describe, expect, test } from "vitest";
import { version } from "../../package.json";
import { deviceFile, parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { createMotor } from "../../src/questions/create.js";
import { questions } from "../../src/questions/index.js";
import { Motor } from "../../src/questions/motor.js";
import type { Result } from "../../src/motor/result.js";
import { warnings } from "../../src/master/warnings.js";
import degenerate from "../cases/02-coherence-warned.json" with { type: "json" };

const load = 0.5;
const rotor = { inertia: 1e5, load, omega0: 0.02, cycles: 2 };
const rotors = { inertia: 1e5, load, omega0: 0.02, time: 50, trajectories: 2 };

/** Every question to a motor, in a form that is quick to answer. */
const QUESTIONS: Record<string, (motor: Motor) => object | null> = {
  coefficients: (motor) => motor.coefficients({ order: 1 }),
  frozen: (motor) => motor.frozen({ theta: 0.3, order: 1 }),
  periodic: (motor) => motor.periodic({ omega: [-0.01, 0.01] }),
  steady: (motor) => motor.steady({ load, order: 1 }),
  "steady, exact": (motor) => motor.steady({ load, order: "exact", from: -0.1, to: 0.1 }),
  convergence: (motor) => motor.convergence({ order: 1, reach: 0.1 }),
  efficiency: (motor) => motor.efficiency({ loadRatio: [0.5, 2] }),
  frustrationEdges: (motor) => motor.frustrationEdges(),
  bestMotor: (motor) => motor.bestMotor(),
  trajectory: (motor) => motor.trajectory({ ...rotor, order: 1 }),
  orbit: (motor) => motor.orbit({ inertia: 1e7, load, near: 0.18 }),
  variation: (motor) => motor.variation({ inertia: [1e6, 1e7], load, near: 0.18 }),
  critical: (motor) => motor.critical({ load: 0.01, highest: 2 }),
  hysteresis: (motor) => motor.hysteresis({ sweep: "load", values: [0, 0.1], inertia: 1e4, cycles: 2 }),
  langevin: (motor) => motor.langevin({ ...rotors, samples: 1 }),
  "langevin, passage": (motor) => motor.langevin({ ...rotors, passage: 0.3 }),
};

describe("every result carries warnings and made", () => {
  test("every question is asked below", () => {
    const asked = new Set(Object.keys(QUESTIONS).map((name) => name.split(",")[0]));
    expect([...asked].sort()).toEqual(questions.map(({ name }) => name).sort());
  });

  // levels wider than the thermal edge: something to warn of
  const file = { ...paperDevice({ orbitRadius: 10, V: 6 }) };
  file.leads.L.gamma = 0.9;
  const motor = new Motor(parseDevice(file));

  test.each(Object.entries(QUESTIONS))("%s", (_, ask) => {
    const answer = ask(motor);
    const results = (Array.isArray(answer) ? answer : [answer]) as Result<object>[];
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) {
      expect(result.warnings[0]).toMatchObject({ code: "strong-coupling", rate: 1.15, temperature: 1 });
      expect(result.made).toBe(motor.made); // one object, so that a long list costs nothing
      expect(Object.keys(result).slice(-2)).toEqual(["warnings", "made"]);
      for (const { code, message } of result.warnings) {
        expect(code).toMatch(/^[a-z-]+$/);
        expect(message).toMatch(/^.{20,}$/); // one line
      }
    }
  });

  test.each(["wasm", "typescript"] as const)("%s: made says how", async (engine) => {
    const { made, electrons: running } = await createMotor(file, { engine });
    expect(made).toEqual({
      version,
      engine,
      build: running.build,
      states: running.states,
      device: deviceFile(parseDevice(file)),
    });
    expect(made.build === null).toBe(engine === "typescript");
  });

  test("its device is a device file that makes the result again", () => {
    const { F, made } = motor.coefficients({ order: 2 });
    const again = new Motor(parseDevice(JSON.parse(JSON.stringify(made.device)))).coefficients({ order: 2 });
    expect(again.F).toEqual(F);
    expect(again.made).toEqual(made);
  });

  test("what rows share cannot be changed in one of them, and the device stays the user's", () => {
    const { made, warnings } = motor.frozen({ theta: 1, order: 0 });
    expect(() => ((made.device as { tc: number }).tc = 3)).toThrow(TypeError);
    expect(() => (warnings as unknown[]).push(1)).toThrow(TypeError);
    const dots = parseDevice(degenerate);
    expect(new Motor(dots).frozen({ theta: 1, order: 0 }).made.version).toBe(version);
    if (dots.model === "dots") expect(Object.isFrozen(dots.orbitals[0]!.energy.cos)).toBe(false);
  });
});

describe("what is warned of", () => {
  test("a coherence, with its numbers; a spinless device is told of no spin", () => {
    const { warnings: found } = new Motor(parseDevice(degenerate)).coefficients({ order: 0 });
    const numbers = { electrons: 1, spin: null, pairs: 1, splitting: expect.closeTo(2e-6, 12) as number };
    expect(found[0]).toMatchObject({ code: "coherence", ...numbers });
    expect(found[0]!.message).toMatch(/\(1 electron\)/);
    const coulomb = { ...degenerate.coulomb, intra: { L: "infinite", R: "infinite" } };
    const spins = { ...degenerate, spinless: false, coulomb };
    const [first] = warnings(parseDevice(spins));
    expect(first).toMatchObject({ code: "coherence", electrons: 1, spin: expect.any(Number) as number });
    expect(first!.message).toMatch(/\(1 electron, 2 S_z = -?1\)/);
  });

  test("samples that do not resolve a path", () => {
    const samples = Array.from({ length: 16 }, (_, j) => Math.abs(8 - j));
    const device = parseDevice({ ...degenerate, orbitals: { L: { energy: { samples } }, R: { energy: 30 } } });
    expect(warnings(device)).toContainEqual(
      expect.objectContaining({ code: "samples-truncated", field: "orbitals.L.energy" }),
    );
  });

  test("a grid that was asked for and is too coarse, against the tolerance that was wanted", async () => {
    const motor = await createMotor("fig2c", { tolerance: 1e-3 });
    const { warnings, error } = motor.coefficients({ nodes: 30 });
    expect(warnings).toEqual([
      { code: "fixed-nodes", message: expect.any(String) as string, nodes: 30, error, tolerance: 1e-3 },
    ]);
    expect(motor.coefficients({ nodes: 200 }).warnings).toEqual([]);
  });

  test("velocities that are not valid, as many as are marked", async () => {
    const motor = await createMotor("fig2c");
    for (const order of [1, 3]) {
      const { velocities, warnings } = motor.steady({ load: -20, order });
      const marked = velocities.filter(({ valid }) => !valid).map(({ omega }) => omega);
      expect(marked.length).toBeGreaterThan(0);
      expect(warnings).toMatchObject([
        { code: "velocity-beyond-expansion", velocities: marked, maximalVelocity: 0.05 },
      ]);
    }
    const codes = (rows: Result<object>[]) => rows.map(({ warnings }) => warnings.map(({ code }) => code));
    expect(codes(motor.periodic({ omega: [0.09, 0.11] }))).toEqual([[], ["velocity-beyond-master-equation"]]);
    for (const row of motor.efficiency({ loadRatio: [-1.1, 0.5, 0.9, 1.2], order: 4 })) {
      expect(row.warnings.length > 0).toBe(row.valid === false);
    }
    const rows = motor.efficiency({ loadRatio: [-1.1], order: 4 });
    expect(rows.filter(({ efficiency }) => (efficiency ?? 0) > 1)[0]!.warnings).toContainEqual(
      expect.objectContaining({ code: "second-law-broken", bound: 1 }),
    );
  });

  test("a motion that ends where its torque is no answer", async () => {
    const motor = await createMotor("fig2c");
    const codes = (omega0: number, full: boolean) =>
      motor.trajectory({ inertia: 1e6, load: 5, omega0, cycles: 1, full }).warnings.map(({ code }) => code);
    expect(codes(0.03, false)).toEqual([]);
    expect(codes(0.09, false)).toEqual(["velocity-beyond-expansion"]);
    expect(codes(0.09, true)).toEqual([]);
    expect(codes(0.15, true)).toEqual(["velocity-beyond-master-equation"]);
  });
});
