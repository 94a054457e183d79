import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Device } from "../../src/device/device.js";
import { lowestTemperature } from "../../src/device/description.js";
import { parseDevice } from "../../src/device/parse.js";
import { driveOf } from "../../src/motor/thermodynamics/efficiency.js";
import { efficiencyRow, type EfficiencyRow } from "../../src/motor/thermodynamics/efficiencyRows.js";
import { Motor } from "../../src/questions/motor.js";
import { randomDots } from "../randomDots.js";
import { between } from "../randomNumber.js";
import threeTemperatures from "../cases/05-three-temperatures.json" with { type: "json" };
import { masterEquation } from "../../src/master/masterEquation.js";

/** The device turning at a constant velocity, the load being whatever holds it there; nothing expanded. */
function rowAt(device: Device, omega: number): EfficiencyRow {
  const { F, leads, error } = new Motor(device).periodic({ omega });
  const perCycle = (pick: "I" | "J"): Record<string, number> =>
    Object.fromEntries(Object.entries(leads).map(([name, lead]) => [name, lead[pick] / Math.abs(omega)]));
  const work = Math.sign(omega) * F;
  return efficiencyRow(
    masterEquation.read(device, {}),
    NaN,
    { omega, work, valid: true },
    perCycle("I"),
    perCycle("J"),
    error,
  );
}

describe("what bounds an efficiency", () => {
  test.each([
    ["leads of three temperatures, three voltages", { orbitals: 2, leads: 3 }],
    ["two leads, both biases", { orbitals: 2, leads: 2 }],
  ])("%s: W = eta (W + T_cold S), so that the second law says eta <= 1", (_, kind) => {
    fc.assert(
      fc.property(randomDots({ ...kind, intra: "infinite" }), between(-0.3, 0.3), (device, omega) => {
        const { efficiency, bound, boundOf, carnot, work, entropy, mode } = rowAt(device, omega);
        expect(driveOf(device)).toBe("voltage-and-temperature");
        expect(carnot).toBeNull();
        expect(bound).toBe(1);
        expect(boundOf).toContain(mode === "motor" ? "work delivered over what is taken" : "what is gained over work");
        expect(efficiency!).toBeGreaterThanOrEqual(0);
        expect(efficiency!).toBeLessThanOrEqual(1);
        const lost = lowestTemperature(device) * entropy!;
        if (mode === "motor") expect((efficiency! * (work! + lost)) / work!).toBeCloseTo(1, 6);
        else expect(efficiency! * -work!).toBeCloseTo(Math.max(0, -work! - lost), 6);
      }),
      { numRuns: 15 },
    );
  });

  test.each([0.5, -0.5])("dT or V = %d alone: the bounds of the paper", (dT) => {
    const at = (mu: number, T: number) =>
      parseDevice({
        model: "dots",
        orbitals: { A: { energy: { const: 8, cos: [20] } }, B: { energy: { const: 8, sin: [20] } } },
        hopping: [{ between: ["A", "B"], amplitude: -5 }],
        coulomb: { intra: { A: "infinite", B: "infinite" }, inter: [{ between: ["A", "B"], U: 20 }] },
        leads: { one: { gamma: { A: 0.25 }, mu: mu, T: 1 + T }, other: { gamma: { B: 0.25 }, mu: -mu, T: 1 - T } },
      });
    const [cold, hot] = [1 - Math.abs(dT) / 2, 1 + Math.abs(dT) / 2];
    const thermal = new Motor(at(0, dT / 2));
    const [engine] = thermal.efficiency({ loadRatio: [0.5] });
    expect(engine).toMatchObject({ mode: "heat-engine", bound: 1 - cold / hot, carnot: 1 - cold / hot });
    const [pump] = thermal.efficiency({ loadRatio: [1.5] });
    expect(pump!.mode).toMatch(/refrigerator$/);
    expect(pump).toMatchObject({ bound: cold / (hot - cold), carnot: cold / (hot - cold) });
    const electric = new Motor(at(dT, 0));
    expect(electric.efficiency({ loadRatio: [0.5] })[0]).toMatchObject({ mode: "electric-motor", bound: 1, carnot: 1 });
  });

  test("three temperatures have no Carnot efficiency", () => {
    const rows = new Motor(parseDevice(threeTemperatures)).efficiency({ loadRatio: [-1, 0.5, 0.9, 2] });
    expect(rows.map(({ mode }) => mode)).toEqual(["pump", "motor", "motor", "pump"]);
    for (const { bound, carnot, efficiency } of rows) {
      expect([bound, carnot]).toEqual([1, null]);
      expect(efficiency!).toBeLessThanOrEqual(1);
    }
  });

  test("where nothing comes out there is nothing to bound", () => {
    const motor = new Motor(parseDevice(threeTemperatures));
    for (const row of motor.efficiency({ loadRatio: [0, 1] })) {
      expect(["idle", "standing"]).toContain(row.mode);
      expect(row).toMatchObject({ bound: null, boundOf: null, carnot: null });
    }
  });
});
