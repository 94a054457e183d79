import { Command } from "commander";
import { Account } from "../../motor/result.js";
import { need } from "../../electrons/electrons.js";
import type { Composition } from "../composition.js";
import { DEVICE, DEVICE_HELP, described, readDevice } from "../device.js";
import { printList } from "../list.js";
import { sayWarnings } from "../output.js";

export const statesCommand = ({ theories }: Composition): Command =>
  new Command("states")
    .description("the many-body states of a device, in the order of energies and p in frozen")
    .argument(DEVICE, DEVICE_HELP)
    .addHelpText(
      "after",
      `
Prints [{state, electrons, spin, class}]: spin is twice its projection, null where the device knows none; states of one
class are equally probable.

Examples:
  $ quantum-motor states fig2a
  $ quantum-motor states device.json`,
    )
    .action(async (argument: string) => {
      const electrons = described(await readDevice(argument, theories));
      const account = new Account(electrons, false);
      sayWarnings(account.warnings);
      const states = need(electrons, "listStates")();
      await printList(states.length, (i) => account.result(states[i]!));
    });
