import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDevice } from "../../src/device/parse.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WHOLE_EVERY } from "../../src/electrons/slowestRate.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { leadKernel, levels, SPIN_CLASSES } from "../../src/reference/doubleDot.js";
import { sumKernels } from "../../src/reference/kernel.js";
import { lump } from "../../src/reference/occupations.js";
import { enginesOf } from "../compare.js";
import { moderateDevice } from "../randomDevice.js";

const SEED = 20261127;
const NODES = 128;
const angles = Array.from({ length: NODES }, (_, i) => (2 * Math.PI * i) / NODES);

const level = (energy: number, device: object, gammaL: number, gammaR: number) =>
  parseDevice({
    model: "dots",
    orbitals: { d: { energy: { const: 0, cos: [energy] } } },
    leads: { L: { gamma: { d: gammaL }, mu: 0, T: 1 }, R: { gamma: { d: gammaR }, mu: 0, T: 1 } },
    ...device,
  });

describe("closed forms", () => {
  test("a level without spin relaxes at Gamma_L + Gamma_R, at every angle", () => {
    const device = level(2, { spinless: true }, 0.3, 0.2);
    for (const engine of [new WasmEngine(device), new ReferenceEngine(device)]) {
      const { slowestRate, slowestFeltRate } = engine.relaxation(NODES);
      expect(slowestRate).toBeCloseTo(0.5, 14);
      expect(slowestFeltRate).toBeCloseTo(0.5, 14);
    }
  });

  test.each([6, 60, 300])("a level with spin, +-%s: charge at Gamma (1 + f), spin at Gamma (1 - f)", (energy) => {
    const device = level(energy, { coulomb: { intra: { d: "infinite" } } }, 0.2, 0.1);
    const f = (sign: number): number => 1 / (1 + Math.exp(sign * energy)); // the spin is slowest where the level is lowest
    const engines = [
      new WasmEngine(device),
      new WasmEngine(device, "spin-resolved"),
      new ReferenceEngine(device),
      new ReferenceEngine(device, false),
    ];
    for (const engine of engines) {
      const { slowestRate, slowestFeltRate } = engine.relaxation(NODES);
      expect(Math.abs(slowestRate / (0.3 * f(1)) - 1)).toBeLessThan(1e-12 * energy);
      expect(Math.abs(slowestFeltRate / (0.3 * (1 + f(1))) - 1)).toBeLessThan(1e-12);
    }
  });
});

test(`the eigenvalues of W, in every engine and state space (seed ${SEED})`, () => {
  const kind = fc.constantFrom("unpolarised" as const, "polarised" as const).chain((name) => moderateDevice(name));
  fc.assert(
    fc.property(kind, (device) => {
      const kernels = angles.map((theta) => {
        const at = levels(device, theta, 1);
        return sumKernels(device.leads.map((lead, r) => leadKernel(lead, r === 0 ? "L" : "R", at)))[0]!;
      });
      const unpolarised = device.leads.every(({ gamma }) => gamma.up === gamma.down);
      const smallest = (matrices: number[][][]): number =>
        Math.min(
          ...matrices.map((W) => {
            const { realEigenvalues } = new EigenvalueDecomposition(new Matrix(W));
            return realEigenvalues.map((x) => -x).sort((a, b) => a - b)[1]!;
          }),
        );
      const whole = smallest(unpolarised ? kernels.filter((_, i) => i % WHOLE_EVERY === 0) : kernels);
      const felt = unpolarised ? smallest(kernels.map((W) => lump(W, SPIN_CLASSES))) : whole;
      for (const [, engine] of enginesOf(device)) {
        const { slowestRate, slowestFeltRate } = engine.relaxation(NODES);
        expect(Math.abs(slowestRate - whole)).toBeLessThan(1e-13 + 1e-10 * whole);
        expect(Math.abs(slowestFeltRate - felt)).toBeLessThan(1e-13 + 1e-10 * felt);
      }
    }),
    { seed: SEED, numRuns: 15 },
  );
});
