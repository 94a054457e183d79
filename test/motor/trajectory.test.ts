import { describe, expect, test } from "vitest";
import { paperDevice } from "../../src/device/presets.js";
import { trajectory } from "../../src/motor/motion/trajectory.js";
import { createMotor } from "../../src/questions/create.js";
import type { Motor } from "../../src/questions/motor.js";

/** Of a motion that is asked of the physics itself, further than options may go. */
const USUAL = { theta0: 0, order: 3, friction: 0, tolerance: 1e-9 };

const stall = (motor: Motor): number => motor.coefficients({ order: 0 }).F[0]!;

describe("the rotor", () => {
  test("a conservative torque keeps the energy: no friction, no bias, no load (Eq. 10)", async () => {
    const motor = await createMotor(paperDevice({ orbitRadius: 10 }));
    const { omegaMean } = motor.trajectory({ inertia: 1e5, load: 0, omega0: 0.03, cycles: 50, order: 0 });
    const drift = omegaMean.map((omega) => Math.abs(omega / omegaMean[0]! - 1));
    expect(Math.max(...drift)).toBeLessThan(1e-8);
  });

  test("work and kinetic energy balance over one revolution (Eq. 10)", async () => {
    const motor = await createMotor(paperDevice({ orbitRadius: 10, V: 2 }));
    const engine = motor.electrons;
    const inertia = 1e5;
    const rotor = engine.mechanics.rotor(engine.field(0, 4096));
    rotor.place(0, 0.03, inertia, 0);
    rotor.revolve({ tolerance: 1e-11, velocityScale: 0.05, velocityLimit: 10, turns: 10, maximalSteps: 1e6 });
    const gained = (inertia / 2) * (rotor.omega ** 2 - 0.03 ** 2);
    expect(gained).toBeCloseTo(stall(motor), 6);
    expect(rotor.theta).toBeCloseTo(0, 12);
  });

  test("settles at the root of Eq. 60, the distance falling as 1/I", async () => {
    const motor = await createMotor("fig2c");
    const load = stall(motor) + 0.05;
    const roots = motor.steady({ load }).velocities.filter(({ stable }) => stable);
    for (const [omega0, root] of [
      [-0.012, roots[0]!.omega],
      [0.009, roots[1]!.omega],
    ] as const) {
      const distance = [3e6, 6e6].map((inertia) => {
        const run = motor.trajectory({ inertia, load, omega0, cycles: 80_000 });
        expect(run.outcome).toBe("settled");
        return Math.abs(run.settledAt! - root);
      });
      expect(distance[0]! / Math.abs(root)).toBeLessThan(0.03);
      expect(distance[0]! / distance[1]!).toBeCloseTo(2, 0);
    }
  });

  test("two rotors that take turns do not disturb each other, nor do other devices", async () => {
    const limits = { tolerance: 1e-9, velocityScale: 0.05, velocityLimit: 10, turns: 10, maximalSteps: 1e6 };
    const motors = [await createMotor("fig2c"), await createMotor("fig2c-frozen")];
    const alone = motors.map((motor) => {
      const rotor = motor.electrons.mechanics.rotor(motor.electrons.field(3, 1024));
      rotor.place(0, 0.01, 1e6, 0);
      return [1, 2, 3].map(() => [rotor.revolve(limits), rotor.theta, rotor.omega, rotor.time]);
    });
    const rotors = motors.map((motor) => motor.electrons.mechanics.rotor(motor.electrons.field(3, 1024)));
    for (const rotor of rotors) rotor.place(0, 0.01, 1e6, 0);
    for (const turn of [0, 1, 2]) {
      rotors.forEach((rotor, i) => {
        expect(rotor.revolve(limits)).toBe("revolved");
        const [, theta, omega, time] = alone[i]![turn] as [string, number, number, number];
        expect(rotor.theta).toBeCloseTo(theta, 10);
        expect(rotor.omega / omega).toBeCloseTo(1, 8);
        expect(rotor.time / time).toBeCloseTo(1, 8);
        motors[1 - i]!.frozen({ theta: 0.3, order: 2 });
      });
    }
  });

  test("both engines see the same motion", async () => {
    const options = { inertia: 2e5, omega0: 0.011, theta0: 0.7, cycles: 4, order: 3 };
    const [wasm, reference] = await Promise.all(
      (["wasm", "typescript"] as const).map(async (engine) => {
        const motor = await createMotor("fig2c", { engine });
        return motor.trajectory({ ...options, load: stall(motor) + 0.05 });
      }),
    );
    expect(wasm!.omegaMean).toHaveLength(4);
    wasm!.omegaMean.forEach((omega, i) => expect(omega / reference!.omegaMean[i]!).toBeCloseTo(1, 6));
    wasm!.time.forEach((time, i) => expect(time / reference!.time[i]!).toBeCloseTo(1, 6));
  });

  test("smaller errors a step change nothing visible", async () => {
    const motor = await createMotor("fig2c");
    const run = (stepError: number) =>
      motor.trajectory({ inertia: 3e5, load: stall(motor) + 0.05, omega0: -0.01, cycles: 30, stepError }).omegaMean;
    const [loose, tight] = [run(1e-8), run(1e-11)];
    loose.forEach((omega, i) => expect(omega / tight[i]!).toBeCloseTo(1, 5));
  });

  test("a light rotor under positive friction is trapped and comes to rest where the torque meets the load", async () => {
    const motor = await createMotor("fig2a");
    const load = 0.5 * stall(motor);
    const run = motor.trajectory({ inertia: 1e4, load, omega0: 0.002, cycles: 100, order: 1 });
    expect(run).toMatchObject({ outcome: "trapped", settledAt: 0, cycles: [] });
    const [from, to] = run.trappedBetween!;
    expect(to - from).toBeLessThan(2 * Math.PI);
    const torque = [from, to].map((theta) => motor.frozen({ theta, order: 0 }).F[0]! - load / (2 * Math.PI));
    expect(torque[0]! * torque[1]!).toBeLessThan(0); // the swing is about a zero of the total torque
  });

  test("beyond the outermost unstable velocity it runs away", async () => {
    const motor = await createMotor("fig2a");
    const load = 0.5 * stall(motor);
    const outermost = motor.steady({ load }).velocities.at(-1)!;
    expect(outermost.stable).toBe(false);
    const run = motor.trajectory({ inertia: 1e6, load, omega0: 1.2 * outermost.omega, cycles: 1_000_000 });
    expect(run.outcome).toBe("ran-away");
    expect(run.velocityRatio).toBeGreaterThan(100);
  });

  test.each([1e7, 2e10])("a swing that still grows is not trapped: I = %d from rest", async (inertia) => {
    const motor = await createMotor("fig2c");
    const run = motor.trajectory({ inertia, load: stall(motor) + 0.05, omega0: 0, cycles: 3 });
    expect(run.outcome).toBe("still-changing");
    expect(run.settledAt).toBeNull();
  });

  test("a swing that has reached its width is trapped: I = 1e5", async () => {
    const motor = await createMotor("fig2c");
    const run = motor.trajectory({ inertia: 1e5, load: stall(motor) + 0.05, omega0: 0, cycles: 3 });
    expect(run.outcome).toBe("trapped");
  });

  test.each(["wasm", "typescript"] as const)("%s: a motion beyond numbers ends with the reason", async (engine) => {
    const { electrons } = await createMotor("fig2c", { engine });
    for (const [inertia, omega0] of [
      [1e6, 1e200],
      [1e-310, 0.01],
    ] as const) {
      expect(() => trajectory(electrons, { ...USUAL, inertia, load: 1, omega0, cycles: 5 })).toThrow(
        /could not be followed/,
      );
    }
  });

  test("a rotor too heavy to change within a cycle has not settled", async () => {
    const motor = await createMotor("fig2c");
    const run = motor.trajectory({ inertia: 1e13, load: stall(motor) + 0.05, omega0: 0.02, cycles: 3000 });
    expect(run.outcome).toBe("still-changing");
  });

  test("too few revolutions are reported as such", async () => {
    const motor = await createMotor("fig2a");
    const run = motor.trajectory({ inertia: 1e9, load: 0.5 * stall(motor), omega0: 0.003, cycles: 5 });
    expect(run).toMatchObject({ outcome: "still-changing", settledAt: null, cycles: [1, 2, 3, 4, 5] });
    expect(run.time.every((t, i) => i === 0 || t > run.time[i - 1]!)).toBe(true);
  });

  test("at rest on a slope it starts by itself", async () => {
    const motor = await createMotor("fig2a");
    const run = motor.trajectory({ inertia: 1e6, load: -400, omega0: 0, theta0: 3, cycles: 3 });
    expect(run.cycles).toEqual([1, 2, 3]);
    expect(run.omegaMean.every((omega) => omega > 0)).toBe(true);
  });

  describe.each(["wasm", "typescript"] as const)("%s: a point orbit has no torque", (engine) => {
    const point = () => createMotor(paperDevice({ orbitRadius: 0, V: 2 }), { engine });
    const inertia = 1e6;

    test("under a load the motion is omega0 - load t / (2 pi I)", async () => {
      const motor = await point();
      for (const [omega0, load] of [
        [0, 1],
        [0.01, 1],
        [-1e-12, -3],
      ] as const) {
        const { time, steps } = motor.trajectory({ inertia, load, omega0, cycles: 3 });
        time.forEach((t, i) => {
          const angle = omega0 * t - (load * t ** 2) / (4 * Math.PI * inertia);
          expect(Math.abs(angle) / (2 * Math.PI)).toBeCloseTo(i + 1, 8);
        });
        expect(steps).toBeLessThan(1000);
      }
    });

    test("without a load it keeps its velocity, or stands", async () => {
      const motor = await point();
      for (const omega0 of [0.01, 1e-12, -1e6]) {
        const run = motor.trajectory({ inertia, load: 0, omega0, cycles: 1000 });
        expect(run.outcome).toBe("settled");
        expect(run.settledAt! / omega0).toBeCloseTo(1, 12);
        expect(run.steps).toBeLessThan(1000);
      }
      const rest = motor.trajectory({ inertia, load: 0, omega0: 0, theta0: 7, cycles: 1000 });
      expect(rest).toMatchObject({ outcome: "trapped", settledAt: 0, steps: 0 });
      expect(rest.trappedBetween![0]).toBeCloseTo(7 - 2 * Math.PI, 12);
    });
  });

  test.each([1e-300, 1e-6, 1e-3])(
    "orbit %d: a speed limit far away does not shorten the steps",
    async (orbitRadius) => {
      const motor = await createMotor(paperDevice({ orbitRadius, V: 2 }));
      const { omegaMean, steps } = motor.trajectory({ inertia: 1e6, load: 0, omega0: 0.01, cycles: 3 });
      expect(omegaMean.every((omega) => Math.abs(omega / 0.01 - 1) < 1e-4)).toBe(true);
      expect(steps).toBeLessThan(1000);
    },
  );

  test.each([
    [{ inertia: 0 }, "inertia: got 0, allowed: a finite number > 0"],
    [{ inertia: NaN }, "inertia: got NaN, allowed: a finite number > 0"],
    [{ cycles: 1.5 }, "cycles: got 1.5, allowed: an integer from 1 to"],
    [{ load: Infinity }, "load: got Infinity, allowed: a finite number"],
    [{ order: 7 }, "order: got 7, allowed: an integer from 0 to 6"],
  ])("refuses %o", async (change, message) => {
    for (const engine of ["wasm", "typescript"] as const) {
      const motor = await createMotor("fig2a", { engine });
      expect(() => motor.trajectory({ inertia: 1, load: 0, omega0: 0, cycles: 1, ...change })).toThrow(message);
    }
  });
});

test("friction too strong for the steps is no trap: nothing holds the rotor there", async () => {
  const motor = await createMotor("fig2c");
  const creeping = { inertia: 4e4, omega0: 0.001, load: -200, friction: 1e9, cycles: 3 };
  for (const full of [true, false]) {
    expect(() => motor.trajectory({ ...creeping, full })).toThrow(/the torque does not hold it/);
  }
});

test.each([1e-100, 1e-30, 1e-6])(
  "a rotor of inertia %d is thrown away, and no revolution is made up",
  async (inertia) => {
    const { electrons } = await createMotor("fig2c");
    const run = trajectory(electrons, { ...USUAL, order: null, inertia, omega0: 0.01, load: 5.8, cycles: 5 });
    expect(run).toMatchObject({ outcome: "ran-away", cycles: [] });
  },
);
