// The one place where what is given with a question is checked, for library and command line.

import { InvalidInput, refuse, show } from "../errors.js";
import { CAPABILITIES, type Capability, type Electrons, need } from "../electrons/electrons.js";
import { issueOf } from "./kinds.js";
import type { Checked, Options, Question, Spelling } from "./question.js";

const asItIs: Spelling = (name) => name;

/**
 * What is given where options are expected.
 *
 * @param known names, where no others are allowed
 * @throws InvalidInput where it is no object, or has an option that does not exist
 */
export function optionsOf<Given extends object>(given: Given, known?: readonly string[]): Given {
  const value: unknown = given;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    refuse("options", value, "one object of options");
  }
  for (const [name, option] of Object.entries(value)) {
    if (known && !known.includes(name)) refuse(name, option, `no such option here, only ${known.join(", ")}`);
  }
  return given;
}

/**
 * Checks every option that is given by itself and beside the others.
 *
 * @throws InvalidInput in one line: the option, its value, what is allowed
 */
export function checkGiven(
  { options, exactlyOne = [] }: Pick<Question, "options" | "exactlyOne">,
  given: Readonly<Record<string, unknown>>,
  spelled = asItIs,
): void {
  const isGiven = (name: string): boolean => given[name] !== undefined && given[name] !== false;
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) refuse(spelled(name), value, `no such option here, only ${Object.keys(options).join(", ")}`);
    const issue = issueOf(option.kind, value);
    if (issue) refuse(`${spelled(name)}${issue.at}`, issue.value, issue.allowed);
    const { excludes, only, unless } = option;
    if (excludes !== undefined && isGiven(name) && isGiven(excludes)) {
      throw new InvalidInput(
        `${spelled(name)}: given together with ${spelled(excludes)}, allowed: one of the two`,
        spelled(name),
      );
    }
    if (only && given[only[0]] !== only[1]) {
      refuse(spelled(name), value, `only with ${spelled(only[0])} ${only[1]}`);
    }
    if (unless && (unless.is === undefined ? isGiven(unless.option) : given[unless.option] === unless.is)) {
      refuse(spelled(name), value, unless.allowed(spelled));
    }
  }
  for (const group of exactlyOne) {
    const [first, ...more] = group.filter(isGiven);
    if (more.length > 0) refuse(spelled(first!), given[first!], `one of ${group.map(spelled).join(" and ")}`);
  }
}

/**
 * The options with their defaults, all of them checked.
 *
 * @throws InvalidInput as checkGiven, and for what must be given and is not
 */
export function checked<Entries extends Options>(
  question: { options: Entries } & Pick<Question, "exactlyOne">,
  given: Readonly<Record<string, unknown>>,
  spelled = asItIs,
): Checked<Entries> {
  checkGiven(question, given, spelled);
  const { options, exactlyOne = [] } = question;
  for (const group of exactlyOne) {
    if (group.some((name) => given[name] !== undefined)) continue;
    const ways = group.map((name) => `${spelled(name)} ${options[name]!.value ?? ""}`);
    refuse(spelled(group[0]!), undefined, ways.join(" or "));
  }
  const complete: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(options)) {
    const value = given[name] ?? option.default;
    if (value !== undefined) complete[name] = value;
    else if (option.mandatory) refuse(spelled(name), undefined, option.kind.allowed);
  }
  return complete as Checked<Entries>;
}

/** Whether a theory can answer a question at all, some of its options perhaps not. */
const answers = (electrons: Electrons, { needs }: Pick<Question, "needs">): boolean =>
  needs === undefined || electrons[needs] !== undefined || electrons.onlyInCore.includes(needs);

/**
 * Refuses a question, or an option of it, for which a theory lacks something.
 *
 * @param known questions, of which those that the theory can answer are named
 * @throws InvalidInput
 */
export function checkNeeds(
  question: Question,
  given: Readonly<Record<string, unknown>>,
  electrons: Electrons,
  known: readonly Question[],
  spelled = asItIs,
): void {
  const lacking = (field: string, capability: Capability): never => {
    // what the engine lacks, and not the theory, is said there
    if (electrons.onlyInCore.includes(capability)) need(electrons, capability);
    const others = known
      .filter((other) => answers(electrons, other) && (spelled === asItIs || other.command !== false))
      .map(({ name }) => name);
    throw new InvalidInput(
      `${field}: got the theory ${show(electrons.theory)}, not one where ${CAPABILITIES[capability]}, allowed: ${others.join(", ")}`,
    );
  };
  if (!answers(electrons, question)) lacking(question.name, question.needs!);
  for (const [name, { needs }] of Object.entries(question.options)) {
    if (!needs || given[name] === undefined || given[name] === false) continue;
    const [capability, value] = needs;
    if (electrons[capability] === undefined && (value === undefined || given[name] === value)) {
      lacking(value === undefined ? spelled(name) : `${spelled(name)} ${value}`, capability);
    }
  }
}
