import type { Command, CommanderError } from "commander";
import { InvalidInput, refuse } from "../device/errors.js";

/** Turns what Commander says of wrong usage into the one form of every message: field, value, what is allowed. */
export function refuseUsage(command: Command, error: CommanderError): never {
  const { code, message } = error;
  const [name = "", other = ""] = [...message.matchAll(/'(.*?)'/gs)].map((match) => match[1]);
  const option = command.options.find(({ flags }) => flags === name);
  const allowed = option?.argChoices?.join(", ") ?? option?.description ?? "";
  switch (code) {
    case "commander.missingArgument":
      refuse(name, undefined, command.registeredArguments.find((argument) => argument.name() === name)!.description);
    case "commander.missingMandatoryOptionValue":
    case "commander.optionMissingArgument":
      refuse(option!.long!, undefined, allowed);
    case "commander.invalidArgument": {
      const [, value, reason] = /argument '(.*)' is invalid\. (?:allowed: )?(.*)$/s.exec(message)!;
      refuse(option!.long!, given(value!), option!.argChoices ? allowed : reason!);
    }
    case "commander.conflictingOption":
      throw new InvalidInput(`${bare(name)}: given together with ${bare(other)}, allowed: one of the two`);
    case "commander.unknownOption":
      throw new InvalidInput(`unknown option '${name}', allowed: ${optionsOf(command)}`);
    case "commander.unknownCommand":
      throw new InvalidInput(`unknown command '${name}', allowed: ${commandsOf(command)}`);
    case "commander.excessArguments": {
      const names = command.registeredArguments.map((argument) => argument.name()).join(", ");
      refuse("arguments", command.args, names || "none");
    }
    case "commander.help": {
      // the help of no command, or of one that is not there
      const unknown = command.args.at(-1);
      if (unknown === undefined) refuse("command", undefined, `${commandsOf(command)}; --help explains them`);
      throw new InvalidInput(`unknown command '${unknown}', allowed: ${commandsOf(command)}`);
    }
  }
  throw error;
}

/** A number as a number, anything else in quotation marks. */
const given = (value: string): unknown => (value.trim() !== "" && Number.isFinite(Number(value)) ? +value : value);

const bare = (flags: string): string => flags.split(/[ ,]/)[0]!;

const commandsOf = (command: Command): string => command.commands.map((sub) => sub.name()).join(", ");

const optionsOf = (command: Command): string =>
  [...command.options.map(({ long, short }) => long ?? short), "--help"].join(", ");
