import fc from "fast-check";
import { expect, test } from "vitest";
import type { DoubleDotRotor } from "../../../src/device/doubleDot.js";
import { Untrustworthy } from "../../../src/errors.js";
import type { MasterEngine } from "../../../src/master/create.js";
import { ReferenceEngine } from "../../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../../src/master/wasmEngine.js";
import { type CycleCoefficients, cycleCoefficients } from "../../../src/motor/cycle/coefficients.js";
import { difference } from "../../compare.js";
import { type Polarisation, randomDevice } from "../../randomDevice.js";
import { readWith } from "../../../src/master/masterEquation.js";

const TOLERANCE = 1e-10;

/** The coefficients, or undefined where the engine itself says that it cannot reach the tolerance. */
function computed(device: DoubleDotRotor, engine: MasterEngine, tolerance = TOLERANCE): CycleCoefficients | undefined {
  try {
    return cycleCoefficients(readWith(device, engine), 3, tolerance);
  } catch (error) {
    if (error instanceof Untrustworthy) return undefined;
    throw error;
  }
}

/**
 * Both engines on random devices, as a user would run them. Where both trust their result it must be the same to
 * 1e-10 of the scale of each order; at most `refused` of the devices may be declared too ill-conditioned, and the
 * engines must agree on which, but for devices just at the limit.
 */
export function agree(polarisation: Polarisation, seed: number, count: number, refused: number): void {
  test(`${count} ${polarisation} devices (seed ${seed})`, { timeout: 600_000 }, () => {
    let declared = 0;
    let disputed = 0;
    let worst = 0;
    for (const device of fc.sample(randomDevice(polarisation), { numRuns: count, seed })) {
      const a = computed(device, new WasmEngine(device, undefined, "simd"));
      const scalar = computed(device, new WasmEngine(device, undefined, "scalar"));
      if (a && scalar) expect(difference(a, scalar, a.scale), JSON.stringify(device)).toBeLessThanOrEqual(TOLERANCE);
      const b = computed(device, new ReferenceEngine(device));
      if (a && b) {
        const apart = difference(a, b, a.scale);
        worst = Math.max(worst, apart);
        expect(apart, JSON.stringify(device)).toBeLessThanOrEqual(TOLERANCE);
        continue;
      }
      declared++;
      if (!a && !b) continue;
      disputed++;
      // one engine got there and the other just did not: they must still say the same within its stated error
      const loose = a
        ? computed(device, new ReferenceEngine(device), 1e-6)
        : computed(device, new WasmEngine(device), 1e-6);
      const kept = (a ?? b)!;
      expect(loose, `only one engine declares this device ill-conditioned: ${JSON.stringify(device)}`).toBeDefined();
      expect(difference(kept, loose!, kept.scale), JSON.stringify(device)).toBeLessThanOrEqual(
        loose!.error + kept.error,
      );
    }
    console.log(
      `${count} ${polarisation} devices, seed ${seed}: largest difference ${worst.toExponential(1)} of scale, ` +
        `${declared} declared ill-conditioned, ${disputed} of them by one engine only`,
    );
    expect(declared).toBeLessThanOrEqual(refused * count);
    // one polarised device in five is near the limit, and the engines round differently
    expect(disputed).toBeLessThanOrEqual(0.04 * count);
  });
}
