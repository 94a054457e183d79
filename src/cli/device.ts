import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { InvalidInput, refuse } from "../device/errors.js";
import { parseDevice, parseDeviceText } from "../device/parse.js";
import { findPreset, type Preset, presets } from "../device/presets.js";
import type { Device } from "../device/device.js";
import type { CycleCoefficients } from "../motor/coefficients.js";
import type { Load } from "../motor/steady.js";

export const DEVICE = "<DEVICE>";
export const DEVICE_HELP = "a JSON file, - for standard input, or a preset";

/** The device that an argument names, and the preset it came from. */
export async function readDevice(argument: string): Promise<{ device: Device; preset?: Preset }> {
  const preset = findPreset(argument);
  if (preset) return { device: parseDevice(preset.device), preset };
  if (argument === "-") return { device: parseDeviceText(await text(process.stdin), "standard input") };
  let content: string;
  try {
    content = await readFile(argument, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidInput(
      `device: cannot read "${argument}" (${code ?? "unreadable"}), allowed: a JSON file, - for standard input, ` +
        `or a preset (${presets.map(({ name }) => name).join(", ")})`,
    );
  }
  return { device: parseDeviceText(content, argument) };
}

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
