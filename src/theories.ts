// The theories that the package has. Whoever adds one lists it here, or gives it to a Motor or to the command line.

import type { Description } from "./device/description.js";
import { refuse } from "./errors.js";
import type { Theory } from "./electrons/electrons.js";
import { masterEquation } from "./master/masterEquation.js";

export const theories: readonly Theory[] = [masterEquation];

/** The theory that reads a kind of device. */
export function theoryOf({ model }: Pick<Description, "model">, known: readonly Theory[] = theories): Theory {
  const found = known.find(({ models }) => models.includes(model));
  if (!found) refuse("model", model, known.flatMap(({ models }) => models).join(", "));
  return found;
}
