import { describe, expect, test } from "vitest";
import { paperDevice } from "../../src/device/presets.js";
import { createMotor } from "../../src/questions/create.js";
import { evaluate } from "../../src/numerics/polynomial.js";

const ENGINES = ["wasm", "typescript"] as const;

describe.each(ENGINES)("%s: Fig. 2c", (engine) => {
  test.each([
    ["fig2c", [-9.45, 3.38, 6.2]],
    ["fig2c-frozen", [-7.4, 2.03, 6.74]],
  ])("%s: stable, unstable, stable", async (preset, expected) => {
    const motor = await createMotor(preset, { engine });
    const { F } = motor.coefficients();
    const { velocities, maximalVelocity } = motor.steady({ load: F[0]! + 0.05 });
    expect(velocities.map(({ omega }) => Number((1000 * omega).toFixed(2)))).toEqual(expected);
    expect(velocities.map(({ stable }) => stable)).toEqual([true, false, true]);
    expect(velocities.map(({ mode }) => mode)).toEqual(["pump", "motor", "motor"]);
    expect(velocities.every(({ valid }) => valid)).toBe(true);
    expect(maximalVelocity).toBeCloseTo(0.05, 14);
  });
});

describe("steady states", () => {
  test.each([1, 2, 3, 4, 5, 6])(
    "order %i: every velocity solves Eq. 60, stability is the sign of Eq. 61",
    async (order) => {
      const motor = await createMotor("fig2c");
      const { F } = motor.coefficients({ order });
      const load = F[0]! + 0.05;
      const { velocities } = motor.steady({ load, order });
      expect(velocities.length).toBeGreaterThan(0);
      for (const { omega, stable } of velocities) {
        const terms = F.map((c, k) => Math.abs(c * omega ** k));
        expect(Math.abs(evaluate(F, omega) - load)).toBeLessThan(1e-11 * Math.max(...terms));
        const h = 1e-6 * Math.abs(omega);
        expect(evaluate(F, omega + h) - evaluate(F, omega - h) < 0).toBe(stable);
      }
      expect(velocities.map(({ omega }) => omega)).toEqual(velocities.map(({ omega }) => omega).sort((a, b) => a - b));
    },
  );

  test("first order is Eq. 62, second order Eq. 63", async () => {
    const motor = await createMotor("fig2a");
    const [C0, C1, C2] = motor.coefficients({ order: 2 }).F as [number, number, number];
    const load = 0.5 * C0;
    expect(motor.steady({ load, order: 1 }).velocities.map(({ omega }) => omega)).toEqual([
      expect.closeTo((load - C0) / C1, 15),
    ]);
    const root = Math.sqrt((C1 / (2 * C2)) ** 2 + (load - C0) / C2);
    const both = [-C1 / (2 * C2) - root, -C1 / (2 * C2) + root].sort((a, b) => a - b);
    const found = motor.steady({ load, order: 2 }).velocities;
    found.forEach(({ omega }, i) => expect(omega / both[i]!).toBeCloseTo(1, 10));
    // Eq. 64: C_F(2) > 0 makes the minus branch the stable one
    expect(C2).toBeGreaterThan(0);
    expect(found.find(({ stable }) => stable)!.omega / (-C1 / (2 * C2) - root)).toBeCloseTo(1, 10);
  });

  test("at the stalling load the rotor may stand", async () => {
    const motor = await createMotor("fig2a");
    const { velocities } = motor.steady({ loadRatio: 1, order: 1 });
    expect(velocities).toHaveLength(1);
    expect(velocities[0]).toMatchObject({ omega: 0, stable: true, mode: "standing", work: 0 });
  });

  test("the mode follows the energy: motor between 0 and 1, pump outside", async () => {
    const motor = await createMotor("fig2a");
    const mode = (loadRatio: number) => motor.steady({ loadRatio, order: 1 }).velocities[0]!.mode;
    expect([0.5, 1.5, -0.5].map(mode)).toEqual(["motor", "pump", "pump"]);
    expect(mode(0)).toBe("idle");
  });

  test("a velocity beyond Omega_max is not valid", async () => {
    const motor = await createMotor("fig2a");
    const { velocities, maximalVelocity } = motor.steady({ loadRatio: 0.5, order: 3 });
    for (const { omega, valid, velocityRatio } of velocities) {
      expect(valid).toBe(Math.abs(omega) <= maximalVelocity!);
      expect(velocityRatio).toBeCloseTo(Math.abs(omega) / maximalVelocity!, 12);
    }
    expect(velocities.filter(({ valid }) => valid)).toHaveLength(1);
  });

  test("a velocity beyond the slowest relaxation rate is not valid: polarised blockade", async () => {
    const device = paperDevice({ orbitRadius: 10, V: 2, U: 200 });
    device.epsilonBar = { L: -10, R: -10 };
    device.leads.L.gamma = { up: 0.25, down: 0.2 };
    const motor = await createMotor(device, { tolerance: 1e-6 });
    const { slowestRate } = motor.coefficients({ order: 3 });
    for (const { omega, valid } of motor.steady({ loadRatio: 0.5, order: 2 }).velocities) {
      if (Math.abs(omega) > slowestRate) expect(valid).toBe(false);
    }
    expect(motor.steady({ loadRatio: 0.5, order: 2 }).velocities.some(({ valid }) => !valid)).toBe(true);
  });

  test("at equilibrium a load ratio means nothing, a load does", async () => {
    const motor = await createMotor(paperDevice({ orbitRadius: 10 }));
    expect(() => motor.steady({ loadRatio: 0.5 })).toThrow(/^loadRatio: got 0.5, .*C_F\(0\) differs from zero/);
    expect(motor.steady({ load: 1, order: 1 }).loadRatio).toBeNull();
  });

  test("order 0 and order 7 are refused alike", async () => {
    for (const engine of ENGINES) {
      const motor = await createMotor("fig2a", { engine });
      for (const order of [0, 7, 2.5, NaN]) {
        expect(() => motor.steady({ load: 0, order })).toThrow(`order: got ${order}, allowed: an integer from 1 to 6`);
      }
      expect(() => motor.coefficients({ order: 7 })).toThrow("order: got 7, allowed: an integer from 0 to 6");
    }
  });
});
