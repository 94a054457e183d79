// The reference of every question as Markdown, for docs/reference.md.

import { CAPABILITIES } from "../electrons/electrons.js";
import { inWords, type Option, type Question } from "./question.js";

const HEAD = `# Reference

<!-- npm run build:reference writes this file from src/questions -->

Every question is a method of \`Motor\`, and most are a command of the same name. Options are the same in both: \`loadRatio\`
of the library is \`--load-ratio\` on the command line, where lists are written \`x,y,...\` or \`a:b:n\` for n numbers from a
to b. Every method also takes \`progress\`, which is told the fraction that is done. Energies are in k_B T_0, with
hbar = k_B = e = 1.
`;

/** @param typed the name of an option, or of a question, as it is typed on a command line */
export function reference(questions: readonly Question[], typed: (name: string) => string): string {
  return [HEAD, ...questions.map((question) => section(question, typed))].join("\n");
}

function section(question: Question, typed: (name: string) => string): string {
  const { name, summary, options, exactlyOne = [], needs, command, prints, examples } = question;
  const lines = [`## ${name}`, "", `${capital(summary)}.`, ""];
  lines.push(`- Library: \`motor.${name}({ ... })\``);
  lines.push(command === false ? "- No command" : `- Command: \`quantum-motor ${typed(name)} DEVICE ...\``);
  if (needs) lines.push(`- Needs a theory where ${CAPABILITIES[needs]}`);
  lines.push("", "| option | what it is | allowed | |", "| --- | --- | --- | --- |");
  for (const [each, option] of Object.entries(options)) lines.push(row(each, option));
  for (const group of exactlyOne) lines.push("", `Exactly one of ${group.map(code).join(" and ")} is given.`);
  lines.push("", "```text", prints, "```", "");
  if (examples.length > 0) lines.push("```sh", ...examples.map((example) => `quantum-motor ${example}`), "```", "");
  return lines.join("\n");
}

function row(name: string, option: Option): string {
  const { kind, mandatory, excludes, only, unless, needs } = option;
  const notes = [
    mandatory ? "must be given" : "",
    excludes === undefined ? "" : `not with ${code(excludes)}`,
    only ? `only with ${code(only[0])} ${only[1]}` : "",
    unless ? `not with ${code(unless.option)}${unless.is === undefined ? "" : ` ${unless.is}`}` : "",
    needs ? `${needs[1] === undefined ? "" : `${needs[1]} `}needs a theory where ${CAPABILITIES[needs[0]]}` : "",
  ];
  const cells = [code(name), inWords(option), kind.allowed, notes.filter(Boolean).join("; ")];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

const code = (name: string): string => `\`${name}\``;

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
