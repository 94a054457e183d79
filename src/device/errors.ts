/** What the user gave is not allowed. The message is one line: the field, the value, what is allowed. */
export class InvalidInput extends Error {
  override name = "InvalidInput";
}

/** The computation ran, but its result would mislead. The message gives the reason and, where there is one, a way out. */
export class Untrustworthy extends Error {
  override name = "Untrustworthy";
}

/** Throws InvalidInput in the one form that every message has. */
export function refuse(field: string, value: unknown, allowed: string): never {
  throw new InvalidInput(`${field}: got ${show(value)}, allowed: ${allowed}`);
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
