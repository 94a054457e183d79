import * as v from "valibot";
import type { Device, Lead, SpinRates } from "./doubleDot.js";
import { InvalidInput, refuse } from "./errors.js";

const FINITE = "a finite number";
const POSITIVE = "a finite number > 0";
const RATE = "a finite number >= 0";

const finite = v.pipe(v.number(FINITE), v.finite(FINITE));
const positive = v.pipe(
  v.number(POSITIVE),
  v.finite(POSITIVE),
  v.check((x) => x > 0, POSITIVE),
);
const rate = v.pipe(v.number(RATE), v.finite(RATE), v.minValue(0, RATE));

const leadSchema = v.strictObject(
  {
    gamma: v.union(
      [rate, v.strictObject({ up: rate, down: rate })],
      'a finite number >= 0 or {"up": number, "down": number}',
    ),
    mu: finite,
    T: positive,
  },
  'an object {"gamma", "mu", "T"}',
);

const doubleDotSchema = v.strictObject(
  {
    model: v.literal("double-dot-rotor", '"double-dot-rotor"'),
    epsilonBar: v.strictObject({ L: finite, R: finite }, 'an object {"L": number, "R": number}'),
    orbitRadius: finite,
    U: finite,
    tc: positive,
    leads: v.strictObject({ L: leadSchema, R: leadSchema }, 'an object {"L": lead, "R": lead}'),
  },
  "an object that describes a device",
);

/** The JSON form of a device, as a device file holds it. */
export type DeviceFile = v.InferInput<typeof doubleDotSchema>;

/**
 * A device from what JSON.parse returned.
 *
 * @throws InvalidInput on the first field that is missing, unknown or out of range
 */
export function parseDevice(input: unknown): Device {
  const result = v.safeParse(doubleDotSchema, input, { abortEarly: true });
  if (!result.success) reject(result.issues[0]);
  const { leads, ...rest } = result.output;
  const device: Device = { ...rest, leads: [lead("L", leads.L), lead("R", leads.R)] };
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
  const { leads, ...rest } = device;
  const [L, R] = leads.map(({ gamma, mu, T }) => ({ gamma: { ...gamma }, mu, T }));
  return { ...rest, leads: { L: L!, R: R! } };
}

function lead(name: string, file: { gamma: number | SpinRates; mu: number; T: number }): Lead {
  const gamma = typeof file.gamma === "number" ? { up: file.gamma, down: file.gamma } : file.gamma;
  return { name, gamma, mu: file.mu, T: file.T };
}

/** Any schema of this file, as far as the messages need it. */
interface Node {
  message?: unknown;
  entries?: Record<string, Node>;
  options?: Node[];
}

function reject(issue: v.BaseIssue<unknown>): never {
  // the inner issue of a union says what is wrong inside, where the outer one only names the union
  const inner = issue.issues?.find((sub) => (sub.path?.length ?? 0) > 0);
  const items = [...(issue.path ?? []), ...(inner?.path ?? [])];
  const field = (depth: number): string =>
    items
      .map(({ key }) => String(key))
      .slice(0, depth)
      .join(".") || "device";
  let node: Node = doubleDotSchema;
  for (const [depth, { input, key, value }] of items.entries()) {
    // to valibot an array is an object without the fields
    if (Array.isArray(input)) refuse(field(depth), input, String(node.message));
    const entries: Record<string, Node> = node.entries ?? node.options?.at(-1)?.entries ?? {};
    const next = Object.hasOwn(entries, String(key)) ? entries[String(key)] : undefined;
    if (!next) refuse(field(items.length), value, `no such field here, only ${Object.keys(entries).join(", ")}`);
    node = next;
  }
  refuse(field(items.length), items.length > 0 ? items.at(-1)!.value : issue.input, String(node.message));
}
