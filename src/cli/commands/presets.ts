import { Command } from "commander";
import { refuse } from "../../errors.js";
import { findPreset, presets } from "../../device/presets.js";
import { Account } from "../../motor/result.js";
import type { Composition } from "../composition.js";
import { described, deviceOf } from "../device.js";
import { printList } from "../list.js";
import { print, sayWarnings } from "../output.js";

export const presetsCommand = ({ theories }: Composition): Command =>
  new Command("presets")
    .description("the paper's devices by figure, and one beyond it")
    .option("--show <name>", "the preset whose device file to print")
    .addHelpText(
      "after",
      `
Prints [{name, description, device, loadRatio, loadAboveStall}]: device is a device file; the load of the figure, where it
has one, as a multiple of C_F(0) or as what is added to it. With --show the device file alone.

Examples:
  $ quantum-motor presets
  $ quantum-motor presets --show fig2c > device.json`,
    )
    .action(async ({ show }: { show?: string }) => {
      if (show === undefined) {
        const listed = presets.map((preset) =>
          new Account(described(deviceOf(preset, theories)), false).result(preset),
        );
        for (const { warnings } of listed) sayWarnings(warnings);
        await printList(listed.length, (i) => listed[i]);
        return;
      }
      const preset = findPreset(show);
      if (!preset) refuse("--show", show, presets.map(({ name }) => name).join(", "));
      print(preset.device, 2);
    });
