import { Command } from "commander";
import { reference } from "../../questions/documentation.js";
import type { Composition } from "../composition.js";
import { deviceHelp } from "../deviceHelp.js";
import { dashed, refuseCommand } from "../usage.js";

/** Help on a command, or on what is none: the device format, and all questions at once. */
export const helpCommand = ({ questions }: Composition): Command =>
  new Command("help")
    .description("help on a command, on the format of a device file: help device, or on all questions: help reference")
    .argument("[topic]", "a command, device or reference")
    .addHelpText(
      "after",
      `
Examples:
  $ quantum-motor help device
  $ quantum-motor help steady`,
    )
    .action((topic: string | undefined, _, { parent }: Command) => {
      if (topic === "device" || topic === "reference") {
        process.stdout.write(topic === "device" ? deviceHelp : reference(questions, dashed));
        return;
      }
      const command = topic === undefined ? parent! : parent!.commands.find((sub) => sub.name() === topic);
      if (!command) refuseCommand(parent!, topic!, ["device", "reference"]);
      command.outputHelp();
    });
