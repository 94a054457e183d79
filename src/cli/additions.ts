import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { refuse, show } from "../errors.js";
import type { Theory } from "../electrons/electrons.js";
import type { Question } from "../questions/question.js";
import type { Composition } from "./composition.js";

/** The option that adds to the command line. */
export const WITH = "--with";
export const WITH_HELP = "a JavaScript module that exports `theories` or `questions` of your own, lists of them";

/**
 * Takes the modules to add from among the arguments. What is added comes first: a theory of one's own may read devices
 * that the package's theories know as well.
 *
 * @returns the other arguments, and what the command line is made of then
 * @throws InvalidInput where a module cannot be loaded, or exports something else
 */
export async function takeAdditions(
  args: readonly string[],
  composition: Composition,
): Promise<{ args: readonly string[]; composition: Composition }> {
  const at = args.findIndex((arg) => arg === WITH || arg.startsWith(`${WITH}=`));
  if (at < 0) return { args, composition };
  const joined = args[at] !== WITH;
  const file = joined ? args[at]!.slice(WITH.length + 1) : args[at + 1];
  const { theories, questions } = await additionsOf(file);
  const taken = questions.find(({ name }) => composition.questions.some((known) => known.name === name));
  if (taken) refuse(WITH, file, `questions with names of their own: ${taken.name} is taken`);
  return takeAdditions([...args.slice(0, at), ...args.slice(at + (joined ? 1 : 2))], {
    theories: [...theories, ...composition.theories],
    questions: [...composition.questions, ...questions],
  });
}

async function additionsOf(file: string | undefined): Promise<Composition> {
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
  return { theories: (theories ?? []) as Theory[], questions: (questions ?? []) as Question[] };
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
