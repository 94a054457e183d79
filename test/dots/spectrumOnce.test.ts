import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { withBias } from "../../src/device/description.js";
import type { Dots } from "../../src/device/dots.js";
import { parseDevice } from "../../src/device/parse.js";
import type * as Fock from "../../src/spectrum/fock.js";
import { narrowestFeature } from "../../src/spectrum/features.js";
import { spectrumOf } from "../../src/spectrum/spectrumOf.js";
import { inProcess } from "../cli/inProcess.js";
import { pair } from "./pair.js";

const built = vi.hoisted(() => ({ spaces: 0 }));

vi.mock("../../src/spectrum/fock.js", async (original) => {
  const fock = await original<typeof Fock>();
  return { ...fock, fockSpace: (...of: Parameters<typeof fock.fockSpace>) => (built.spaces++, fock.fockSpace(...of)) };
});

beforeEach(() => {
  built.spaces = 0;
});

const file = pair({ L: { gamma: { A: 0.5 }, mu: 2, T: 1 }, R: { gamma: { B: 0.5 }, mu: -2, T: 1 } });
const device = (): Dots => parseDevice(structuredClone(file)) as Dots;

describe("a command builds the many-body space of its device once", () => {
  const folder = mkdtempSync(join(tmpdir(), "quantum-motor-spectrum-"));
  const path = join(folder, "dots.json");
  writeFileSync(path, JSON.stringify(file));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each([
    ["coefficients"],
    ["frozen", "--theta", "1"],
    ["states"],
    ["steady", "--load", "0", "--order", "exact", "--from", "-0.05", "--to", "0.05"],
    ["critical", "--load", "0.01"],
    ["hysteresis", "--sweep", "bias", "--values", "2:6:3", "--inertia", "100", "--load", "0.01"],
    ["coefficients", "--engine", "typescript", "--order", "1"],
  ])("%s %s", async (command, ...options) => {
    const { code, stderr, stdout } = await inProcess([command, path, ...options]);
    expect(code, stderr).toBe(0);
    expect(stdout).not.toBe("");
    expect(built.spaces).toBe(1);
  });
});

test("devices that differ in the bias alone have one spectrum, and one gap", () => {
  const one = device();
  const spectrum = spectrumOf(one);
  for (const V of [-3, 0, 7]) expect(spectrumOf(withBias<Dots>(one, V))).toBe(spectrum);
  expect(narrowestFeature(withBias(one, 7))).toBe(narrowestFeature(one));
  expect(built.spaces).toBe(1);
});

test("the gap of colder leads is its own", () => {
  const warm = device();
  const cold = { ...warm, leads: warm.leads.map((lead) => ({ ...lead, T: 1e-3 })) };
  expect(narrowestFeature(warm)).toBeLessThanOrEqual(1);
  expect(narrowestFeature(cold)).toBe(1e-3);
});

describe("another junction has another spectrum", () => {
  const changes: [string, (dots: Dots) => unknown][] = [
    ["an energy", ({ orbitals }) => (orbitals[0]!.energy.const = 5)],
    ["a hopping", ({ hopping }) => (hopping[0]!.amplitude.const = -2)],
    ["a repulsion", ({ inter }) => (inter[0]!.U = 4)],
    ["a rate", ({ leads }) => (leads[0]!.gamma![0]!.up.const = 0.25)],
  ];
  test.each(changes)("%s, changed in place", (_, change) => {
    const one = device();
    const theta = 0.4;
    const before = spectrumOf(one);
    const energies = before.energies(theta);
    change(one);
    const after = spectrumOf(one);
    expect(after).not.toBe(before);
    expect(built.spaces).toBe(2);
    // the earlier one still is that of the device as it was
    expect(before.energies(theta)).toEqual(energies);
  });
});

test("what several users ask of one spectrum in turn is what each would be told alone", () => {
  const ask = [
    (dots: Dots): unknown => spectrumOf(dots).energies(0.3),
    (dots: Dots): unknown =>
      spectrumOf(dots)
        .eigenpairs(1.1, 3)
        .map(({ energies, vectors }) => [[...energies], vectors.map((vector) => [...vector])]),
    (dots: Dots): unknown => spectrumOf(dots).amplitudes(2.2),
    (dots: Dots): unknown => spectrumOf(dots).splitting(1, 2, 0.9),
  ];
  const alone = ask.map((question) => question(device()));
  const shared = device();
  const together = [...ask, ...[...ask].reverse()].map((question) => question(shared));
  expect(together).toEqual([...alone, ...[...alone].reverse()]);
});
