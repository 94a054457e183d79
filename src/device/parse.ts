import * as v from "valibot";
import type { Device } from "./device.js";
import type { DoubleDotLead, DoubleDotRotor } from "./doubleDot.js";
import { InvalidInput, refuse } from "./errors.js";
import type { SpinRates } from "./lead.js";
import { finite, gamma, positive, spinRates } from "./numbers.js";
import { dotsFile, type DotsFile, dotsOf, dotsSchema } from "./parseDots.js";

const leadSchema = v.strictObject({ gamma, mu: finite, T: positive }, 'an object {"gamma", "mu", "T"}');

const doubleDotSchema = v.strictObject(
  {
    model: v.literal("double-dot-rotor", '"double-dot-rotor" or "dots"'),
    epsilonBar: v.strictObject({ L: finite, R: finite }, 'an object {"L": number, "R": number}'),
    orbitRadius: finite,
    U: finite,
    tc: positive,
    leads: v.strictObject({ L: leadSchema, R: leadSchema }, 'an object {"L": lead, "R": lead}'),
  },
  "an object that describes a device",
);

/** The JSON form of the paper's device. */
export type DoubleDotFile = v.InferInput<typeof doubleDotSchema>;

/** The JSON form of a device, as a device file holds it. */
export type DeviceFile = DoubleDotFile | DotsFile;

/**
 * A device from what JSON.parse returned.
 *
 * @throws InvalidInput on the first field that is missing, unknown or out of range
 */
export function parseDevice(input: DoubleDotFile): DoubleDotRotor;
export function parseDevice(input: unknown): Device;
export function parseDevice(input: unknown): Device {
  if (isDots(input)) {
    refuseReservedNames(input);
    const result = v.safeParse(dotsSchema, input, { abortEarly: true });
    if (!result.success) reject(dotsSchema, result.issues[0]);
    return dotsOf(result.output);
  }
  const result = v.safeParse(doubleDotSchema, input, { abortEarly: true });
  if (!result.success) reject(doubleDotSchema, result.issues[0]);
  const { leads, ...rest } = result.output;
  const device: DoubleDotRotor = { ...rest, leads: [lead("L", leads.L), lead("R", leads.R)] };
  for (const spin of ["up", "down"] as const) {
    if (device.leads.every(({ gamma }) => gamma[spin] === 0)) {
      const fields = (["L", "R"] as const).map(
        (name) => `leads.${name}.gamma${typeof leads[name].gamma === "number" ? "" : `.${spin}`}`,
      );
      refuse(fields.join(", "), 0, `a rate > 0 for spin ${spin} in at least one lead`);
    }
  }
  return device;
}

/** Names that JavaScript keeps for itself: objects lose them on the way. */
const RESERVED = ["__proto__", "constructor", "prototype"];

function refuseReservedNames(value: unknown, path = ""): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (RESERVED.includes(key)) refuse(`${path}${key}`, inner, "any other name");
    refuseReservedNames(inner, `${path}${key}.`);
  }
}

const isDots = (input: unknown): boolean =>
  typeof input === "object" && input !== null && "model" in input && input.model === "dots";

/** A device from the text of a file, with or without a byte-order mark; `source` names it in the message. */
export function parseDeviceText(text: string, source: string): Device {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new InvalidInput(
      `${source}: not JSON (${(error as Error).message.split("\n")[0]}), allowed: a JSON document`,
    );
  }
  return parseDevice(json);
}

/** The inverse of parseDevice. */
export function deviceFile(device: Device): DeviceFile {
  if (device.model === "dots") return dotsFile(device);
  const { leads, ...rest } = device;
  const [L, R] = leads.map(({ gamma, mu, T }) => ({ gamma: { ...gamma }, mu, T }));
  return { ...rest, leads: { L: L!, R: R! } };
}

function lead(name: string, file: { gamma: number | SpinRates; mu: number; T: number }): DoubleDotLead {
  return { name, gamma: spinRates(file.gamma), mu: file.mu, T: file.T };
}

/** Any schema, as far as the messages need it. */
interface Node {
  message?: unknown;
  /** of an object */
  entries?: Record<string, Node>;
  /** of a union */
  options?: Node[];
  /** of an optional field */
  wrapped?: Node;
  /** of an object with free names */
  value?: Node;
  /** of a list */
  item?: Node;
  /** of a list of fixed length */
  items?: Node[];
}

/** The schema behind optional fields and unions, whose last option is the one with fields of its own. */
function inside(node: Node): Node {
  if (node.wrapped) return inside(node.wrapped);
  return node.options ? inside(node.options.at(-1)!) : node;
}

function reject(schema: Node, issue: v.BaseIssue<unknown>): never {
  // the inner issue of a union says what is wrong inside, where the outer one only names the union
  const inner = issue.issues?.find((sub) => (sub.path?.length ?? 0) > 0);
  const items = [...(issue.path ?? []), ...(inner?.path ?? [])];
  const field = (depth: number): string =>
    items
      .map(({ key }) => String(key))
      .slice(0, depth)
      .join(".") || "device";
  let node = schema;
  for (const [depth, { input, key, value }] of items.entries()) {
    const { entries, value: named, item, items: fixed } = inside(node);
    // to valibot an array is an object without the fields
    if (Array.isArray(input) && !item && !fixed) refuse(field(depth), input, String(allowed(node)));
    const known = entries && Object.hasOwn(entries, String(key)) ? entries[String(key)] : undefined;
    const next = known ?? named ?? item ?? fixed?.[Number(key)];
    if (!next) {
      refuse(field(items.length), value, `no such field here, only ${Object.keys(entries ?? {}).join(", ")}`);
    }
    node = next;
  }
  refuse(field(items.length), items.length > 0 ? items.at(-1)!.value : issue.input, String(allowed(node)));
}

const allowed = (node: Node): unknown => node.message ?? (node.wrapped ? allowed(node.wrapped) : undefined);
