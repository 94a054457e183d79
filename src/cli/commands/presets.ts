import { Command } from "commander";
import { refuse } from "../../device/errors.js";
import { findPreset, presets } from "../../device/presets.js";
import { print } from "../output.js";

export const presetsCommand = (): Command =>
  new Command("presets")
    .description("the paper's devices, by figure")
    .option("--show <name>", "the preset whose device file to print")
    .addHelpText(
      "after",
      `
Examples:
  $ quantum-motor presets
  $ quantum-motor presets --show fig2c > device.json`,
    )
    .action(({ show }: { show?: string }) => {
      if (show === undefined) {
        print(presets);
        return;
      }
      const preset = findPreset(show);
      if (!preset) refuse("--show", show, presets.map(({ name }) => name).join(", "));
      print(preset.device, 2);
    });
