import { once } from "node:events";
import { Untrustworthy } from "../device/errors.js";
import { printable, printableJson } from "../device/printable.js";
import type { Result } from "../motor/result.js";
import type { Warning } from "../motor/warning.js";

/**
 * Prints the one JSON document of a command: compact for programs, indented for eyes.
 *
 * @param indent of documents that are files to edit, which are for eyes wherever they go
 */
export function print(document: unknown, indent?: number): void {
  process.stdout.write(`${render(document, "", indent)}\n`);
}

/** Elements of a list whose text is kept from the check to the print; about 150 MB of frozen angles. */
const KEPT = 100_000;

/**
 * Prints a list, one element at a time, as `print` would the whole: a million elements are more than a string can hold.
 *
 * Every element is computed and checked before the first character is out, so that standard output holds a document or
 * nothing. What is beyond memory is computed again for the print.
 *
 * @param element the same for the same index
 */
export async function printList(length: number, element: (index: number) => unknown): Promise<void> {
  const kept: Row[] = [];
  const row = rows();
  for (let i = 0; i < length; i++) {
    const texts = row(element(i), `[${i}]`);
    if (i < KEPT) kept.push(texts);
  }
  const indented = process.stdout.isTTY;
  for (let i = 0; i < length; i++) {
    const text = joined(kept[i] ?? row(element(i)));
    const lead = i === 0 ? "[" : ",";
    await write(indented ? `${lead}\n  ${text.replaceAll("\n", "\n  ")}` : lead + text);
  }
  await write(length === 0 ? "[]\n" : indented ? "\n]\n" : "]\n");
}

/** The text of an element in two parts: of a result its numbers, and what it shares with its neighbours. */
type Row = readonly [own: string, shared?: string];

/** Renders elements; `warnings` and `made` of neighbours that have the same ones are rendered once. */
function rows(): (element: unknown, at?: string) => Row {
  let last: { warnings: unknown; made: unknown; text: string } | undefined;
  return (element, at) => {
    if (!isResult(element)) return [render(element, at)];
    const { warnings, made, ...own } = element;
    if (last?.warnings !== warnings || last.made !== made) {
      last = { warnings, made, text: render({ warnings, made }, at) };
    }
    return [render(own, at), last.text];
  };
}

/** Two objects as one: the brace between them goes, in an indented text with the line that it stands on. */
function joined([own, shared]: Row): string {
  if (shared === undefined) return own;
  return `${own.slice(0, own.at(-2) === "\n" ? -2 : -1)},${shared.slice(1)}`;
}

/** Waits where the reader is slower. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

const isResult = (document: unknown): document is Result<object> =>
  typeof document === "object" && document !== null && "warnings" in document && "made" in document;

/** Warnings that standard error has. */
const said = new Set<string>();

/**
 * Says warnings on standard error, each once: those on the device, the host and the grid. Of velocities, which a scan has
 * many of and `valid` marks, the document alone warns.
 */
export function sayWarnings(warnings: readonly Warning[]): void {
  for (const { message } of warnings) {
    if (said.has(message)) continue;
    said.add(message);
    say(`warning: ${message}`);
  }
}

/** One line on standard error. */
export function say(message: string): void {
  process.stderr.write(`quantum-motor: ${printable(message.replaceAll("\n", " "))}\n`);
}

/** JSON would turn NaN into null without a word. `at` is the document's own place in a larger one. */
function render(document: unknown, at = "", indent = process.stdout.isTTY ? 2 : 0): string {
  const refuseNonFinite = (_: string, value: unknown): unknown => {
    if (isNonFinite(value)) {
      const path = `${at}${pathOfNonFinite(document)}`.replace(/^\./, "") || "result";
      throw new Untrustworthy(`${path}: ${value} came out of the computation; the device is beyond double precision`);
    }
    return value;
  };
  return printableJson(JSON.stringify(document, refuseNonFinite, indent));
}

const isNonFinite = (value: unknown): value is number => typeof value === "number" && !Number.isFinite(value);

/** Where in a document the first number stands that is none. */
function pathOfNonFinite(value: unknown): string | undefined {
  if (isNonFinite(value)) return "";
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const path = pathOfNonFinite(inner);
    if (path !== undefined) return `${Array.isArray(value) ? `[${key}]` : `.${key}`}${path}`;
  }
  return undefined;
}
