import { refuse } from "../device/errors.js";
import { type DeviceFile, parseDevice } from "../device/parse.js";
import { findPreset, presets } from "../device/presets.js";
import { Motor, type MotorOptions } from "./motor.js";

/**
 * A motor from a device description or the name of a preset.
 *
 * @example
 * const motor = await createMotor("fig2c");
 * motor.steady({ loadRatio: 1.01 }).velocities;
 *
 * @throws InvalidInput where the description is not a device
 */
// asynchronous so that a build that must fetch or compile its core elsewhere keeps the same interface
// eslint-disable-next-line @typescript-eslint/require-await
export async function createMotor(device: DeviceFile | string, options: MotorOptions = {}): Promise<Motor> {
  if (typeof device !== "string") return new Motor(parseDevice(device), options);
  const preset = findPreset(device);
  if (!preset)
    refuse("device", device, `a device description, or one of ${presets.map(({ name }) => name).join(", ")}`);
  return new Motor(parseDevice(preset.device), options);
}
