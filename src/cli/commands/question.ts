import { Command, Option as Flag } from "commander";
import type { EngineName, StatesName } from "../../electrons/engine.js";
import type { Result } from "../../motor/result.js";
import { checkGiven } from "../../questions/check.js";
import { LOAD, type LoadOptions } from "../../questions/load.js";
import type { Motor } from "../../questions/motor.js";
import { inWords, type Option, type Question } from "../../questions/question.js";
import type { Composition } from "../composition.js";
import { decode, LIST } from "../decode.js";
import { DEVICE, DEVICE_HELP, engineOption, readMotor, statesOption } from "../device.js";
import { printList } from "../list.js";
import { print, sayWarnings } from "../output.js";
import { withProgress } from "../progress.js";
import { dashed, flagOf } from "../usage.js";
import type { Preset } from "../../device/presets.js";
import type { Description } from "../../device/description.js";

/** What is given to the command: text by option, and how the device is read. */
interface Given {
  engine: EngineName;
  states: StatesName | "auto";
  [option: string]: string | true;
}

/** The command that asks a question. */
export function questionCommand(question: Question, { theories }: Composition): Command {
  const command = new Command(dashed(question.name)).description(question.summary).argument(DEVICE, DEVICE_HELP);
  for (const [name, option] of Object.entries(question.options)) command.addOption(commandOption(name, option));
  const examples = question.examples.map((example) => `  $ quantum-motor ${example}`).join("\n");
  return command
    .addOption(engineOption())
    .addOption(statesOption())
    .addHelpText("after", `\n${question.prints}\n\nExamples:\n${examples}`)
    .action(async (argument: string, { engine, states, ...texts }: Given) => {
      const given: Record<string, unknown> = {};
      for (const [name, text] of Object.entries(texts)) {
        given[name] = await decode(flagOf(name), question.options[name]!, text);
      }
      checkGiven(question, given, flagOf);
      const { motor, preset } = await readMotor(argument, { engine, states }, theories);
      await answer(motor, question, given, preset);
    });
}

/** Asks and prints. */
async function answer(
  motor: Motor<Description>,
  question: Question,
  given: Record<string, unknown>,
  preset?: Preset,
): Promise<void> {
  const doing = question.progress(given);
  const each = question.oneByOne;
  if (each !== undefined) {
    const entries = given[each] as unknown[];
    const row = (i: number): unknown => motor.ask(question, { ...given, [each]: entries[i] }, flagOf);
    await printList(entries.length, row, doing);
    return;
  }
  const answered = await withProgress(doing, (progress) =>
    motor.ask(question, { ...loadOfPreset(motor, question, given, preset), ...given, progress }, flagOf),
  );
  if (Array.isArray(answered)) {
    await printList(answered.length, (i) => answered[i] as unknown);
    return;
  }
  sayWarnings((answered as Result<object>).warnings);
  print(answered);
}

/** The load of a preset's figure, for a question that wants one and was given none. */
function loadOfPreset(
  motor: Motor<Description>,
  { exactlyOne = [] }: Question,
  given: Record<string, unknown>,
  preset?: Preset,
): LoadOptions {
  if (!preset || !exactlyOne.includes(LOAD) || LOAD.some((name) => given[name] !== undefined)) return {};
  const { loadRatio, loadAboveStall } = preset;
  if (loadAboveStall === undefined) return { loadRatio };
  return { load: motor.coefficients({ order: 0 }).F[0]! + loadAboveStall };
}

function commandOption(name: string, option: Option): Flag {
  const { kind, value, mandatory } = option;
  const notation = kind.form === "list" ? `: ${LIST}` : kind.form === "table" ? ": a JSON array in a file" : "";
  const flag = new Flag(
    `${flagOf(name)}${value === undefined ? "" : ` <${value}>`}`,
    `${condition(option)}${inWords(option, notation)}`,
  );
  if (kind.words) flag.choices(kind.words);
  return mandatory ? flag.makeOptionMandatory() : flag;
}

/** With which other option one has a meaning. */
const condition = ({ only }: Option): string => (only ? `with ${flagOf(only[0])} ${only[1]}, ` : "");
