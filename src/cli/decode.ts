// What the text of an option stands for, by the kind of the option. Whether the value is allowed its question says.

import { refuse } from "../errors.js";
import { readJson } from "../device/json.js";
import { issueOf, type Kind } from "../questions/kinds.js";
import type { Option } from "../questions/question.js";
import { readText } from "./read.js";

/** How a list is written, for help. */
export const LIST = "x,y,... or a:b:n";

/**
 * @param flag of the option, with dashes
 * @param text a flag without a value has none
 */
export async function decode(flag: string, { kind }: Option, text: string | true): Promise<unknown> {
  if (text === true) return true;
  switch (kind.form) {
    case "number":
    case "number or word":
      return numberOf(text);
    case "list":
      return list(flag, text, kind.item!);
    case "one or two":
      return oneOrTwo(flag, text, kind.item!);
    case "table":
      return readJson(await readText(flag, text, "a JSON array of numbers"), flag).value;
    default:
      return text;
  }
}

/** Text that is no finite number stays what it is. */
const numberOf = (text: string): number | string =>
  text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;

/** Numbers of a range at most. */
const LONGEST_RANGE = 1_000_000;

/** Numbers separated by commas, or a:b:n for n numbers from a to b. */
function list(flag: string, text: string, item: Kind<number>): number[] {
  const wrong = (allowed: string): never => refuse(flag, numberOf(text), allowed);
  const entry = (part: string, place: string): number => {
    const value = numberOf(part);
    const issue = issueOf(item, value);
    if (issue) wrong(`${issue.allowed}${place}`);
    return value as number;
  };
  const range = text.split(":");
  if (range.length === 1) {
    const entries = text.split(",");
    return entries.map((part, i) => entry(part, entries.length === 1 ? "" : ` as number ${i + 1} of the list`));
  }
  if (range.length !== 3) wrong("numbers x,y,... or a range a:b:n");
  const [a, b] = [entry(range[0]!, " as a of a:b:n"), entry(range[1]!, " as b of a:b:n")];
  const n = numberOf(range[2]!);
  if (typeof n !== "number" || !Number.isInteger(n) || n < 2 || n > LONGEST_RANGE) {
    return wrong(`an integer from 2 to ${LONGEST_RANGE} as n of a:b:n`);
  }
  return Array.from({ length: n }, (_, i) => (i === n - 1 ? b : a + ((b - a) * i) / (n - 1)));
}

/** x or LOW,HIGH. */
function oneOrTwo(flag: string, text: string, item: Kind<number>): number | number[] {
  const numbers = text.includes(":") ? [] : list(flag, text, item);
  if (numbers.length === 1) return numbers[0]!;
  if (numbers.length !== 2) refuse(flag, text, "a velocity, or two: LOW,HIGH");
  return numbers;
}
