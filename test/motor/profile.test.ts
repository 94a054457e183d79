import { expect, test } from "vitest";
import { interpolate, valueAt } from "../../src/device/harmonics.js";
import { paperDevice } from "../../src/device/presets.js";
import { brakeOf } from "../../src/mechanics/brake.js";
import { createMotor } from "../../src/questions/create.js";
import { tablePoints } from "../../src/motor/motion/motion.js";

const TURN = 2 * Math.PI;

/** A torque with harmonics up to the fifth. */
const torque = (theta: number): number =>
  0.4 * Math.cos(theta + 0.3) - 0.2 * Math.sin(3 * theta) + 0.1 * Math.cos(5 * theta);

/** Its values at n angles. */
const values = (n: number): number[] => Array.from({ length: n }, (_, i) => torque((TURN * i) / n));

test.each([11, 12, 40])("%d values give a torque of few harmonics exactly", (n) => {
  const series = interpolate(values(n));
  for (let theta = -7; theta < 7; theta += 0.37) expect(valueAt(series, theta)).toBeCloseTo(torque(theta), 14);
  const { profile } = brakeOf({ friction: 0, loadProfile: values(n) }, 64);
  profile!.forEach((value, i) => expect(value).toBeCloseTo(torque((TURN * i) / 64), 14));
});

test.each(["wasm", "typescript"] as const)("%s: a dozen values move the rotor as the function does", async (engine) => {
  const motor = await createMotor(paperDevice({ orbitRadius: 2, V: 2 }), { engine });
  const options = { inertia: 1e4, load: 0, omega0: 0.05, cycles: 2, friction: 0.1, stepError: 1e-11 };
  const given = motor.trajectory({ ...options, loadProfile: values(12) });
  const exact = motor.trajectory({ ...options, loadProfile: torque });
  const none = motor.trajectory(options);
  given.omegaMean.forEach((omega, i) => expect(omega / exact.omegaMean[i]! - 1).toBeCloseTo(0, 11));
  given.variation.forEach((range, i) => expect(range / exact.variation[i]! - 1).toBeCloseTo(0, 9));
  expect(Math.abs(given.variation[0]! / none.variation[0]! - 1)).toBeGreaterThan(1e-3);
});

test("many harmonics make the table finer, more values than can be meant are refused", async () => {
  const motor = await createMotor(paperDevice({ orbitRadius: 2, V: 2 }));
  const comb = (theta: number): number => 0.3 * Math.cos(60 * theta);
  const loadProfile = Array.from({ length: 128 }, (_, i) => comb((TURN * i) / 128));
  expect(tablePoints(motor.electrons, { loadProfile })).toBe(2 ** 13); // 128 angles a wave and more
  expect(tablePoints(motor.electrons)).toBe(2 ** 10);
  const options = { inertia: 1e4, load: 0, omega0: 0.05, cycles: 1 };
  expect(() => motor.trajectory({ ...options, loadProfile: new Array<number>(5000).fill(0) })).toThrow(
    /^loadProfile: got "5000 numbers", allowed: an array of 6 torques at least, 4096 at most/,
  );
});

test("a load beside a swept one is refused, not ignored", async () => {
  const motor = await createMotor(paperDevice({ orbitRadius: 2, V: 2 }));
  const sweep = { sweep: "load", values: [0, 1], inertia: 1e4 } as const;
  expect(() => motor.hysteresis({ ...sweep, load: 0 })).toThrow(
    "load: got 0, allowed: nothing where the load is swept",
  );
});
