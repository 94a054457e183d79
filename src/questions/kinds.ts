// What options of questions may be. One rule stands here for library and command line, with the words that refuse.

import * as v from "valibot";
import { ANGLE, LARGEST_ANGLE } from "../device/angle.js";
import { ordersFrom, TOLERANCES } from "../electrons/wanted.js";
import { LOAD_PROFILE } from "../mechanics/brake.js";
import { PASSAGE_TARGET } from "../motor/noise/firstPassage.js";
import { integersFrom, numbersBetween, type Range } from "../numerics/ranges.js";

/** How a value is written where there is only text, as on a command line. */
type Form = "number" | "number or word" | "choice" | "flag" | "list" | "one or two" | "table";

/** Everything that an option may be. */
export interface Kind<Value = unknown> {
  readonly form: Form;
  readonly schema: v.GenericSchema<Value>;
  /** the same in words */
  readonly allowed: string;
  /** of a choice */
  readonly words?: readonly string[];
  /** of a list, what its entries may be */
  readonly item?: Kind<number>;
}

/** Loads, velocities, inertias and times beyond this, or below its inverse, are far from the scales of any device. */
const LARGEST = 1e30;
const SMALLEST = 1e-30;
const FINITE = "a finite number";
const SIZE = `${FINITE} of at most ${LARGEST} in size`;
const POSITIVE = `${FINITE} > 0`;
const NOT_NEGATIVE = `${FINITE} >= 0`;
const RANGE = `${FINITE} from ${SMALLEST} to ${LARGEST}`;
const NOT_ZERO = "a number other than 0";

const number = (allowed: string, schema: v.GenericSchema<number>): Kind<number> => ({
  form: "number",
  schema,
  allowed,
});

const moderate = v.pipe(v.number(FINITE), v.finite(FINITE), v.minValue(-LARGEST, SIZE), v.maxValue(LARGEST, SIZE));

export const finite = number(FINITE, moderate);

export const notZero = number(NOT_ZERO, v.pipe(moderate, v.notValue(0, NOT_ZERO)));

export const positive = number(
  POSITIVE,
  v.pipe(
    v.number(POSITIVE),
    v.finite(POSITIVE),
    v.gtValue(0, POSITIVE),
    v.minValue(SMALLEST, RANGE),
    v.maxValue(LARGEST, RANGE),
  ),
);

export const notNegative = number(
  NOT_NEGATIVE,
  v.pipe(v.number(NOT_NEGATIVE), v.finite(NOT_NEGATIVE), v.minValue(0, NOT_NEGATIVE), v.maxValue(LARGEST, SIZE)),
);

export const angle = number(
  ANGLE,
  v.pipe(v.number(ANGLE), v.minValue(-LARGEST_ANGLE, ANGLE), v.maxValue(LARGEST_ANGLE, ANGLE)),
);

const between = ({ low, high, words }: Range): Kind<number> =>
  number(words, v.pipe(v.number(words), v.gtValue(low, words), v.ltValue(high, words)));

/** A number between 0 and `below`, both excluded. */
export const fraction = (below: number): Kind<number> => between(numbersBetween(0, below));

/** Wanted error of the cycle integrals, relative to the scale of each order. */
export const toleranceOfIntegrals = between(TOLERANCES);

const whole = ({ low, high }: Range, allowed: string) =>
  v.pipe(v.number(allowed), v.integer(allowed), v.minValue(low, allowed), v.maxValue(high, allowed));

const wholeOf = (range: Range): Kind<number> => number(range.words, whole(range, range.words));

/** An integer from low to high. */
export const integer = (low: number, high: number): Kind<number> => wholeOf(integersFrom(low, high));

/** Highest power of the velocity that is kept. */
export const order = (lowest: number): Kind<number> => wholeOf(ordersFrom(lowest));

/** The same, or no expansion at all. */
export function orderOrExact(lowest: number): Kind<number | "exact"> {
  const orders = ordersFrom(lowest);
  const allowed = `${orders.words}, or exact`;
  return {
    form: "number or word",
    schema: v.union([whole(orders, allowed), v.literal("exact", allowed)], allowed),
    allowed,
  };
}

export const flag: Kind<boolean> = { form: "flag", schema: v.boolean("true or false"), allowed: "true or false" };

export function choice<const Word extends string>(...words: readonly Word[]): Kind<Word> {
  const allowed = words.join(", ");
  return { form: "choice", schema: v.picklist(words, allowed), allowed, words };
}

/** Numbers of one kind, at least one. */
export function listOf(item: Kind<number>): Kind<readonly number[]> {
  const allowed = `a list of numbers, each ${item.allowed}`;
  return { form: "list", schema: v.pipe(v.array(item.schema, allowed), v.minLength(1, allowed)), allowed, item };
}

/** Two or more, each above the one before. */
export function ascending(): Kind<readonly number[]> {
  const allowed = "two finite numbers at least, ascending";
  const rises = (values: number[]): boolean => values.every((x, i) => i === 0 || x > values[i - 1]!);
  const schema = v.pipe(v.array(finite.schema, allowed), v.minLength(2, allowed), v.check(rises, allowed));
  return { form: "list", schema, allowed, item: finite };
}

/** Two or more different ones. */
export function severalOf(item: Kind<number>, what: string): Kind<readonly number[]> {
  const allowed = `two different ${what} at least`;
  const differ = (values: number[]): boolean => new Set(values).size > 1;
  return { form: "list", schema: v.pipe(v.array(item.schema, allowed), v.check(differ, allowed)), allowed, item };
}

/** A number, which asks for one result, or a list, which asks for as many. */
export function oneOrMore(item: Kind<number>): Kind<number | readonly number[]> {
  const { schema } = listOf(item);
  const either = `${item.allowed}, or a list of such`;
  return { form: "list", schema: v.union([item.schema, schema], either), allowed: either, item };
}

/** A velocity to reach, or two of which to reach one. */
export const passage: Kind<number | readonly [number, number]> = (() => {
  const schema = v.union([moderate, v.strictTuple([moderate, moderate], PASSAGE_TARGET)], PASSAGE_TARGET);
  return { form: "one or two", schema, allowed: PASSAGE_TARGET, item: finite };
})();

/** An external torque over the angle; what is in it `brakeOf` checks, where it meets the angles of the motion. */
export const torqueOverAngle: Kind<readonly number[] | ((theta: number) => number)> = (() => {
  const is = (value: unknown): boolean => Array.isArray(value) || typeof value === "function";
  const schema = v.custom<readonly number[] | ((theta: number) => number)>(is, LOAD_PROFILE);
  return { form: "table", schema, allowed: LOAD_PROFILE };
})();

/** What is wrong with a value, where in it, and what it is there; nothing where the kind takes it. */
export function issueOf({ schema }: Kind, value: unknown): { at: string; value: unknown; allowed: string } | undefined {
  const [issue] = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true }).issues ?? [];
  if (!issue) return undefined;
  // of what fits no alternative, the entry that is wrong says more
  const { path, input, message } = issue.issues?.find((within) => within.path) ?? issue;
  const at = (path ?? []).map(({ key }) => `[${String(key)}]`).join("");
  return { at, value: input, allowed: message };
}
