import { Option } from "commander";
import type { Description } from "../device/description.js";
import { InvalidInput, isInvalidInput } from "../errors.js";
import { readJson } from "../device/json.js";
import { findPreset, type Preset, presets } from "../device/presets.js";
import type { Electrons, ReadingOptions, Theory } from "../electrons/electrons.js";
import { Motor } from "../questions/motor.js";
import { theoryOf } from "../theories.js";
import { sayWarnings } from "./output.js";
import { withProgress } from "./progress.js";
import { readText } from "./read.js";

export const DEVICE = "<DEVICE>";
export const DEVICE_HELP = "a JSON file, - for standard input, or a preset";

/** A device, the theory that reads it, and the preset it came from. */
interface ReadDevice {
  device: Description;
  theory: Theory;
  preset?: Preset;
}

/** The device of a preset. */
export function deviceOf(preset: Preset, theories: readonly Theory[]): ReadDevice {
  const theory = theoryOf(preset.device, theories);
  return { theory, device: theory.parse(preset.device), preset };
}

/** The device that an argument names. */
export async function readDevice(argument: string, theories: readonly Theory[]): Promise<ReadDevice> {
  const preset = findPreset(argument);
  if (preset) return deviceOf(preset, theories);
  const names = presets.map(({ name }) => name).join(", ");
  const allowed = `a JSON file, - for standard input, or a preset (${names})`;
  const text = await readText("device", argument, allowed);
  try {
    const { value, order } = readJson(text, argument === "-" ? "standard input" : argument);
    const model = (value as { model?: unknown } | null)?.model;
    // what no theory reads the first one refuses, field by field
    const theory = theories.find(({ models }) => models.some((known) => known === model)) ?? theories[0]!;
    return { theory, device: theory.parse(value, order) };
  } catch (error) {
    // a field of the file is no option, even where the names agree
    throw isInvalidInput(error) ? new InvalidInput(error.message) : error;
  }
}

/** A motor of the device that an argument names. Says on standard error, before anything is computed, what is doubtful. */
export async function readMotor(
  argument: string,
  options: ReadingOptions,
  theories: readonly Theory[],
): Promise<{ motor: Motor<Description>; preset?: Preset }> {
  const { device, theory, ...from } = await readDevice(argument, theories);
  const { motor, warnings } = await withProgress("looking at the device", () => {
    const made = new Motor(device, { ...options, theory });
    return { motor: made, warnings: made.warnings };
  });
  sayWarnings(warnings);
  return { motor, ...from };
}

/** The reading of a device that is described and not computed: no core is woken for it. */
export const described = ({ device, theory }: ReadDevice): Electrons => theory.read(device, { engine: "typescript" });

// how a device is read

export const engineOption = (): Option =>
  new Option("--engine <name>", "what computes").choices(["wasm", "typescript"]).default("wasm");

export const statesOption = (): Option =>
  new Option("--states <space>", "auto lumps states that are equally probable by symmetry; spin-resolved keeps all")
    .choices(["auto", "spin-resolved"])
    .default("auto");
