// What is wrong with a description that a schema does not take: the first field of it, its value, and what is allowed.

import * as v from "valibot";
import { refuse } from "../errors.js";
import { fieldOf } from "./names.js";

type Schema = v.GenericSchema & {
  message?: unknown;
  /** of an object */
  entries?: Record<string, Schema>;
  /** of a union */
  options?: Schema[];
  /** of an optional field */
  wrapped?: Schema;
  /** of an object with free names */
  value?: Schema;
  /** of a list */
  item?: Schema;
  /** of a list of fixed length */
  items?: Schema[];
};

/**
 * @param schema that does not take the input
 * @throws InvalidInput
 */
export function reject(schema: v.GenericSchema, input: unknown): never {
  explain(schema, input, "");
  refuse("device", input, "an object that describes a device");
}

/** Refuses the first field that the schema does not take; returns where it takes all. */
function explain(schema: Schema, input: unknown, field: string): void {
  const { entries, options, wrapped, value, item, items, message } = schema;
  const wrong = (): never => refuse(field || "device", input, String(message));
  if (wrapped) {
    if (input !== undefined) explain(wrapped, input, field);
    return;
  }
  if (options) {
    explainUnion(options, input, field, String(message));
    return;
  }
  if (item || items) {
    if (!Array.isArray(input)) wrong();
    const list = input as unknown[];
    if (items && list.length > items.length) wrong();
    (items ?? list.map(() => item!)).forEach((each, i) => explain(each, list[i], `${field}.${i}`));
    return;
  }
  if (entries ?? value) {
    if (typeof input !== "object" || input === null || Array.isArray(input)) wrong();
    const object = input as Record<string, unknown>;
    if (value) {
      for (const key of Object.keys(object)) explain(value, object[key], fieldOf(field, key));
      return;
    }
    const within = (key: string): string => (field ? `${field}.${key}` : key);
    for (const [key, each] of Object.entries(entries!)) {
      explain(each, Object.hasOwn(object, key) ? object[key] : undefined, within(key));
    }
    const unknown = Object.keys(object).find((key) => !Object.hasOwn(entries!, key));
    if (unknown === undefined) return;
    refuse(within(unknown), object[unknown], `no such field here, only ${Object.keys(entries!).join(", ")}`);
  }
  const issue = issueOf(schema, input);
  if (issue) refuse(field || "device", input, issue);
}

/** The option that has the form of the input says what is wrong within; where none has, what all of them are. */
function explainUnion(options: readonly Schema[], input: unknown, field: string, message: string): void {
  if (typeof input === "object" && input !== null) {
    const form = options.find(({ item, items, entries, value }) =>
      Boolean(Array.isArray(input) ? (item ?? items) : (entries ?? value)),
    );
    if (!form) refuse(field, input, message);
    explain(form, input, field);
    return;
  }
  const issues = options.map((option) => issueOf(option, input));
  if (issues.includes(undefined)) return;
  // a value of the right type out of its range: that is said by its option alone
  const range = options.find((option) => v.is(typeOf(option), input));
  const own = range && issueOf(range, input)!;
  refuse(field, input, own === undefined || message.startsWith(own) ? message : own);
}

const typeOf = (schema: Schema): Schema => ("pipe" in schema ? (schema.pipe as Schema[])[0]! : schema);

/** What is allowed, where a schema does not take the input. */
function issueOf(schema: Schema, input: unknown): string | undefined {
  return v.safeParse(schema, input, { abortEarly: true }).issues?.[0].message;
}
