import type { Command, CommanderError } from "commander";
import { InvalidInput, refuse } from "../errors.js";
import { printable, shortened } from "../printable.js";

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
      throw new InvalidInput(`unknown option ${quoted(name)}, allowed: ${optionsOf(command)}`);
    case "commander.unknownCommand":
      refuseCommand(command, name);
    case "commander.excessArguments": {
      const names = command.registeredArguments.map((argument) => argument.name()).join(", ");
      refuse("arguments", command.args, names || "none");
    }
    case "commander.help":
      // the help of no command
      refuse("command", undefined, `${commandsOf(command).join(", ")}; --help explains them`);
  }
  throw error;
}

/** @param more what is allowed beside the commands */
export function refuseCommand(program: Command, name: string, more: readonly string[] = []): never {
  const allowed = [...commandsOf(program), ...more].join(", ");
  throw new InvalidInput(`unknown command ${quoted(name)}, allowed: ${allowed}`);
}

/** Commander shows its help wherever --help stands, even beside a command that does not exist. */
export function checkCommand(program: Command, args: readonly string[]): void {
  const name = args.find((arg) => !arg.startsWith("-"));
  if (name !== undefined && !commandsOf(program).includes(name)) refuseCommand(program, name);
}

/** The name of an option or a question as it is typed. */
export const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export const flagOf = (name: string): string => `--${dashed(name)}`;

/** The message of an error for the command line, where fields that are options have their dashes. */
export function messageFor(command: Command | undefined, { message, field }: InvalidInput): string {
  const name = field === undefined ? undefined : /^[a-zA-Z0-9]+/.exec(field)?.[0];
  if (name === undefined || !message.startsWith(name)) return message;
  const option = command?.options.find(({ long }) => long === flagOf(name));
  return option ? `${option.long!}${message.slice(name.length)}` : message;
}

/** A number as a number, anything else in quotation marks. */
const given = (value: string): unknown => (value.trim() !== "" && Number.isFinite(Number(value)) ? +value : value);

const quoted = (name: string): string => `'${shortened(printable(name), 60)}'`;

const bare = (flags: string): string => flags.split(/[ ,]/)[0]!;

const commandsOf = (command: Command): string[] => command.commands.map((sub) => sub.name());

const optionsOf = (command: Command): string =>
  [...command.options.map(({ long, short }) => long ?? short), "--help"].join(", ");
