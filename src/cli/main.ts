import { Command, CommanderError } from "commander";
import { version } from "../../package.json";
import { isInvalidInput, isUntrustworthy } from "../errors.js";
import { type Addition, takeAdditions, WITH, WITH_HELP, withAdditions } from "./additions.js";
import { presetsCommand } from "./commands/presets.js";
import type { Composition } from "./composition.js";
import { say } from "./output.js";
import { checkCommand, messageFor, refuseUsage } from "./usage.js";

export const INVALID = 2;
const UNTRUSTWORTHY = 3;

/** What these print is no result. */
const WITHOUT_RESULT = ["help", "schema"];

function programOf(commands: readonly Command[]): Command {
  const program = new Command("quantum-motor")
    .helpCommand(false) // the one below also knows the device format
    .description(
      "What a nanoscale motor or pump driven by electrons does: does it turn, which way, how fast, how efficiently.",
    )
    .version(version)
    .option(`${WITH} <module>`, WITH_HELP)
    .addHelpText(
      "after",
      `
DEVICE is a JSON file, - for standard input, or the name of a preset (quantum-motor presets).
Results go to standard output as one JSON document; energies in k_B T_0, hbar = k_B = e = 1.
Every result, and of a list every row, carries
  warnings  [{code, message, ...}]: what is doubtful about it, [] where nothing is, with numbers named as in the message;
            those on the device, the host and the grid are on standard error too
  made      {version, engine, build, states, device}: what computed it, and the device file that makes it again
Exit codes: 0 done, 2 bad input, 3 a result that cannot be trusted (never NaN, never silence).
The format of a device file: quantum-motor help device.

Examples:
  $ quantum-motor steady fig2c
  $ quantum-motor coefficients device.json --order 4 --tolerance 1e-11
  $ quantum-motor efficiency fig4a-50 --load-ratio 0:2:41
  $ quantum-motor presets --show fig2c > device.json`,
    );
  for (const command of commands) program.addCommand(command);
  for (const command of program.commands) {
    if (WITHOUT_RESULT.includes(command.name())) continue;
    command.addHelpText("after", "\nEvery result carries warnings and made: quantum-motor --help.");
  }

  // bad usage leaves through the one door below, as everything else that is wrong
  for (const command of [program, ...program.commands]) {
    command.exitOverride((error) => {
      if (error.exitCode === 0) throw error;
      refuseUsage(command, error);
    });
    // neither Commander's own messages nor the help that it prints where a command is missing
    command.configureOutput({ outputError: () => undefined, writeErr: () => undefined });
  }
  return program;
}

/** The commands that arguments may mean. What asks no question and reads no device does without most of the package. */
async function commandsFor(
  args: readonly string[],
  additions: readonly Addition[],
  composition?: Composition,
): Promise<Command[]> {
  if (args[0] === "presets") return [presetsCommand()];
  if (args.length === 1 && args[0] === "--version") return [];
  const { commandsOf, ownComposition } = await import("./commands/all.js");
  return commandsOf(withAdditions(composition ?? ownComposition, additions));
}

/**
 * Runs the command line.
 *
 * @param args what follows the name of the program
 * @param composition what it is made of; default what the package has
 * @returns the exit code
 */
export async function run(args: readonly string[], composition?: Composition): Promise<number> {
  let running: Command | undefined;
  try {
    const { args: own, additions } = await takeAdditions(args);
    const program = programOf(await commandsFor(own, additions, composition));
    program.hook("preAction", (_, command) => {
      running = command;
    });
    checkCommand(program, own);
    await program.parseAsync(own, { from: "user" });
    return 0;
  } catch (error) {
    return report(error, running);
  }
}

function report(error: unknown, command: Command | undefined): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
  if (isInvalidInput(error)) {
    say(messageFor(command, error));
    return INVALID;
  }
  if (isUntrustworthy(error)) {
    say(error.message);
    return UNTRUSTWORTHY;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  say(code ? message : `internal error: ${(error as Error).stack ?? message}`);
  return code ? INVALID : 1;
}
