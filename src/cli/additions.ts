import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { refuse, show } from "../errors.js";
import type { Theory } from "../electrons/electrons.js";
import type { Question } from "../questions/question.js";
import type { Composition } from "./composition.js";

/** The option that adds to the command line. */
export const WITH = "--with";
export const WITH_HELP = "a JavaScript module that exports `theories` or `questions` of your own, lists of them";

/** What a module adds. */
export interface Addition extends Composition {
  /** as it was given */
  readonly file: string;
}

/**
 * Takes the modules to add from among the arguments.
 *
 * @returns the other arguments, and what the modules add
 * @throws InvalidInput where a module cannot be loaded, or exports something else
 */
export async function takeAdditions(
  args: readonly string[],
): Promise<{ args: readonly string[]; additions: readonly Addition[] }> {
  const at = args.findIndex((arg) => arg === WITH || arg.startsWith(`${WITH}=`));
  if (at < 0) return { args, additions: [] };
  const joined = args[at] !== WITH;
  const first = await additionOf(joined ? args[at]!.slice(WITH.length + 1) : args[at + 1]);
  const others = await takeAdditions([...args.slice(0, at), ...args.slice(at + (joined ? 1 : 2))]);
  return { args: others.args, additions: [first, ...others.additions] };
}

/**
 * What is added comes first: a theory of one's own may read devices that the package's theories know as well.
 *
 * @throws InvalidInput where a question that is added has the name of another
 */
export function withAdditions(composition: Composition, additions: readonly Addition[]): Composition {
  return additions.reduce(({ theories, questions }, added) => {
    const taken = added.questions.find(({ name }) => questions.some((known) => known.name === name));
    if (taken) refuse(WITH, added.file, `questions with names of their own: ${taken.name} is taken`);
    return { theories: [...added.theories, ...theories], questions: [...questions, ...added.questions] };
  }, composition);
}

async function additionOf(file: string | undefined): Promise<Addition> {
  const allowed = "a JavaScript module that exports `theories` or `questions`";
  if (!file) refuse(WITH, undefined, allowed);
  let module: { theories?: unknown; questions?: unknown };
  try {
    module = (await import(pathToFileURL(resolve(file)).href)) as typeof module;
  } catch (error) {
    refuse(WITH, file, `${allowed} (${show(String(error).split("\n")[0])})`);
  }
  const { theories, questions } = module;
  if (theories === undefined && questions === undefined) refuse(WITH, file, allowed);
  if (!isListOf(theories, isTheory))
    refuse(WITH, file, "`theories`: a list of objects with name, models, parse and read");
  if (!isListOf(questions, isQuestion)) {
    refuse(
      WITH,
      file,
      "`questions`: a list of objects with name, summary, options, prints, examples, progress and ask",
    );
  }
  return { file, theories: (theories ?? []) as Theory[], questions: (questions ?? []) as Question[] };
}

const isListOf = (list: unknown, is: (entry: Record<string, unknown>) => boolean): boolean =>
  list === undefined ||
  (Array.isArray(list) && list.every((entry) => typeof entry === "object" && entry !== null && is(entry as never)));

const isTheory = ({ name, models, parse, read }: Record<string, unknown>): boolean =>
  typeof name === "string" && Array.isArray(models) && typeof parse === "function" && typeof read === "function";

const isQuestion = ({ name, summary, options, prints, examples, progress, ask }: Record<string, unknown>): boolean =>
  [name, summary, prints].every((text) => typeof text === "string") &&
  typeof options === "object" &&
  Array.isArray(examples) &&
  [progress, ask].every((work) => typeof work === "function");
