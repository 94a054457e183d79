import { printable, shortened } from "./printable.js";

/** What the user gave is not allowed. The message is one line: the field, the value, what is allowed. */
export class InvalidInput extends Error {
  override name = "InvalidInput";
  readonly #field: string | undefined;

  constructor(message: string, field?: string) {
    super(message);
    this.#field = field;
  }

  /** the field that the message begins with, where it has that form */
  get field(): string | undefined {
    return this.#field;
  }
}

/** Told by its name: a module that is added may have another copy of the package. */
export const isInvalidInput = (error: unknown): error is InvalidInput => nameOf(error) === "InvalidInput";

export const isUntrustworthy = (error: unknown): error is Untrustworthy => nameOf(error) === "Untrustworthy";

const nameOf = (error: unknown): string | undefined => (error as Partial<Error> | null)?.name;

/** The computation ran, but its result would mislead. The message gives the reason and, where there is one, a way out. */
export class Untrustworthy extends Error {
  override name = "Untrustworthy";
}

/** Characters of a value and of a field that a message shows. */
const LONGEST_VALUE = 60;
const LONGEST_FIELD = 200;

/** Throws InvalidInput in the one form that every message has. */
export function refuse(field: string, value: unknown, allowed: string): never {
  const name = shortened(printable(field), LONGEST_FIELD);
  throw new InvalidInput(`${name}: got ${show(value)}, allowed: ${printable(allowed)}`, field);
}

/** A value as messages show it: one short line, whatever it is. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  return shortened(printable(text(value)), LONGEST_VALUE);
}

function text(value: unknown): string {
  if (typeof value === "bigint" || typeof value === "symbol" || typeof value === "function") return `a ${typeof value}`;
  // of a long text the beginning is enough, and JSON would have to read all of it
  if (typeof value === "string") return JSON.stringify(shortened(value, LONGEST_VALUE));
  try {
    return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
  } catch {
    return Array.isArray(value) ? "a list that JSON cannot hold" : "an object that JSON cannot hold";
  }
}
