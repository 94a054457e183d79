import { Untrustworthy } from "../device/errors.js";

/** Prints the one JSON document of a command: compact for programs, indented for eyes. */
export function print(document: unknown): void {
  process.stdout.write(`${render(document)}\n`);
}

/** One line on standard error. */
export function say(message: string): void {
  process.stderr.write(`quantum-motor: ${message.replaceAll("\n", " ")}\n`);
}

/** JSON would turn NaN into null without a word. */
function render(document: unknown): string {
  const refuseNonFinite = (_: string, value: unknown): unknown => {
    if (isNonFinite(value)) {
      const path = pathOfNonFinite(document)!.replace(/^\./, "") || "result";
      throw new Untrustworthy(`${path}: ${value} came out of the computation; the device is beyond double precision`);
    }
    return value;
  };
  return JSON.stringify(document, refuseNonFinite, process.stdout.isTTY ? 2 : 0);
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
