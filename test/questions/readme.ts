import type { Command } from "commander";
import { questionCommand } from "../../src/cli/commands/question.js";
import type { Question } from "../../src/questions/question.js";

/** The command lines of a list in a README, without their comments. */
const commandLines = (readme: string): string[] =>
  [...readme.matchAll(/^npx quantum-motor (.*?)(?: +#.*)?$/gm)].map(([, line]) => line!);

/**
 * What is wrong with the commands that a README lists: a question that it does not show, a command that is none, an
 * option that a command does not have.
 *
 * @param others names of the commands that are no questions
 */
export function wrongWith(readme: string, questions: readonly Question[], others: readonly string[]): string[] {
  const commands = questions
    .filter(({ command }) => command !== false)
    .map((question) => questionCommand(question, { questions, theories: [] }));
  const lines = commandLines(readme).map((line) => line.split(" "));
  const shown = new Set(lines.map(([name]) => name));
  const missing = commands.filter((command) => !shown.has(command.name())).map((command) => `no ${command.name()}`);
  const unknown = lines.flatMap(([name, ...rest]) => {
    if (others.includes(name!)) return [];
    const command = commands.find((each) => each.name() === name);
    if (!command) return [`unknown ${name!}`];
    return rest.filter((word) => isUnknownFlag(command, word)).map((word) => `unknown ${name!} ${word}`);
  });
  return [...missing, ...unknown];
}

const isUnknownFlag = (command: Command, word: string): boolean =>
  word.startsWith("--") && !command.options.some(({ long }) => long === word);
