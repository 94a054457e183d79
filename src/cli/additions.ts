import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { refuse, show } from "../device/errors.js";
import type { Composition } from "./composition.js";

/** The option that adds to the command line. */
export const WITH = "--with";
export const WITH_HELP = "a JavaScript module that exports `theories` or `questions` of your own, lists of them";

/** What a module may export. */
type Additions = Partial<Composition>;

/**
 * Takes the modules to add from among the arguments.
 *
 * @returns the other arguments, and what the command line is made of then
 * @throws InvalidInput where a module cannot be loaded, or adds nothing
 */
export async function takeAdditions(
  args: readonly string[],
  composition: Composition,
): Promise<{ args: readonly string[]; composition: Composition }> {
  const at = args.indexOf(WITH);
  if (at < 0) return { args, composition };
  const { theories = [], questions = [] } = await load(args[at + 1]);
  return takeAdditions([...args.slice(0, at), ...args.slice(at + 2)], {
    theories: [...composition.theories, ...theories],
    questions: [...composition.questions, ...questions],
  });
}

async function load(file: string | undefined): Promise<Additions> {
  const allowed = "a JavaScript module that exports `theories` or `questions`";
  if (file === undefined) refuse(WITH, undefined, allowed);
  let module: Additions;
  try {
    module = (await import(pathToFileURL(resolve(file)).href)) as Additions;
  } catch (error) {
    refuse(WITH, file, `${allowed} (${show((error as Error).message.split("\n")[0])})`);
  }
  if (!Array.isArray(module.theories ?? module.questions)) refuse(WITH, file, allowed);
  return module;
}
