import { describe, expect, test } from "vitest";
import { InvalidInput } from "../../src/errors.js";
import { deviceFile, parseDevice } from "../../src/device/parse.js";

type Json = Record<string, unknown>;

const good = (): Json => ({
  model: "dots",
  orbitals: { L: { energy: { const: 1.07, cos: [10] }, zeeman: 0.1 }, R: { energy: { const: 1.07, sin: [10] } } },
  hopping: [{ between: ["L", "R"], amplitude: -5 }],
  coulomb: { intra: { L: "infinite", R: 40 }, inter: [{ between: ["L", "R"], U: 20 }] },
  leads: {
    source: { gamma: { L: 0.25 }, mu: 1, T: 1 },
    drain: { gamma: { R: { up: 0.2, down: 0.3 } }, mu: -1, T: 1 },
  },
});

/** The good device with one value at a path replaced, or removed where it is undefined. */
function broken(path: string, value: unknown): Json {
  const device = good();
  const keys = path.split(".");
  let at = device;
  for (const key of keys.slice(0, -1)) at = at[key] as Json;
  if (value === undefined) Reflect.deleteProperty(at, keys.at(-1)!);
  else at[keys.at(-1)!] = value;
  return device;
}

const SERIES = 'a finite number or {"const", "cos": [...], "sin": [...]} or {"samples": [...]}';

describe("what is refused, and how", () => {
  test.each([
    ["orbitals", undefined, 'orbitals: got nothing, allowed: an object {"name": {"energy", "zeeman"}, ...}'],
    ["orbitals", {}, "orbitals: got 0, allowed: 1 to 12 orbitals"],
    ["orbitals.L.energy", "1", `orbitals.L.energy: got "1", allowed: ${SERIES}`],
    ["orbitals.L.energy", { cos: [1, "2"] }, 'orbitals.L.energy.cos.1: got "2", allowed: a finite number'],
    [
      "orbitals.L.energy",
      { tan: [1] },
      "orbitals.L.energy.tan: got [1], allowed: no such field here, only const, cos, sin, samples",
    ],
    [
      "orbitals.L.energy",
      { samples: [1, 2] },
      "orbitals.L.energy.samples: got [1,2], allowed: 3 or more values at equal angles from 0",
    ],
    [
      "orbitals.L.energy",
      { samples: [1, 2, 3], const: 1 },
      'orbitals.L.energy: got {"const":1,"samples":[1,2,3]}, allowed: samples alone, or const, cos and sin',
    ],
    ["orbitals.L.colour", 1, "orbitals.L.colour: got 1, allowed: no such field here, only energy, zeeman"],
    ["hopping.0.between", ["L"], "hopping.0.between.1: got nothing, allowed: the name of an orbital"],
    ["hopping.0.between", ["L", "X"], 'hopping.0.between.1: got "X", allowed: the name of an orbital: L, R'],
    ["hopping.0.between", ["L", "L"], 'hopping.0.between: got ["L","L"], allowed: two different orbitals'],
    ["hopping.0.amplitude", NaN, `hopping.0.amplitude: got NaN, allowed: ${SERIES}`],
    ["coulomb.intra.L", undefined, 'coulomb.intra.L: got nothing, allowed: a finite number or "infinite"'],
    ["coulomb.intra.L", "huge", 'coulomb.intra.L: got "huge", allowed: a finite number or "infinite"'],
    ["coulomb.intra.X", 3, 'coulomb.intra.X: got "X", allowed: the name of an orbital: L, R'],
    ["coulomb.inter.0.U", "x", 'coulomb.inter.0.U: got "x", allowed: a finite number'],
    ["leads.source.T", 0, "leads.source.T: got 0, allowed: a finite number > 0"],
    ["leads.source.gamma.X", 1, 'leads.source.gamma.X: got "X", allowed: the name of an orbital: L, R'],
    [
      "leads.source.gamma.L",
      -1,
      'leads.source.gamma.L: got -1, allowed: a finite number >= 0 or a series {"const", "cos", "sin"} or {"samples"}, or {"up", "down"} of them',
    ],
    ["leads", {}, "leads: got 0, allowed: 1 to 8 leads"],
    [
      "leads.constructor",
      { gamma: { L: 5 }, mu: 0, T: 1 },
      'leads.constructor: got {"gamma":{"L":5},"mu":0,"T":1}, allowed: any other name',
    ],
    [
      "hopping.0.between",
      ["L", "R", "L"],
      'hopping.0.between: got ["L","R","L"], allowed: a list of two names of orbitals',
    ],
    [
      "hopping.1",
      { between: ["R", "L"], amplitude: 1 },
      'hopping.1.between: got ["R","L"], allowed: a pair once; hopping.0 has it too',
    ],
    ["spinless", 1, "spinless: got 1, allowed: true or false"],
  ])("%s = %o", (path, value, message) => {
    expect(() => parseDevice(broken(path, value))).toThrow(new InvalidInput(message));
  });

  test("spin in a spinless device", () => {
    const spinless = { ...good(), spinless: true };
    expect(() => parseDevice(spinless)).toThrow(
      /coulomb.intra.L: got "infinite", allowed: nothing in a spinless device/,
    );
  });

  test("an orbital that no electron reaches", () => {
    const device = broken("hopping", []);
    (device.leads as Json).drain = { gamma: { L: 0.1 }, mu: 0, T: 1 };
    expect(() => parseDevice(device)).toThrow(/^orbitals.R: got "no lead", allowed: a rate gamma > 0 for spin up/);
    const half = broken("leads.source.gamma.L", { up: 0.1, down: 0 });
    (half.leads as Json).drain = { gamma: { R: { up: 0.1, down: 0 } }, mu: 0, T: 1 };
    expect(() => parseDevice(half)).toThrow(/for spin down/);
  });

  test("more than 256 many-body states", () => {
    const orbitals = Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, { energy: 0 }]));
    const device = {
      model: "dots",
      orbitals,
      coulomb: { intra: { a: 1, b: 1, c: 1, d: 1, e: 1 } },
      leads: { A: { gamma: { a: 1, b: 1, c: 1, d: 1, e: 1 }, mu: 0, T: 1 } },
    };
    return import("../../src/master/wasmEngine.js").then(({ WasmEngine }) => {
      expect(() => new WasmEngine(parseDevice(device))).toThrow(/5 with 1024 many-body states", allowed: 256 states/);
    });
  });
});

test("a device file comes back as it went in", () => {
  const device = parseDevice(good());
  expect(parseDevice(JSON.parse(JSON.stringify(deviceFile(device))))).toEqual(device);
});

test("a lead without rates is there, and carries nothing", async () => {
  const device = good();
  (device.leads as Json).idle = { gamma: {}, mu: 0.5, T: 2 };
  const { WasmEngine } = await import("../../src/master/wasmEngine.js");
  const { leads } = new WasmEngine(parseDevice(device)).frozen(0.3, 2);
  expect(leads.idle).toEqual({ I: [0, 0, 0], J: [0, 0, 0] });
});
