import { describe, expect, test } from "vitest";
import type { Device } from "../../src/device/device.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import type { CoupledRotor, Engine } from "../../src/electrons/engine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { createMotor } from "../../src/questions/create.js";
import { tablePoints } from "../../src/motor/motion/motion.js";
import { Motor } from "../../src/questions/motor.js";
import { Spectrum } from "../../src/spectrum/spectrum.js";
import { enginesOf } from "../compare.js";
import periodic from "../reference/periodic.json" with { type: "json" };
import { masterEquation } from "../../src/master/masterEquation.js";

const TURN = 2 * Math.PI;
const LIMITS = { tolerance: 1e-10, velocityScale: 0.05, velocityLimit: 10, turns: 60, maximalSteps: 1e6 };

/** The load of Fig. 2c. */
const fig2cLoad = (motor: Motor): number => motor.coefficients({ order: 0 }).F[0]! + 0.05;

const sum = (x: readonly number[]): number => x.reduce((total, xi) => total + xi, 0);

// of C_F(omega) = C_ext without expansion, by Fourier collocation
const ROOTS = [
  { preset: "fig2c", root: 0.023189, stable: true },
  { preset: "fig2c", root: 0.0031489, stable: false },
  { preset: "fig2c-frozen", root: -0.0480401, stable: true },
  { preset: "fig2c-frozen", root: 0.0333473, stable: true },
  { preset: "fig2c-frozen", root: -0.0579368, stable: false },
  { preset: "fig2c-frozen", root: 0.001999, stable: false },
];

describe("a heavy rotor turns at the exact constant velocity", () => {
  test.each(ROOTS)("$preset, $root: the distance falls as 1/I", async ({ preset, root, stable }) => {
    const motor = await createMotor(preset);
    const load = fig2cLoad(motor);
    const orbits = [1e7, 1e8].map((inertia) => motor.orbit({ inertia, load, near: root }));
    const distances = orbits.map(({ omegaMean }) => Math.abs(omegaMean - root));
    expect(orbits.map((orbit) => orbit.stable)).toEqual([stable, stable]);
    expect(distances[1]! / Math.abs(root)).toBeLessThan(0.02);
    expect(Math.log10(distances[0]! / distances[1]!)).toBeCloseTo(1, 0);
    // Eq. 10: what the torque does within a cycle moves the velocity by 1/I
    expect(Math.log10(orbits[0]!.variation / orbits[1]!.variation)).toBeCloseTo(1, 0);
  });

  test.each([
    { preset: "fig2c", root: 0.023189, omega0: 0.012, inertias: [2e4, 4e4, 8e4] },
    { preset: "fig2c-frozen", root: 0.0333473, omega0: 0.03, inertias: [2e4, 4e4, 8e4] },
  ])("$preset: let go at $omega0 it settles near $root", async ({ preset, root, omega0, inertias }) => {
    const motor = await createMotor(preset);
    const load = fig2cLoad(motor);
    const distances = inertias.map((inertia) => {
      const run = motor.trajectory({ full: true, inertia, load, omega0, cycles: 5000 });
      expect(run.outcome).toBe("settled");
      const orbit = motor.orbit({ inertia, load, near: run.end.omega });
      expect(run.settledAt! / orbit.omegaMean).toBeCloseTo(1, 6);
      expect(run.variation.at(-1)! / orbit.variation).toBeCloseTo(1, 4);
      return run.settledAt! - root;
    });
    // each doubling of the inertia brings it nearer, by a factor that tends to 2
    const gains = distances.slice(1).map((d, i) => distances[i]! / d);
    expect(gains[1]!).toBeGreaterThan(gains[0]!);
    expect(gains[1]!).toBeGreaterThan(1.5);
    expect(gains[1]!).toBeLessThan(2);
  });

  test("the truncated series settles elsewhere: at its own root", async () => {
    const motor = await createMotor("fig2c");
    const load = fig2cLoad(motor);
    const series = motor.steady({ load }).velocities.at(-1)!;
    const run = motor.trajectory({ inertia: 3e6, load, omega0: 0.009, cycles: 80_000 });
    expect(Math.abs(run.settledAt! / series.omega - 1)).toBeLessThan(0.03);
    const full = motor.trajectory({ full: true, inertia: 3e6, load, omega0: 0.009, cycles: 1000 });
    expect(full.omegaMean.at(-1)!).toBeGreaterThan(1.05 * full.omegaMean[0]!);
    expect(full.omegaMean.at(-1)!).toBeGreaterThan(1.5 * run.settledAt!);
  });

  test("the variation within a cycle vanishes as 1/I (Sec. III)", async () => {
    const motor = await createMotor("fig2c-frozen");
    const inertias = [1e5, 3e5, 1e6, 3e6, 1e7, 3e7];
    const { orbits, exponent } = motor.variation({ load: fig2cLoad(motor), near: 0.0333, inertia: inertias });
    expect(orbits.map(({ inertia }) => inertia)).toEqual(inertias);
    expect(exponent).toBeCloseTo(-1, 2);
  });
});

