import { Command } from "commander";
import { refuse } from "../../errors.js";
import { findPreset, presets } from "../../device/presets.js";
import { madeBy } from "../../motor/result.js";
import { printList } from "../list.js";
import { print } from "../output.js";

export const presetsCommand = (): Command =>
  new Command("presets")
    .description("the paper's devices by figure, and one beyond it")
    .option("--show <name>", "the preset whose device file to print")
    .addHelpText(
      "after",
      `
Prints [{name, description, device, loadRatio, loadAboveStall}]: device is a device file; the load of the figure, where it
has one, as a multiple of C_F(0) or as what is added to it. With --show the device file alone. What is doubtful
about a device "quantum-motor validate NAME" says.

Examples:
  $ quantum-motor presets
  $ quantum-motor presets --show fig2c > device.json`,
    )
    .action(async ({ show }: { show?: string }) => {
      if (show === undefined) {
        // a list of files: no device is read, and none looked at, which would take longer than all else
        const listed = presets.map((preset) => ({ ...preset, warnings: [], made: madeBy(undefined, preset.device) }));
        await printList(listed.length, (i) => listed[i]);
        return;
      }
      const preset = findPreset(show);
      if (!preset) refuse("--show", show, presets.map(({ name }) => name).join(", "));
      print(preset.device, 2);
    });
