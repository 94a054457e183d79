import type { Description } from "../device/description.js";
import { refuse } from "../errors.js";
import { type DeviceFile, parseDevice } from "../device/parse.js";
import { findPreset, presets } from "../device/presets.js";
import type { Theory } from "../electrons/electrons.js";
import { optionsOf } from "./check.js";
import { checkTheory, Motor, MOTOR_OPTIONS, type MotorOptions } from "./motor.js";

/**
 * A motor from a device description or the name of a preset.
 *
 * @example
 * const motor = await createMotor("fig2c");
 * motor.steady({ loadRatio: 1.01 }).velocities;
 *
 * @param options.theory that reads the description; default the one of the package that knows its model
 * @throws InvalidInput where the description is not a device
 */
export function createMotor(device: DeviceFile | string, options?: MotorOptions & { theory?: never }): Promise<Motor>;
export function createMotor(device: object, options: MotorOptions & { theory: Theory }): Promise<Motor<Description>>;
// asynchronous so that a build that must fetch or compile its core elsewhere keeps the same interface
// eslint-disable-next-line @typescript-eslint/require-await
export async function createMotor(device: object | string, given: MotorOptions = {}): Promise<Motor<Description>> {
  const { theory, ...options } = optionsOf(given, MOTOR_OPTIONS);
  if (theory) {
    checkTheory(theory);
    return new Motor(theory.parse(device), { ...options, theory });
  }
  if (typeof device !== "string") return new Motor(parseDevice(device), options);
  const preset = findPreset(device);
  if (!preset)
    refuse("device", device, `a device description, or one of ${presets.map(({ name }) => name).join(", ")}`);
  return new Motor(parseDevice(preset.device), options);
}
