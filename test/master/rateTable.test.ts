import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import type { Build } from "../../src/core/core.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { tablePoints } from "../../src/motor/motion/motion.js";
import { difference, largestOfOrder } from "../compare.js";
import { randomDevice } from "../randomDevice.js";
import { masterEquation } from "../../src/master/masterEquation.js";

const angles = Array.from({ length: 97 }, (_, i) => -20 + 0.7123 * i);

/** Largest error of p (absolute) and of torque and currents (relative to the largest) over angles off the grid. */
function errors(engine: WasmEngine, points: number): { p: number; fluxes: number } {
  const table = engine.tabulated(points);
  let p = 0;
  let fluxes = 0;
  let scale = 0;
  for (const theta of angles) {
    const exact = engine.frozen(theta, 0);
    const interpolated = table(theta);
    exact.p[0]!.forEach((x, i) => (p = Math.max(p, Math.abs(x - interpolated.p[i]!))));
    fluxes = Math.max(fluxes, difference(exact, interpolated, [1]));
    scale = Math.max(scale, Math.abs(largestOfOrder(exact)[0]!), ...exact.F.map(Math.abs));
  }
  return { p, fluxes: fluxes / scale };
}

describe.each<Build>(["simd", "scalar"])("the table of rates, %s", (build) => {
  test.each([10, 100])("gives the frozen device at any angle, orbit radius %d", (orbitRadius) => {
    const device = parseDevice(paperDevice({ orbitRadius, V: 15.42 }));
    const { p, fluxes } = errors(
      new WasmEngine(device, undefined, build),
      tablePoints(masterEquation.read(device, {})),
    );
    console.log(`${build}, radius ${orbitRadius}: p to ${p.toExponential(1)}, fluxes to ${fluxes.toExponential(1)}`);
    expect(p).toBeLessThan(1e-9);
    expect(fluxes).toBeLessThan(1e-9);
  });

  test("its error falls as the sixth power of the spacing", () => {
    const engine = new WasmEngine(parseDevice(paperDevice({ orbitRadius: 10, V: 15.42 })), undefined, build);
    const [coarse, fine] = [256, 512].map((points) => errors(engine, points));
    expect(Math.log2(coarse!.p / fine!.p)).toBeCloseTo(6, -0.5);
    expect(Math.log2(coarse!.fluxes / fine!.fluxes)).toBeCloseTo(6, -0.5);
  });

  test.each(["unpolarised", "polarised"] as const)("random %s devices, seed 20261201", (polarisation) => {
    for (const device of fc.sample(randomDevice(polarisation), { numRuns: 20, seed: 20261201 })) {
      const { p, fluxes } = errors(
        new WasmEngine(device, undefined, build),
        tablePoints(masterEquation.read(device, {})),
      );
      expect(p, JSON.stringify(device)).toBeLessThan(1e-10);
      expect(fluxes, JSON.stringify(device)).toBeLessThan(1e-10);
    }
  });
});