describe("at a velocity that cannot change, without expansion", () => {
  const cases = periodic.cases.map((raw) => ({ ...raw, V: raw.params.V, U: raw.params.U }));

  test.each(cases)("radius $params.deltaEps, V = $V, U = $U, $omega: reference data", (raw) => {
    const { deltaEps, V, U, dT } = raw.params;
    const device = parseDevice(paperDevice({ orbitRadius: deltaEps, V, U, dT }));
    const rotor = new WasmEngine(device).together(tablePoints(masterEquation.read(device, {})));
    const inertia = 1e20;
    rotor.place(0, raw.omega, inertia, 0);
    // the electrons forget how they started
    for (let n = 0; n < 1 + 20 * Math.abs(raw.omega); n++) rotor.revolve(LIMITS);
    const before = rotor.transferred;
    const start = rotor.time;
    rotor.revolve(LIMITS);
    expect((rotor.time - start) / Math.abs(TURN / raw.omega)).toBeCloseTo(1, 9);
    const scale = Math.max(1, ...[raw.IL, raw.JL, raw.JR].map(Math.abs)) / Math.abs(raw.omega);
    const flown = (name: string, kind: "charge" | "heat"): number =>
      rotor.transferred[name]![kind] - before[name]![kind];
    for (const [name, I, J] of [
      ["L", raw.IL, raw.JL],
      ["R", raw.IR, raw.JR],
    ] as const) {
      expect((flown(name, "charge") - I / Math.abs(raw.omega)) / scale).toBeCloseTo(0, 7);
      expect((flown(name, "heat") - J / Math.abs(raw.omega)) / scale).toBeCloseTo(0, 7);
    }
  });

  test("slow and heavy, the electrons follow the adiabatic series", async () => {
    const motor = await createMotor("fig2c");
    const omega = 1e-4;
    const order = 4;
    const run = motor.trajectory({ full: true, inertia: 1e20, load: 0, omega0: omega, cycles: 2 });
    const { leads } = motor.coefficients({ order });
    for (const name of ["L", "R"]) {
      const series = (C: number[]): number => C.reduce((total, Ck, k) => total + Ck * omega ** (k - 1), 0);
      expect(run.chargePerCycle[name]![1]! / series(leads[name]!.I)).toBeCloseTo(1, 8);
      expect(run.heatPerCycle[name]![1]! / series(leads[name]!.J)).toBeCloseTo(1, 8);
    }
    const rotor = motor.electrons.together!(tablePoints(motor.electrons));
    rotor.place(1, omega, 1e20, 0);
    rotor.revolve(LIMITS);
    const expansion = motor.frozen({ theta: 1, order }).p!;
    rotor.p.forEach((p, i) => expect(p).toBeCloseTo(sum(expansion.map((pk, k) => pk[i]! * omega ** k)), 9));
  });
});

/** Electrons in every state. */
const electronsIn = (device: Device): number[] =>
  device.model === "dots" ? new Spectrum(device).states.map(({ charge }) => charge) : [0, 1, 1, 1, 1, 2, 2, 2, 2];

/** Electron energy sum_i E_i p_i at the angle where the rotor stands. */
function electronEnergy(engine: Engine, rotor: CoupledRotor): number {
  return sum(engine.frozen(rotor.theta, 0).energies!.map((E, i) => E * rotor.p[i]!));
}

