import { expect, test } from "vitest";
import { paperDevice } from "../../src/device/presets.js";
import { createMotor } from "../../src/questions/create.js";

test("every order is off by the next power of the velocity", async () => {
  const motor = await createMotor("fig2c");
  const { velocities, maximalVelocity } = motor.convergence({ order: 3 });
  expect(maximalVelocity).toBe(0.05);
  expect(velocities.map(({ omega }) => omega)).toEqual(velocities.map(({ omega }) => omega).sort((a, b) => a - b));
  const { F } = motor.coefficients({ order: 4 });
  const slow = velocities.filter(({ ratio }) => ratio > 0 && ratio < 3e-3);
  expect(slow.length).toBeGreaterThan(3);
  for (const { omega, torque } of slow) {
    // order 0 misses all of the change; order k misses C_F(k+1) omega^(k+1) of C_F(1) omega
    expect(torque[0]).toBeCloseTo(1, 2);
    expect(torque[2]! / Math.abs((F[3]! / F[1]!) * omega ** 2)).toBeCloseTo(1, 1);
  }
});

test("within the limits the error is below the threshold, beyond them it is not", async () => {
  const motor = await createMotor("fig4a-10");
  const { orders, velocities, threshold } = motor.convergence({ order: 4 });
  expect(orders.map(({ order }) => order)).toEqual([1, 2, 3, 4]);
  for (const { order, forwards, backwards } of orders) {
    expect(forwards).toBeGreaterThan(0);
    expect(backwards).toBeLessThan(0);
    for (const { omega, torque } of velocities) {
      if (omega > backwards! && omega < forwards!) expect(torque[order]).toBeLessThanOrEqual(threshold);
    }
    const beyond = velocities.find(({ omega }) => omega > forwards!);
    expect(beyond!.torque[order]).toBeGreaterThan(threshold);
  }
});

test("bad input is refused", async () => {
  const motor = await createMotor("fig2c");
  expect(() => motor.convergence({ reach: 0 })).toThrow("reach: got 0, allowed: a finite number > 0");
  expect(() => motor.convergence({ order: 7 })).toThrow(/^order: got 7/);
  const point = await createMotor(paperDevice({ orbitRadius: 0, V: 2 }));
  expect(() => point.convergence()).toThrow(/^path: got "a point", allowed: one that moves/);
});
