import * as v from "valibot";
import type { Device } from "./device.js";
import type { DoubleDotLead, DoubleDotRotor } from "./doubleDot.js";
import { refuse } from "../errors.js";
import { reject } from "./explain.js";
import { readJson } from "./json.js";
import type { SpinRates } from "./lead.js";
import { checkLimits } from "./limits.js";
import type { NameOrder } from "./names.js";
import { energy, energyNotNegative, gamma, positiveEnergy, spinRates, temperature } from "./numbers.js";
import { dotsFile, type DotsListFile, dotsOf, dotsSchema } from "./parseDots.js";
import { checkShape } from "./shape.js";

const leadSchema = v.strictObject({ gamma, mu: energy, T: temperature }, 'an object {"gamma", "mu", "T"}');

export const doubleDotSchema = v.strictObject(
  {
    model: v.literal("double-dot-rotor", '"double-dot-rotor" or "dots"'),
    epsilonBar: v.strictObject({ L: energy, R: energy }, 'an object {"L": number, "R": number}'),
    orbitRadius: energyNotNegative,
    U: energy,
    tc: positiveEnergy,
    leads: v.strictObject({ L: leadSchema, R: leadSchema }, 'an object {"L": lead, "R": lead}'),
  },
  "an object that describes a device",
);

/** The JSON form of the paper's device. */
export type DoubleDotFile = v.InferInput<typeof doubleDotSchema>;

/** The JSON form of a device, as a device file holds it. */
export type DeviceFile = DoubleDotFile | DotsListFile;

/**
 * A device from a plain object. Where names of leads or orbitals look like integers, JavaScript has lost their order:
 * they come as a list, or as text through parseDeviceText.
 *
 * @throws InvalidInput on the first field that is missing, unknown or out of range
 */
export function parseDevice(input: DoubleDotFile): DoubleDotRotor;
export function parseDevice(input: unknown): Device;
export function parseDevice(input: unknown): Device {
  return deviceOf(input);
}

/**
 * A device from the text of a file, with or without a byte-order mark; `source` names it in the message. Leads and
 * orbitals keep the order of the text, whatever their names.
 *
 * @throws InvalidInput as parseDevice, and where the text is no JSON or has a name twice in one object
 */
export function parseDeviceText(text: string, source: string): Device {
  const { value, order } = readJson(text, source);
  return deviceOf(value, order);
}

/**
 * A device from the plain object of a file.
 *
 * @param order of the names in the text, where there was one
 */
export function deviceOf(input: unknown, order?: NameOrder): Device {
  const dots = isDots(input);
  checkShape(input, dots);
  const device = dots ? dotsDevice(input, order) : doubleDot(input);
  checkLimits(device);
  return device;
}

function dotsDevice(input: unknown, order?: NameOrder): Device {
  const result = v.safeParse(dotsSchema, input, { abortEarly: true });
  return result.success ? dotsOf(result.output, order) : reject(dotsSchema, input);
}

function doubleDot(input: unknown): DoubleDotRotor {
  const result = v.safeParse(doubleDotSchema, input, { abortEarly: true });
  if (!result.success) reject(doubleDotSchema, input);
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

const isDots = (input: unknown): boolean =>
  typeof input === "object" && input !== null && "model" in input && input.model === "dots";

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
