import { Command } from "commander";
import { Account } from "../../motor/result.js";
import type { Composition } from "../composition.js";
import { DEVICE, DEVICE_HELP, described, readDevice } from "../device.js";
import { print, sayWarnings } from "../output.js";

export const validateCommand = ({ theories }: Composition): Command =>
  new Command("validate")
    .description("whether a file is a device, what it holds, and what is doubtful about it")
    .argument(DEVICE, DEVICE_HELP)
    .addHelpText(
      "after",
      `
Prints {valid: true, model, states, orbitals, leads, limits, warnings, made}: the number of many-body states, names in the order
of the file, what the device may have at most. What is no device is refused as everywhere: exit 2 and one line that names
the first field that is wrong. The format: quantum-motor help device.

Examples:
  $ quantum-motor validate device.json
  $ quantum-motor presets --show fig2c | quantum-motor validate -`,
    )
    .action(async (argument: string) => {
      const read = await readDevice(argument, theories);
      const { device, theory } = read;
      const account = new Account(described(read), false);
      sayWarnings(account.warnings);
      print(
        account.result({
          valid: true,
          model: device.model,
          ...(theory.describe?.(device) ?? { leads: device.leads.map(({ name }) => name) }),
        }),
      );
    });
