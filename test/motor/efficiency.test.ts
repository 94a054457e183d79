import { describe, expect, test } from "vitest";
import { createMotor } from "../../src/questions/create.js";
import { electricalWork } from "../../src/motor/thermodynamics/efficiency.js";
import { paperDevice } from "../../src/device/presets.js";

const RATIOS = Array.from({ length: 81 }, (_, i) => -1 + i / 16);

describe.each(["wasm", "typescript"] as const)("%s: the efficiencies of Fig. 4", (engine) => {
  test.each([
    [10, 0.1045],
    [20, 0.4538],
    [50, 0.744],
    [100, 0.8634],
  ])("electric motor, orbit %i: maximum %d", async (radius, maximum) => {
    const best = (await createMotor(`fig4a-${radius}`, { engine })).bestMotor()!;
    expect(best.mode).toBe("electric-motor");
    expect(best.efficiency).toBeCloseTo(maximum, 4);
    expect(best.loadRatio).toBeGreaterThan(0);
    expect(best.loadRatio).toBeLessThan(1);
  });

  test.each([
    [10, 0.0005, 4],
    [20, 0.167, 3],
    [50, 0.496, 3],
    [100, 0.678, 3],
  ])("heat engine, orbit %i: maximum %d of Carnot", async (radius, maximum, digits) => {
    const best = (await createMotor(`fig4b-${radius}`, { engine })).bestMotor()!;
    expect(best.mode).toBe("heat-engine");
    expect(best.efficiency! / best.carnot!).toBeCloseTo(maximum, digits);
  });

  test("next order, orbit 10: the pump turns on below -8.0 and is frustrated again above 5.07", async () => {
    const edges = (await createMotor("fig4a-10", { engine }))
      .frustrationEdges({ order: 2 })
      .map(({ loadRatio }) => loadRatio);
    expect(edges[0]).toBeCloseTo(-8.0, 1);
    expect(edges.at(-1)).toBeCloseTo(5.07, 2);
  });

  test("refrigerators: never for 10 and 20, from 1.26 and 1.08 for 50 and 100", async () => {
    const first = async (radius: number) =>
      (await createMotor(`fig4b-${radius}`, { engine })).frustrationEdges().map(({ loadRatio }) => loadRatio)[0];
    expect(await first(10)).toBeUndefined();
    expect(await first(20)).toBeUndefined();
    expect(await first(50)).toBeCloseTo(1.26, 2);
    expect(await first(100)).toBeCloseTo(1.08, 2);
  });
});

describe("efficiency", () => {
  test.each(["fig4a-10", "fig4a-100", "fig4b-20", "fig4b-100"])(
    "%s: never above its bound, first law to rounding",
    async (preset) => {
      const motor = await createMotor(preset);
      for (const order of [1, 2, 3]) {
        for (const row of motor.efficiency({ loadRatio: RATIOS, order })) {
          if (row.omega === null || row.work === 0) continue;
          const heat = Object.values(row.heatPerCycle!).reduce((a, b) => a + b, 0);
          const charge = electricalWork(motor.electrons, row.chargePerCycle!);
          // Eq. 21, exact in the truncation of Sec. VI
          const size = Math.max(Math.abs(heat), Math.abs(charge), Math.abs(row.work!));
          expect(Math.abs(heat + charge + row.work!)).toBeLessThan(1e-9 * size);
          if (!row.valid) continue;
          expect(row.efficiency!).toBeGreaterThanOrEqual(0);
          expect(row.efficiency!).toBeLessThanOrEqual(row.carnot!);
        }
      }
    },
  );

  test("the edges are where the efficiency leaves zero", async () => {
    for (const [preset, order] of [
      ["fig4a-20", 1],
      ["fig4a-10", 2],
      ["fig4b-50", 1],
    ] as const) {
      const motor = await createMotor(preset);
      for (const { loadRatio } of motor.frustrationEdges({ order })) {
        const h = 1e-4 * Math.abs(loadRatio);
        const sides = motor
          .efficiency({ loadRatio: [loadRatio - h, loadRatio + h], order })
          .map(({ mode }) => mode.startsWith("frustrated"));
        expect(sides[0]).not.toBe(sides[1]);
      }
    }
  });

  test("the best load beats its neighbours", async () => {
    const motor = await createMotor("fig4a-50");
    const { loadRatio, efficiency } = motor.bestMotor()!;
    for (const other of motor.efficiency({ loadRatio: [0.98 * loadRatio, 1.02 * loadRatio] })) {
      expect(other.efficiency!).toBeLessThan(efficiency!);
    }
  });

  test("modes over the load, with a voltage", async () => {
    const motor = await createMotor("fig4a-10");
    const mode = (ratio: number) => motor.efficiency({ loadRatio: [ratio] }).map((row) => row.mode);
    expect(mode(0.5)).toEqual(["electric-motor"]);
    expect(mode(1)).toEqual(["standing"]);
    expect(mode(2)).toEqual(["frustrated-charge-pump"]);
    expect(mode(4)).toEqual(["charge-pump"]);
    expect(mode(0)).toEqual(["idle"]);
  });

  test("both biases at once: bounded by Eq. 32", async () => {
    const motor = await createMotor(paperDevice({ orbitRadius: 20, V: 1, dT: 0.3 }));
    for (const row of motor.efficiency({ loadRatio: [0.2, 0.5, 0.8, 1.5, 3] })) {
      expect(["motor", "pump"]).toContain(row.mode);
      expect(row.efficiency!).toBeGreaterThanOrEqual(0);
      expect(row.efficiency!).toBeLessThanOrEqual(1);
    }
  });

  test("at equilibrium a load ratio means nothing", async () => {
    const motor = await createMotor(paperDevice({ orbitRadius: 10 }));
    expect(() => motor.efficiency({ loadRatio: [0.5] })).toThrow(/^C_F\(0\): .*C_F\(0\) differs from zero/);
  });

  test("an efficiency beyond its bound is not valid", async () => {
    for (const [preset, order] of [
      ["fig2c", 4],
      ["fig2c-frozen", 4],
      ["fig3a", 4],
      ["fig2c", 3],
    ] as const) {
      const rows = (await createMotor(preset)).efficiency({ loadRatio: RATIOS, order });
      for (const { efficiency, carnot, valid } of rows) {
        if (valid && efficiency !== null && carnot !== null)
          expect(efficiency).toBeLessThanOrEqual(carnot * (1 + 1e-9));
      }
    }
    const [absurd] = (await createMotor("fig2c"))
      .efficiency({ loadRatio: [-1.1], order: 4 })
      .filter((row) => (row.efficiency ?? 0) > 1);
    expect(absurd!.valid).toBe(false);
  });

  test("every row carries the error of its coefficients", async () => {
    for (const tolerance of [1e-3, 1e-10]) {
      const motor = await createMotor("fig4a-10", { tolerance });
      const { error } = motor.steady({ loadRatio: 0.5, order: 2 });
      expect(error).toBeGreaterThan(0);
      expect(error).toBeLessThanOrEqual(tolerance);
      for (const row of motor.efficiency({ loadRatio: [-1e4, 0, 0.5, 1, 4], order: 2 })) expect(row.error).toBe(error);
    }
  });

  test("an order whose torque has no stable root says so", async () => {
    const motor = await createMotor("fig4a-10");
    const rows = motor.efficiency({ loadRatio: [-1e4, 1e4], order: 2 });
    expect(rows.some(({ mode, omega }) => mode === "no-steady-state" && omega === null)).toBe(true);
  });
});
