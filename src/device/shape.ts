// What is too much of a description at first sight, before anything goes through all of it.

import { refuse } from "../errors.js";
import { fieldOf, LONGEST_NAME } from "./names.js";

/** Levels of objects and lists within each other; a device needs six. */
export const DEEPEST = 10;

/** Entries of a list, names in an object. */
const LONGEST_LIST = 4096;
const MOST_NAMES = 128;

/** Names that JavaScript keeps for itself: objects lose them on the way. */
const RESERVED = ["__proto__", "constructor", "prototype"];

/**
 * @param freeNames whether objects have names of the user's choice
 * @throws InvalidInput where a description is nested too deep, has too long lists, or names that cannot be used
 */
export function checkShape(input: unknown, freeNames: boolean): void {
  const seen = new Set<object>(); // plain objects may go in circles
  const open: { value: unknown; field: string; depth: number }[] = [{ value: input, field: "", depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, field, depth } = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (depth > DEEPEST)
      refuse(field.split(".").slice(0, 3).join("."), "more levels", `at most ${DEEPEST} within each other`);
    if (Array.isArray(value)) {
      if (value.length > LONGEST_LIST) refuse(field || "device", `${value.length} entries`, `at most ${LONGEST_LIST}`);
    } else checkNames(value, field, freeNames);
    const within = (key: string): string =>
      field === "" ? key : Array.isArray(value) ? `${field}.${key}` : fieldOf(field, key);
    const entries = Object.entries(value).map(([key, inner]: [string, unknown]) => ({
      value: inner,
      field: within(key),
      depth: depth + 1,
    }));
    open.push(...entries.reverse());
  }
}

function checkNames(value: object, field: string, freeNames: boolean): void {
  const names = Object.keys(value);
  if (names.length > MOST_NAMES) refuse(field || "device", `${names.length} names`, `at most ${MOST_NAMES}`);
  for (const name of names) {
    const inner = (value as Record<string, unknown>)[name];
    if (freeNames && RESERVED.includes(name)) refuse(`${field}${field && "."}${name}`, inner, "any other name");
    if (name.length > LONGEST_NAME || name === "") {
      refuse(field || "device", name, `names of 1 to ${LONGEST_NAME} characters`);
    }
  }
}
