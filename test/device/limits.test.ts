import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { InvalidInput } from "../../src/errors.js";
import { parseDevice, parseDeviceText } from "../../src/device/parse.js";
import { paperDevice, presets } from "../../src/device/presets.js";
import { createMotor } from "../../src/questions/create.js";
import { Motor } from "../../src/questions/motor.js";
import { numbersOf, batchCoefficients } from "../../src/master/batch.js";

type Json = Record<string, unknown>;

/** A spinless level for every name, each on both leads. */
function levels(names: readonly string[], energy: unknown, more: Json = {}): Json {
  const gamma = Object.fromEntries(names.map((name) => [name, 0.2]));
  return {
    model: "dots",
    spinless: true,
    orbitals: Object.fromEntries(names.map((name) => [name, { energy }])),
    leads: { s: { gamma, mu: 1, T: 1 }, d: { gamma, mu: -1, T: 1 } },
    ...more,
  };
}

const paper = (change: Json): Json => ({ ...paperDevice({ orbitRadius: 10, V: 2 }), ...change });
const lead = (change: Json): Json => ({ L: { gamma: 0.25, mu: 1, T: 1, ...change }, R: { gamma: 0.25, mu: -1, T: 1 } });
const decaying = (n: number): number[] => Array.from({ length: n }, (_, h) => 2 * Math.exp(-h / 2));

