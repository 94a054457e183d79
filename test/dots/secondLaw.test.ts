import fc from "fast-check";
import { expect, test } from "vitest";
import { Motor } from "../../src/questions/motor.js";
import { type DotsKind, randomDots } from "../randomDots.js";

const SEED = 20261124;

/** Devices whose steady velocities are looked at, with the state spaces that a test can afford a thousand times. */
const kinds: [DotsKind, number][] = [
  [{ orbitals: 1, leads: 2 }, 200],
  [{ orbitals: 2, leads: 2, spinless: true, harmonics: 1 }, 400],
  [{ orbitals: 2, leads: 3, spinless: true, sameTemperatures: true, harmonics: 1 }, 300],
  [{ orbitals: 2, leads: 2, intra: "infinite", harmonics: 1 }, 100],
];

test(`entropy production is not negative at steady velocity (Eq. 32): 1,000 random devices (seed ${SEED})`, () => {
  let steady = 0;
  let devices = 0;
  for (const [kind, numRuns] of kinds) {
    fc.assert(
      fc.property(randomDots(kind), (device) => {
        devices++;
        const motor = new Motor(device, { tolerance: 1e-9 });
        const { F, error, scale } = motor.coefficients({ order: 0 });
        if (Math.abs(F[0]!) < 1e3 * error * scale[0]!) return; // nothing drives it
        for (const { omega, entropy, heatPerCycle, valid } of motor.efficiency({
          loadRatio: [0, 0.5, 0.9, 1.1, 1.5],
        })) {
          // valid says that the truncated series keeps the second law: what is looked at is the slow regime
          if (omega === null || omega === 0 || Math.abs(omega) > 0.02) continue;
          steady++;
          const turnover = Object.values(heatPerCycle!).reduce((sum, Q) => sum + Math.abs(Q), 0);
          expect(entropy! / turnover).toBeGreaterThan(-1e-9);
          expect(valid).not.toBeNull();
        }
      }),
      { numRuns, seed: SEED, endOnFailure: true },
    );
  }
  console.log(`${devices} devices, ${steady} steady states, seed ${SEED}`);
  expect(devices).toBe(1000);
  expect(steady).toBeGreaterThan(1000);
});
