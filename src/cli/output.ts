import { Untrustworthy } from "../errors.js";
import { printable, printableJson } from "../printable.js";
import type { Warning } from "../electrons/warning.js";

/**
 * Prints the one JSON document of a command: compact for programs, indented for eyes.
 *
 * @param indent of documents that are files to edit, which are for eyes wherever they go
 */
export function print(document: unknown, indent?: number): void {
  process.stdout.write(`${render(document, "", indent)}\n`);
}

/** Warnings that standard error has. */
const said = new Set<string>();

/** Warnings on what was computed, which the document alone has: a scan has many of them, and `valid` marks them. */
const IN_DOCUMENT: readonly Warning["code"][] = [
  "velocity-beyond-expansion",
  "velocity-beyond-master-equation",
  "second-law-broken",
];

/** Says warnings on standard error, each once: those on the device, the host and the grid. */
export function sayWarnings(warnings: readonly Warning[]): void {
  for (const { code, message } of warnings) {
    if (IN_DOCUMENT.includes(code) || said.has(message)) continue;
    said.add(message);
    say(`warning: ${message}`);
  }
}

/** One line on standard error. */
export function say(message: string): void {
  process.stderr.write(`quantum-motor: ${printable(message.replaceAll("\n", " "))}\n`);
}

/** JSON would turn NaN into null without a word. `at` is the document's own place in a larger one. */
export function render(document: unknown, at = "", indent = process.stdout.isTTY ? 2 : 0): string {
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