describe("devices within the limits compute", () => {
  test("64 states with 48 samples an orbital", () => {
    const text = readFileSync(new URL("../cases/16-many-harmonics.json", import.meta.url), "utf8");
    const { energies, p } = new Motor(parseDeviceText(text, "text")).electrons.frozen(0.3, 0);
    expect(energies).toHaveLength(64);
    expect(p![0]!.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
  });

  test("16 states with 500 harmonics", async () => {
    const file = levels(["a", "b", "c", "d"], 0);
    const orbitals = file.orbitals as Record<string, Json>;
    "abcd".split("").forEach((name, i) => (orbitals[name]!.energy = { const: 2 * i, cos: decaying(500) }));
    const { energies } = (await createMotor(file as never)).electrons.frozen(0, 0);
    // without hopping or repulsion the energies are sums of those of the levels
    const swing = decaying(500).reduce((sum, x) => sum + x, 0);
    expect(Math.max(...energies!)).toBeCloseTo(4 * swing + 12, 9);
  });

  test.each([1e-12, 1e-6])("a rate of %s beside one of 0.5 decides the current", async (rate) => {
    const file = levels(["a"], { cos: [2] });
    file.leads = { s: { gamma: { a: rate }, mu: 0.5, T: 1 }, d: { gamma: { a: 0.5 }, mu: -0.5, T: 2 } };
    const { leads } = (await createMotor(file as never)).frozen({ theta: 1, order: 0 });
    // I = Gamma_s Gamma_d / (Gamma_s + Gamma_d) (f_d - f_s) into the lead
    const f = (mu: number, T: number): number => 1 / (1 + Math.exp((2 * Math.cos(1) - mu) / T));
    const expected = ((rate * 0.5) / (rate + 0.5)) * (f(-0.5, 2) - f(0.5, 1));
    expect(leads.s!.I[0]! / expected).toBeCloseTo(1, 9);
  });

  test("rates from 1e-12 to 1e14 are those of a device", () => {
    for (const rate of [1e-12, 1e14]) {
      const file = levels(["a"], { cos: [2] });
      (file.leads as Record<string, Json>).s!.gamma = { a: rate };
      expect(() => parseDevice(file)).not.toThrow();
    }
  });
});

describe("one check for text, objects and both models, at once", () => {
  const huge = `[${new Array(300_000).fill("0.5").join(",")}]`;
  test.each<[string, unknown, RegExp]>([
    [
      "U beyond 1e6 T",
      paper({ U: 1e100 }),
      /^U: got 1e\+100, allowed: at most 1000000 of the lowest temperature in size$/,
    ],
    [
      "U just beyond 1e6 T",
      paper({ U: 1.1e6 }),
      /^U: got 1100000, allowed: at most 1000000 in size, 1000000 of the lowest/,
    ],
    [
      "mu near the end of doubles",
      paper({ leads: lead({ mu: 1.7e308 }) }),
      /^leads\.L\.mu: got 1\.7e\+308, allowed: at most/,
    ],
    [
      "mu of dots",
      levels(["a"], 0, { leads: { s: { gamma: { a: 1 }, mu: -2e6, T: 1 } } }),
      /^leads\.s\.mu: got -2000000/,
    ],
    ["an orbit of negative radius", paper({ orbitRadius: -1 }), /^orbitRadius: got -1, allowed: a finite number >= 0$/],
    [
      "a subnormal temperature",
      paper({ leads: lead({ T: 5e-324 }) }),
      /^leads\.L\.T: got 5e-324, allowed: a temperature from/,
    ],
    [
      "a hot lead",
      paper({ leads: lead({ T: 1e9 }) }),
      /^leads\.L\.T: got 1000000000, allowed: a temperature from 0\.000001 to/,
    ],
    [
      "a huge rate",
      paper({ leads: lead({ gamma: 1e308 }) }),
      /^leads\.L\.gamma: got 1e\+308, allowed: 0, or a rate from 1e-20/,
    ],
    [
      "a tiny rate",
      paper({ leads: lead({ gamma: 1e-300 }) }),
      /^leads\.L\.gamma: got 1e-300, allowed: 0, or a rate from/,
    ],
    ["2049 harmonics", levels(["a"], { cos: new Array(2049).fill(0.1) }), /^orbitals\.a\.energy: got "2049 harmonics"/],
    [
      "300 harmonics of 64 states",
      levels("abcdef".split(""), { cos: decaying(300) }),
      /^orbitals\.a\.energy: got "300 harmonics", allowed: at most 256 with 64 many-body states$/,
    ],
    [
      "17 harmonics of 256 states",
      levels("abcdefgh".split(""), { cos: decaying(17) }),
      /^orbitals\.a\.energy: got "17 harmonics", allowed: at most 16 with 256 many-body states$/,
    ],
    [
      "512 states",
      levels("abcdefghi".split(""), 0),
      /^orbitals: got "9 with 512 many-body states", allowed: 256 states/,
    ],
    [
      "a list of 5000",
      levels(["a"], { samples: new Array(5000).fill(1) }),
      /samples: got "5000 entries", allowed: at most 4096$/,
    ],
    [
      "a name of 100 kB",
      levels(["a".repeat(1e5)], 0),
      /^orbitals: got "a{56}\.\.\., allowed: names of 1 to 64 characters$/,
    ],
    ["no name", levels([""], 0), /^orbitals: got "", allowed: names of 1 to 64 characters$/],
  ])("%s", async (_, file, message) => {
    expect(() => parseDevice(file)).toThrow(message);
    expect(() => parseDeviceText(JSON.stringify(file), "text")).toThrow(message);
    await expect(createMotor(file as never)).rejects.toThrow(InvalidInput);
  });

  test("text that is nested or long beyond reason", () => {
    const text = JSON.stringify(levels(["a"], 0));
    for (const [open, close] of ["[]", '{"a":}'].map((pair) => [pair.slice(0, -1), pair.slice(-1)] as const)) {
      const nested = text.replace('"energy":0', `"energy":${open.repeat(50_000)}1${close.repeat(50_000)}`);
      expect(() => parseDeviceText(nested, "text")).toThrow(
        /^orbitals\.a\.energy: got "more levels", allowed: at most 10/,
      );
    }
    expect(() => parseDeviceText("[".repeat(50_000), "text")).toThrow(/^text: not JSON .*, allowed: a JSON document$/);
    const long = text.replace('"energy":0', `"energy":{"cos":${huge}}`);
    expect(() => parseDeviceText(long, "text")).toThrow(/cos: got "300000 entries", allowed: at most 4096$/);
    expect(() => parseDeviceText(`${long}${" ".repeat(1.7e7)}`, "text")).toThrow(
      /^text: got "\d+ characters", allowed: at most/,
    );
  });

  test("objects that no JSON is", () => {
    const circle: Json = paper({});
    circle.leads = circle;
    for (const input of [
      circle,
      paper({ U: 3n }),
      paper({ U: () => 3 }),
      paper({ U: Symbol("U") }),
      new Map(),
      [[circle]],
    ]) {
      expect(() => parseDevice(input)).toThrow(/^[^\n]+: got [^\n]+, allowed: [^\n]+$/);
      expect(() => parseDevice(input)).toThrow(InvalidInput);
    }
  });

  test("devices made by hand meet the same check", () => {
    const device = parseDevice(paperDevice({ orbitRadius: 10 }));
    expect(() => new Motor({ ...device, U: 1e100 })).toThrow(/^U: got 1e\+100/);
    expect(() => new Motor({ ...device, orbitRadius: NaN })).toThrow(/^orbitRadius: got NaN/);
    const row = Float64Array.from(numbersOf({ ...device, U: 1e100 }));
    expect(() => batchCoefficients(row)).toThrow(/^devices\[0\]: got .* within the limits of a device/);
  });

  test("every preset is within them", () => {
    for (const { device } of presets) expect(() => new Motor(parseDevice(device))).not.toThrow();
  });
});
