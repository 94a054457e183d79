// Everything that can be typed. It needs most of the package, so main.ts loads it only where that is wanted.

import type { Command } from "commander";
import { questions } from "../../questions/index.js";
import { theories } from "../../theories.js";
import type { Composition } from "../composition.js";
import { figuresCommand } from "./figures.js";
import { helpCommand } from "./help.js";
import { presetsCommand } from "./presets.js";
import { questionCommand } from "./question.js";
import { schemaCommand } from "./schema.js";
import { statesCommand } from "./states.js";
import { validateCommand } from "./validate.js";

/** What the package has. */
export const ownComposition: Composition = { questions, theories };

/** The questions, and what is none. */
export const commandsOf = (composition: Composition): Command[] => [
  ...composition.questions
    .filter(({ command }) => command !== false)
    .map((question) => questionCommand(question, composition)),
  figuresCommand(),
  statesCommand(composition),
  validateCommand(composition),
  schemaCommand(),
  helpCommand(composition),
  presetsCommand(),
];
