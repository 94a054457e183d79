// What a question is.

import { show } from "../errors.js";
import type { Capability } from "../electrons/electrons.js";
import type { Followed } from "../progress.js";
import type { Kind } from "./kinds.js";
import type { Subject } from "./subject.js";

/** How a message writes the name of an option: the library as it is, the command line with dashes. */
export type Spelling = (name: string) => string;

/** Another option that leaves no meaning to one. */
interface Unless {
  readonly option: string;
  /** one of its values; default whatever is given */
  readonly is?: string | number;
  allowed(spelled: Spelling): string;
}

/** One option of a question. */
export interface Option<Value = unknown> {
  readonly kind: Kind<Value>;
  /** what stands for the value in help, as in --order <k>; a flag has none */
  readonly value?: string;
  /** what it is, in a line; none where its unit says it */
  readonly says?: string;
  readonly unit?: string;
  /** must be given */
  readonly mandatory?: true;
  readonly default?: Value;
  /** in words, a default that depends on the device */
  readonly otherwise?: string;
  /** another option that it is never given together with */
  readonly excludes?: string;
  /** another option and what that must be for this one to have a meaning */
  readonly only?: readonly [other: string, value: string];
  /** what another option must not be beside this one, and what is allowed there in its place */
  readonly unless?: Unless;
  /** what a theory must have for it: wherever it is given, or with one value */
  readonly needs?: readonly [capability: Capability, value?: string];
}

/**
 * What an option is, in a line: its unit and what it is where it is not given.
 *
 * @param notation what follows the unit
 */
export function inWords({ says, unit, default: usual, otherwise, kind }: Option, notation = ""): string {
  const fallback = otherwise ?? (kind.form === "flag" || usual === undefined ? undefined : show(usual));
  const what = says === undefined ? unit : unit === undefined ? says : `${says}, in ${unit}`;
  return `${what ?? ""}${notation}${fallback === undefined ? "" : ` (default: ${fallback})`}`;
}

export type Options = Readonly<Record<string, Option>>;

type ValueOf<Each> = Each extends { kind: Kind<infer Value> } ? Value : never;

/** Names of the options whose description says something. */
type Having<Entries, What> = {
  [Name in keyof Entries]: Entries[Name] extends What ? Name : never;
}[keyof Entries];

/** Names of the options that may be left out and have a value all the same. */
type Usual<Entries> = Having<Entries, { default: unknown }>;

/** Names of the options that have a value whatever is given. */
type Settled<Entries> = Usual<Entries> | Having<Entries, { mandatory: true }>;

/** What options are once they are checked: defaults stand where nothing was given. */
export type Checked<Entries> = { readonly [Name in Settled<Entries>]: ValueOf<Entries[Name]> } & {
  readonly [Name in Exclude<keyof Entries, Settled<Entries>>]?: ValueOf<Entries[Name]>;
};

/** Options of the physics as they are given: what has a default in the description may be left out. */
export type Given<Physics, Entries> = Omit<Physics, Usual<Entries>> &
  Partial<Pick<Physics, keyof Physics & Usual<Entries>>>;

/** A method of `Motor`: takes options, progress among them. */
type Method = (options: never) => unknown;

/** The options that a method takes; of any method, whatever. */
type GivenTo<Ask extends Method> = Omit<NonNullable<Parameters<Ask>[0]>, keyof Followed>;

/** Options as they must be described for a method: each that it takes, of its type, and no other. */
type DescriptionOf<Ask extends Method, Entries> = [Parameters<Ask>[0]] extends [never]
  ? Entries
  : { readonly [Name in keyof GivenTo<Ask>]-?: { kind: Kind<NonNullable<GivenTo<Ask>[Name]>> } } & Readonly<
      Record<Exclude<keyof Entries, keyof GivenTo<Ask>>, never>
    >;

/**
 * Something that can be asked about a device, described once: the method of the library, the command, its help, the
 * checks and the reference all follow from it.
 */
export interface Question<Name extends string = string, Ask extends Method = Method, Entries = Options> {
  /** of the method of `Motor`; the command has dashes for capitals */
  readonly name: Name;
  /** one line */
  readonly summary: string;
  readonly options: Entries & DescriptionOf<Ask, Entries>;
  /** what a theory must have, whatever the options */
  readonly needs?: Capability;
  /** groups of options of which exactly one is given */
  readonly exactlyOne?: readonly (readonly string[])[];
  /** the option whose entries are asked one by one, a row each; `ask` gets one of them */
  readonly oneByOne?: string;
  /** false where only the library has it */
  readonly command?: false;
  /** the fields of the answer and what they mean, lines of at most 120 characters */
  readonly prints: string;
  /** what follows the name of the program, on a line each */
  readonly examples: readonly string[];
  /** what is going on while it is answered */
  progress(options: Checked<Entries>): string;
  /** The answer, a result or rows of them; of options that are checked. */
  ask(subject: Subject, options: Checked<Entries>, follower: Followed): unknown;
  /** the type of the method: there is no such value */
  readonly method?: Ask;
}
