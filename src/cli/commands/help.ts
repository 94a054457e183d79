import { Command } from "commander";
import { deviceHelp } from "../deviceHelp.js";
import { refuseCommand } from "../usage.js";

/** Help on a command, or on what is none: the device format. */
export const helpCommand = (): Command =>
  new Command("help")
    .description("help on a command, or on the format of a device file: help device")
    .argument("[topic]", "a command, or device")
    .addHelpText(
      "after",
      `
Examples:
  $ quantum-motor help device
  $ quantum-motor help steady`,
    )
    .action((topic: string | undefined, _, { parent }: Command) => {
      if (topic === "device") {
        process.stdout.write(deviceHelp);
        return;
      }
      const command = topic === undefined ? parent! : parent!.commands.find((sub) => sub.name() === topic);
      if (!command) refuseCommand(parent!, topic!, ["device"]);
      command.outputHelp();
    });
