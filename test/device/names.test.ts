import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { withBias } from "../../src/device/description.js";
import type { Dots } from "../../src/device/dots.js";
import { InvalidInput } from "../../src/errors.js";
import { deviceFile, parseDevice, parseDeviceText } from "../../src/device/parse.js";
import { createMotor } from "../../src/questions/create.js";
import { Motor } from "../../src/questions/motor.js";
import { listStates } from "../../src/master/states.js";

const read = (name: string): string => readFileSync(new URL(`../cases/${name}.json`, import.meta.url), "utf8");

/** Leads "1" on A and "0" on B, in this order. */
const digits = read("01-lead-names-digits");
const letters = digits.replace('"1": {', '"b": {').replace('"0": {', '"a": {');
const leadNames = (text: string): string[] => parseDeviceText(text, "text").leads.map(({ name }) => name);

describe("the order of the text decides, whatever the names", () => {
  test.each(["1 0", "0 1", "b a", "10 9", "4294967294 x", "-1 1", "x 7"])("leads %s", (names) => {
    const [first, second] = names.split(" ") as [string, string];
    const text = letters.replace('"b": {', `"${first}": {`).replace('"a": {', `"${second}": {`);
    expect(leadNames(text)).toEqual([first, second]);
  });

  test("a bias is that of the first lead over the second: names do not change the work of a revolution", () => {
    const work = (text: string): number =>
      new Motor(withBias(parseDeviceText(text, "text"), 6)).coefficients({ order: 0 }).F[0]!;
    expect(Math.abs(work(letters))).toBeGreaterThan(0.01);
    expect(work(digits)).toBe(work(letters));
    // the other way round the bias is, too: not by the names
    const swapped = digits.replace('"1": {', '"z": {').replace('"0": {', '"1": {').replace('"z": {', '"0": {');
    expect(leadNames(swapped)).toEqual(["0", "1"]);
    expect(work(swapped)).toBe(work(letters));
  });

  test("states are listed by the orbitals of the text", () => {
    const named = (A: string, B: string): Dots => {
      const text = letters
        .replaceAll('"A"', `"${A}"`)
        .replaceAll('"B"', `"${B}"`)
        .replace(`"${A}": "infinite"`, `"${A}": 7`);
      return parseDeviceText(text, "text") as Dots;
    };
    expect(named("2", "1").orbitals.map(({ name }) => name)).toEqual(["2", "1"]);
    expect(listStates(named("2", "1"))).toEqual(listStates(named("A", "B")));
    expect(named("2", "1").orbitals.map(({ intra }) => intra)).toEqual([7, Infinity]);
    const energies = (device: Dots): number[] => new Motor(device).frozen({ theta: 0.3, order: 0 }).energies!;
    expect(energies(named("2", "1"))).toEqual(energies(named("A", "B")));
  });
});

describe("a plain object, where the order of such names is lost", () => {
  const plain = JSON.parse(digits) as { orbitals: object; leads: object };

  test("is refused with the two ways out", async () => {
    const message =
      'leads: got ["0","1"], allowed: names that JavaScript does not reorder as it does integers; or a list ' +
      '[{"name": "0", ...}, ...]; or the JSON text, through parseDeviceText';
    expect(() => parseDevice(plain)).toThrow(new InvalidInput(message));
    await expect(createMotor(plain as never)).rejects.toThrow(message);
    const orbitals = JSON.parse(letters.replaceAll('"A"', '"1"')) as unknown;
    expect(() => parseDevice(orbitals)).toThrow(/^orbitals: got \["1","B"\], allowed: names/);
  });

  test("is fine with a list, which keeps its order", () => {
    const list = (names: readonly string[]) => {
      const leads = Object.values((JSON.parse(letters) as typeof plain).leads) as object[];
      return { ...plain, leads: leads.map((lead, i) => ({ name: names[i]!, ...lead })) };
    };
    expect(parseDevice(list(["1", "0"]))).toEqual(parseDeviceText(digits, "text"));
    expect(parseDevice(list(["b", "a"]))).toEqual(parseDeviceText(letters, "text"));
    expect(() => parseDevice(list(["1", "1"]))).toThrow('leads.1.name: got "1", allowed: every name once');
  });

  test("is fine with one such name, and with names that only look like it", () => {
    const [lead] = Object.values(plain.leads) as object[];
    const gamma = { A: 0.1, B: 0.1 };
    const one = { ...plain, leads: { 7: { ...lead, gamma } } };
    expect(parseDevice(one).leads.map(({ name }) => name)).toEqual(["7"]);
    for (const name of ["01", "-1", "1.5", "4294967295", "1e3"]) {
      const leads = { x: { ...lead, gamma }, [name]: { ...lead, gamma } };
      expect(parseDevice({ ...plain, leads }).leads.map((l) => l.name)).toEqual(["x", name]);
    }
  });
});

test.each([digits, letters, letters.replaceAll('"A"', '"5"')])("a device file comes back in its order", (text) => {
  const device = parseDeviceText(text, "text");
  const file = JSON.parse(JSON.stringify(deviceFile(device))) as unknown;
  expect(parseDevice(file)).toEqual(device);
  expect(parseDeviceText(JSON.stringify(file), "text")).toEqual(device);
});

describe("a name given twice is refused at any depth", () => {
  test.each([
    [read("04-duplicate-lead"), "leads.L"],
    ['{"model": "dots", "model": "dots"}', "model"],
    [letters.replace('"mu": 3', '"mu": 3, "mu": 4'), "leads.b.mu"],
    [letters.replace('"const": 1.0', '"const": 1, "c\\u006fnst": 2'), "orbitals.A.energy.const"],
    [letters.replace('"amplitude": -5', '"amplitude": -5, "amplitude": -5'), "hopping.0.amplitude"],
    [letters.replace('"A": 0.25', '"A": 0.25, "A": 0.25'), "leads.b.gamma.A"],
    [letters.replace('"mu": 3', '"mu": 3, "__proto__": 1, "__proto__": 2'), "leads.b.__proto__"],
  ])("%#", (text, field) => {
    const message = `${field}: given twice, allowed: every name once in an object`;
    expect(() => parseDeviceText(text, "text")).toThrow(new InvalidInput(message));
  });
});
