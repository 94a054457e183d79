import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { asDots } from "../../src/device/asDots.js";
import { difference } from "../compare.js";
import { randomDevice } from "../randomDevice.js";
import { referenceCases } from "../referenceData.js";

const SEED = 20261124;
const ORDER = 3;

describe("the double dot written as dots is the built-in one", () => {
  test(`200 random devices (seed ${SEED})`, () => {
    let worst = 0;
    const compare = (polarisation: "unpolarised" | "polarised", numRuns: number): void => {
      fc.assert(
        fc.property(randomDevice(polarisation), (device) => {
          const builtIn = new WasmEngine(device);
          const { conditioning } = builtIn.relaxation(64);
          // what a polarised device loses to its conditioning, it loses in both
          fc.pre(conditioning < 1e4);
          const nodes = Math.ceil(8 * device.orbitRadius) + 16;
          const expected = builtIn.integrate(ORDER, nodes, 0);
          const computed = new WasmEngine(parseDevice(asDots(device))).integrate(ORDER, nodes, 0);
          const scale = expected.largest.map((x) => 2 * Math.PI * x);
          const apart = difference(computed.integrals, expected.integrals, scale);
          worst = Math.max(worst, apart);
          expect(apart).toBeLessThan(1e-11);
        }),
        { numRuns, seed: SEED },
      );
    };
    compare("unpolarised", 150);
    compare("polarised", 50);
    console.log(`dots against the built-in double dot, seed ${SEED}: largest difference ${worst.toExponential(1)}`);
  });

  test.each(referenceCases.map((c) => [c.name, c] as const))("%s against 50 digits, both engines", (_, reference) => {
    const device = parseDevice(asDots(reference.device));
    const { order, nodes } = reference;
    for (const engine of [new WasmEngine(device), new ReferenceEngine(device)]) {
      // the reference engine multiplies vectors out: a coarser grid, and the same one from the built-in device
      const coarse = engine.name === "wasm" ? nodes : 48;
      const { integrals, largest } = engine.integrate(order, coarse, 0);
      const scale = largest.map((x) => 2 * Math.PI * x);
      const expected =
        engine.name === "wasm" ? reference : new WasmEngine(reference.device).integrate(order, coarse, 0).integrals;
      expect(difference(integrals, expected, scale)).toBeLessThan(1e-11);
    }
  });

  test("lumping finds the sector by itself: 4 classes of 9 states, and can be turned off", () => {
    const device = parseDevice(asDots(parseDevice(paperDevice({ orbitRadius: 10, V: 2 }))));
    const lumped = new WasmEngine(device).frozen(1.1, 2);
    const all = new WasmEngine(device, "spin-resolved").frozen(1.1, 2);
    expect(lumped.energies).toEqual(all.energies);
    lumped.p.forEach((p, k) => p.forEach((x, i) => expect(x).toBeCloseTo(all.p[k]![i]!, 9 - 2 * k)));
    lumped.F.forEach((F, k) => expect(F / all.F[k]!).toBeCloseTo(1, 8));
  });
});
