import { InvalidInput, refuse } from "../device/errors.js";
import { parseDevice, parseDeviceText } from "../device/parse.js";
import { findPreset, type Preset, presets } from "../device/presets.js";
import type { Description } from "../device/description.js";
import type { Electrons } from "../electrons/electrons.js";
import { theoryOf } from "../theories.js";
import type { CycleCoefficients } from "../motor/cycle/coefficients.js";
import { Motor, type MotorOptions } from "../motor/motor.js";
import { type Load, loadOf } from "../motor/steady/steady.js";
import { sayWarnings } from "./output.js";
import { withProgress } from "./progress.js";
import { readText } from "./read.js";

export const DEVICE = "<DEVICE>";
export const DEVICE_HELP = "a JSON file, - for standard input, or a preset";

/** The device that an argument names, and the preset it came from. */
export async function readDevice(argument: string): Promise<{ device: Description; preset?: Preset }> {
  const preset = findPreset(argument);
  if (preset) return { device: parseDevice(preset.device), preset };
  const names = presets.map(({ name }) => name).join(", ");
  const allowed = `a JSON file, - for standard input, or a preset (${names})`;
  const text = await readText("device", argument, allowed);
  try {
    return { device: parseDeviceText(text, argument === "-" ? "standard input" : argument) };
  } catch (error) {
    // a field of the file is no option, even where the names agree
    throw error instanceof InvalidInput ? new InvalidInput(error.message) : error;
  }
}

/** A motor of the device that an argument names. Says on standard error, before anything is computed, what is doubtful. */
export async function readMotor(
  argument: string,
  options: MotorOptions,
): Promise<{ motor: Motor<Description>; preset?: Preset }> {
  const { device, ...from } = await readDevice(argument);
  const { motor, warnings } = await withProgress("looking at the device", () => {
    const made = new Motor(device, options);
    return { motor: made, warnings: made.warnings };
  });
  sayWarnings(warnings);
  return { motor, ...from };
}

/** The reading of a device that is described and not computed: no core is woken for it. */
export const described = (device: Description): Electrons => theoryOf(device).read(device, { engine: "typescript" });

export interface LoadOptions {
  load?: number;
  loadRatio?: number;
}

/** The load that the options give, or the one of the preset's figure. */
export function chooseLoad(options: LoadOptions, preset: Preset | undefined, stall: () => CycleCoefficients): Load {
  const { load, loadRatio } = options;
  if (load !== undefined && loadRatio !== undefined) refuse("--load", load, "one of --load and --load-ratio");
  if (load !== undefined) return { load };
  if (loadRatio !== undefined) return { loadRatio };
  if (preset?.loadRatio !== undefined) return { loadRatio: preset.loadRatio };
  if (preset?.loadAboveStall !== undefined) return { load: stall().F[0]! + preset.loadAboveStall };
  refuse("--load", undefined, "--load C or --load-ratio x");
}

/** The same as a number, C_ext. */
export function loadFrom(motor: Motor<Description>, options: LoadOptions, preset: Preset | undefined): number {
  const stall = (): CycleCoefficients => motor.coefficients({ order: 0 });
  const choice = chooseLoad(options, preset, stall);
  return "load" in choice ? choice.load : loadOf(stall(), choice);
}
