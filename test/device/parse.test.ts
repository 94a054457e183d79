import { describe, expect, test } from "vitest";
import { InvalidInput } from "../../src/errors.js";
import { deviceFile, parseDevice, parseDeviceText } from "../../src/device/parse.js";
import { paperDevice, presets } from "../../src/device/presets.js";

type Json = Record<string, unknown>;

const good = (): Json => structuredClone(paperDevice({ orbitRadius: 10, V: 2 }));

/** The good device with one value at a path replaced, or removed where it is undefined. */
function broken(path: string, value: unknown): Json {
  const device = good();
  const keys = path.split(".");
  let at = device;
  for (const key of keys.slice(0, -1)) at = at[key] as Json;
  at[keys.at(-1)!] = value;
  if (value === undefined) return JSON.parse(JSON.stringify(device)) as Json;
  return device;
}

describe("what is refused, and how", () => {
  test.each([
    ["leads.L.T", -1, "leads.L.T: got -1, allowed: a finite number > 0"],
    ["leads.L.T", 0, "leads.L.T: got 0, allowed: a finite number > 0"],
    ["leads.L.T", undefined, "leads.L.T: got nothing, allowed: a finite number > 0"],
    ["leads.R.mu", "3", 'leads.R.mu: got "3", allowed: a finite number'],
    ["leads.R.mu", NaN, "leads.R.mu: got NaN, allowed: a finite number"],
    ["leads.R.gamma", -0.1, 'leads.R.gamma: got -0.1, allowed: a finite number >= 0 or {"up": number, "down": number}'],
    ["leads.R.gamma", { up: 1 }, "leads.R.gamma.down: got nothing, allowed: a finite number >= 0"],
    ["leads.R.gamma", { up: 1, down: -2 }, "leads.R.gamma.down: got -2, allowed: a finite number >= 0"],
    [
      "leads.R.gamma",
      { up: 1, down: 1, left: 1 },
      "leads.R.gamma.left: got 1, allowed: no such field here, only up, down",
    ],
    [
      "leads.X",
      { gamma: 1, mu: 0, T: 1 },
      'leads.X: got {"gamma":1,"mu":0,"T":1}, allowed: no such field here, only L, R',
    ],
    ["leads.R", undefined, 'leads.R: got nothing, allowed: an object {"gamma", "mu", "T"}'],
    ["U", null, "U: got null, allowed: a finite number"],
    [
      "constructor",
      1,
      "constructor: got 1, allowed: no such field here, only model, epsilonBar, orbitRadius, U, tc, leads",
    ],
    ["tc", 0, "tc: got 0, allowed: a finite number > 0"],
    ["tc", undefined, "tc: got nothing, allowed: a finite number > 0"],
    ["U", Infinity, "U: got Infinity, allowed: a finite number"],
    [
      "leads.L.gamma",
      [0.2, 0.3],
      'leads.L.gamma: got [0.2,0.3], allowed: a finite number >= 0 or {"up": number, "down": number}',
    ],
    ["leads.L", [], 'leads.L: got [], allowed: an object {"gamma", "mu", "T"}'],
    ["leads", [1, 2], 'leads: got [1,2], allowed: an object {"L": lead, "R": lead}'],
    ["epsilonBar", [1, 2], 'epsilonBar: got [1,2], allowed: an object {"L": number, "R": number}'],
    ["orbitRadius", [10], "orbitRadius: got [10], allowed: a finite number"],
    ["epsilonBar", 1, 'epsilonBar: got 1, allowed: an object {"L": number, "R": number}'],
    ["model", "motor", 'model: got "motor", allowed: "double-dot-rotor" or "dots"'],
    [
      "colour",
      "red",
      'colour: got "red", allowed: no such field here, only model, epsilonBar, orbitRadius, U, tc, leads',
    ],
  ])("%s = %o", (path, value, message) => {
    expect(() => parseDevice(broken(path, value))).toThrow(new InvalidInput(message));
  });

  test.each([[3], [null], ["text"], [[1, 2]], [[]]])("a device that is %o", (input) => {
    expect(() => parseDevice(input)).toThrow(
      new InvalidInput(`device: got ${JSON.stringify(input)}, allowed: an object that describes a device`),
    );
  });

  test("a spin that touches no lead", () => {
    const device = broken("leads.L.gamma", { up: 1, down: 0 });
    (device.leads as Json).R = { gamma: { up: 1, down: 0 }, mu: 0, T: 1 };
    expect(() => parseDevice(device)).toThrow(
      "leads.L.gamma.down, leads.R.gamma.down: got 0, allowed: a rate > 0 for spin down in at least one lead",
    );
    device.leads = { L: { gamma: 0, mu: 0, T: 1 }, R: { gamma: { up: 0, down: 1 }, mu: 0, T: 1 } };
    expect(() => parseDevice(device)).toThrow(
      "leads.L.gamma, leads.R.gamma.up: got 0, allowed: a rate > 0 for spin up",
    );
  });

  test("text that is not JSON, in one line", () => {
    const read = () => parseDeviceText('{"model":\n oops', "my.json");
    expect(read).toThrow(/^my\.json: not JSON .*, allowed: a JSON document$/);
    expect(read).toThrow(InvalidInput);
  });
});

test("a device survives the way to JSON and back", () => {
  const device = parseDevice(broken("leads.L.gamma", { up: 0.1, down: 0.2 }));
  expect(parseDevice(JSON.parse(JSON.stringify(deviceFile(device))))).toEqual(device);
});

test("a byte-order mark before the JSON is no part of it", () => {
  const text = JSON.stringify(good());
  expect(parseDeviceText(`\uFEFF${text}`, "my.json")).toEqual(parseDeviceText(text, "my.json"));
});

test("every preset is a device, and names are unique", () => {
  for (const { device } of presets) expect(() => parseDevice(device)).not.toThrow();
  expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
});
