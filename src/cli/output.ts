import { once } from "node:events";
import { Untrustworthy } from "../device/errors.js";
import { printable, printableJson } from "../device/printable.js";

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
  const kept: string[] = [];
  for (let i = 0; i < length; i++) {
    const text = render(element(i), `[${i}]`);
    if (i < KEPT) kept.push(text);
  }
  const indented = process.stdout.isTTY;
  for (let i = 0; i < length; i++) {
    const text = kept[i] ?? render(element(i));
    const lead = i === 0 ? "[" : ",";
    await write(indented ? `${lead}\n  ${text.replaceAll("\n", "\n  ")}` : lead + text);
  }
  await write(indented ? "\n]\n" : "]\n");
}

/** Waits where the reader is slower. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
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