describe("laws along a motion", () => {
  const polarised = paperDevice({ orbitRadius: 10, V: 8 });
  polarised.leads.L.gamma = { up: 0.35, down: 0.15 };
  polarised.leads.R.T = 1.4;
  const dots = {
    model: "dots",
    orbitals: { L: { energy: { const: 1.07, cos: [10] } }, R: { energy: { const: 1.07, sin: [10] }, zeeman: 0.5 } },
    hopping: [{ between: ["L", "R"], amplitude: -5 }],
    coulomb: { intra: { L: "infinite", R: 40 }, inter: [{ between: ["L", "R"], U: 20 }] },
    leads: {
      source: { gamma: { L: 0.25 }, mu: 4, T: 1 },
      drain: { gamma: { R: { up: 0.2, down: 0.3 } }, mu: -4, T: 1.2 },
    },
  };
  const devices = [paperDevice({ orbitRadius: 10, V: 15.42 }), polarised, dots].map(parseDevice);
  const engines = devices.flatMap((device, i) =>
    enginesOf(device).map(([name, engine]) => ({
      name: `${["unpolarised", "polarised", "dots"][i]!}, ${name}`,
      device,
      engine,
    })),
  );

  test.each(engines)("energy and charge balance (Eq. 17, 18): $name", ({ device, engine }) => {
    const inertia = 2e4;
    const load = 3;
    // a torque over the angle that does no work in a full turn
    const profile = Array.from({ length: 64 }, (_, i) => 0.8 * Math.cos((TURN * i) / 64 + 0.3));
    const residuals = [1e-8, 1e-10].map((tolerance) => {
      const rotor = engine.together(tablePoints(masterEquation.read(device, {})), { friction: 0, profile });
      rotor.place(0.4, 0.04, inertia, load / TURN);
      const electrons = electronEnergy(engine, rotor);
      const n = electronsIn(device);
      const number = sum(rotor.p.map((p, i) => p * n[i]!));
      expect(rotor.revolve({ ...LIMITS, tolerance })).toBe("revolved");
      const kinetic = (inertia / 2) * (rotor.omega ** 2 - 0.04 ** 2);
      const leads = sum(
        device.leads.map(({ name, mu }) => {
          const { charge, heat } = rotor.transferred[name]!;
          return heat + mu * charge;
        }),
      );
      const charges = sum(Object.values(rotor.transferred).map(({ charge }) => charge));
      const after = sum(rotor.p.map((p, i) => p * n[i]!));
      expect(charges + after - number).toBeCloseTo(0, 6);
      return Math.abs(kinetic + load + leads + electronEnergy(engine, rotor) - electrons) / Math.abs(leads);
    });
    expect(residuals[0]!).toBeLessThan(1e-6);
    expect(residuals[1]!).toBeLessThan(engine.name === "wasm" ? 1e-8 : 1e-6);
  });

  test.each(engines.filter(({ engine }) => engine.name === "wasm"))(
    "probabilities stay probabilities over a thousand revolutions: $name",
    ({ device, engine }) => {
      const rotor = engine.together(tablePoints(masterEquation.read(device, {})));
      rotor.place(0, 0.04, 1e6, 0);
      let lowest = 1;
      for (let n = 0; n < 1000; n++) {
        rotor.revolve({ ...LIMITS, tolerance: 1e-8 });
        lowest = Math.min(lowest, ...rotor.p);
      }
      expect(Math.abs(sum(rotor.p) - 1)).toBeLessThan(1e-12);
      expect(lowest).toBeGreaterThan(0);
    },
  );

  test("the builds and state spaces see one motion", () => {
    const device = devices[0]!;
    const ends = enginesOf(device)
      .filter(([, engine]) => engine.name === "wasm")
      .map(([, engine]) => {
        const rotor = engine.together(tablePoints(masterEquation.read(device, {})));
        rotor.place(0.2, 0.03, 1e4, 0.1);
        for (let n = 0; n < 5; n++) rotor.revolve({ ...LIMITS, tolerance: 1e-11 });
        return [rotor.omega, rotor.time, rotor.transferred.L!.charge, rotor.transferred.R!.heat, ...rotor.p];
      });
    for (const end of ends.slice(1)) end.forEach((x, i) => expect(x / ends[0]![i]!).toBeCloseTo(1, 8));
  });

  test("both engines see the same coupled motion, brakes included", async () => {
    const loadProfile = (theta: number): number => 0.5 * Math.sin(2 * theta);
    const options = {
      full: true,
      inertia: 2e4,
      omega0: 0.03,
      theta0: 0.7,
      cycles: 3,
      friction: 2,
      loadProfile,
    } as const;
    const [wasm, reference] = await Promise.all(
      (["wasm", "typescript"] as const).map(async (engine) =>
        (await createMotor("fig2c", { engine })).trajectory({ ...options, load: 1 }),
      ),
    );
    expect(wasm!.omegaMean).toHaveLength(3);
    const close = (a: number[], b: number[], digits: number): void =>
      a.forEach((x, i) => expect(x / b[i]!).toBeCloseTo(1, digits));
    close(wasm!.omegaMean, reference!.omegaMean, 6);
    close(wasm!.time, reference!.time, 6);
    close(wasm!.variation, reference!.variation, 4);
    close(wasm!.chargePerCycle.L!, reference!.chargePerCycle.L!, 6);
    close(wasm!.heatPerCycle.R!, reference!.heatPerCycle.R!, 6);
  });

  test("coupled rotors that take turns do not disturb each other", async () => {
    const motors = [await createMotor("fig2c"), await createMotor("fig2c-frozen")];
    const run = (rotors: CoupledRotor[]): number[][] => {
      for (const rotor of rotors) rotor.place(0, 0.03, 1e5, 0);
      return [1, 2, 3].map(() =>
        rotors.flatMap((rotor) => {
          rotor.revolve(LIMITS);
          return [rotor.omega, rotor.time, rotor.transferred.L!.heat, ...rotor.p];
        }),
      );
    };
    const make = (motor: Motor): CoupledRotor => motor.electrons.together!(2048);
    const alone = motors.map((motor) => run([make(motor)]));
    run(motors.map(make)).forEach((row, turn) => {
      const expected = alone.flatMap((rows) => rows[turn]!);
      row.forEach((x, i) => expect(x / expected[i]!).toBeCloseTo(1, 7));
    });
  });
});

describe("the external torque", () => {
  test("friction acts as the load that it is at that velocity (Eq. 14)", async () => {
    const motor = await createMotor("fig2c-frozen");
    const load = fig2cLoad(motor);
    const friction = 0.3;
    const plain = motor.orbit({ inertia: 1e8, load, near: 0.0333 });
    const braked = motor.orbit({
      inertia: 1e8,
      load: load - TURN * friction * plain.omegaMean,
      friction,
      near: 0.0333,
    });
    expect(braked.omegaMean / plain.omegaMean).toBeCloseTo(1, 6);
  });

  test.each([false, true])("a constant profile is a load, full: %s", async (full) => {
    const motor = await createMotor("fig2c");
    const options = { full, inertia: 1e5, omega0: 0.02, cycles: 5 };
    const load = motor.trajectory({ ...options, load: 4 });
    const profile = motor.trajectory({ ...options, load: 1, loadProfile: new Array<number>(6).fill(3 / TURN) });
    profile.omegaMean.forEach((omega, i) => expect(omega / load.omegaMean[i]!).toBeCloseTo(1, 9));
  });

  test("a function and its table are one", async () => {
    const motor = await createMotor("fig2c");
    const torque = (theta: number): number => 2 * Math.cos(3 * theta);
    const table = Array.from({ length: 512 }, (_, i) => torque((TURN * i) / 512));
    const options = { full: true, inertia: 1e4, load: 0, omega0: 0.05, cycles: 3 } as const;
    const [a, b] = [torque, table].map((loadProfile) => motor.trajectory({ ...options, loadProfile }));
    a!.omegaMean.forEach((omega, i) => expect(omega / b!.omegaMean[i]!).toBeCloseTo(1, 7));
    expect(a!.omegaMean[0]! / motor.trajectory(options).omegaMean[0]!).not.toBeCloseTo(1, 4);
  });

  test.each<[object, string]>([
    [{ friction: -1 }, "friction: got -1, allowed: a finite number >= 0"],
    [{ friction: NaN }, "friction: got NaN, allowed: a finite number >= 0"],
    [{ loadProfile: [1, 2, NaN, 4, 5, 6] }, "loadProfile[2]: got NaN, allowed: a finite number"],
    [{ loadProfile: [1, 2, 3] }, 'loadProfile: got "3 numbers", allowed: an array of 6 torques at least'],
    [{ loadProfile: () => Infinity }, "loadProfile[0]: got Infinity, allowed: a finite number"],
    [{ loadProfile: 5 }, "loadProfile: got 5, allowed: an array of 6 torques at least"],
    [{ inertia: -1 }, "inertia: got -1, allowed: a finite number > 0"],
    [{ load: NaN }, "load: got NaN, allowed: a finite number"],
    [{ stepError: 1 }, "stepError: got 1, allowed: a number between 0 and 0.1"],
  ])("refuses %o", async (change, message) => {
    for (const engine of ["wasm", "typescript"] as const) {
      const motor = await createMotor("fig2a", { engine });
      const options = { full: true, inertia: 1, load: 0, omega0: 0, cycles: 1, ...change } as const;
      expect(() => motor.trajectory(options)).toThrow(message);
    }
    const motor = await createMotor("fig2a");
    expect(() => motor.orbit({ inertia: 1, load: 0, near: 0.01, ...change })).toThrow(message);
  });

  test("refuses a search around rest, and says where nothing turns", async () => {
    const motor = await createMotor("fig2a");
    expect(() => motor.orbit({ inertia: 1, load: 0, near: 0 })).toThrow("near: got 0, allowed: a number other than 0");
    expect(() => motor.orbit({ inertia: 1e3, load: 1, near: 0.001 })).toThrow(/no periodic motion found near 0.001/);
    expect(() => motor.variation({ inertia: [1], load: 1, near: 1 })).toThrow("inertia: got [1]");
  });
});
