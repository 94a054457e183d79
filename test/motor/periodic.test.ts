import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DoubleDotRotor } from "../../src/device/doubleDot.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { leadKernel, levels, n, SPIN_CLASSES } from "../../src/reference/doubleDot.js";
import { currentFunctionals, evaluate as valueOf } from "../../src/reference/fluxes.js";
import { occupations } from "../../src/reference/occupations.js";
import { cycleCoefficients } from "../../src/motor/cycle/coefficients.js";
import { type PeriodicState, periodicStates } from "../../src/motor/cycle/periodic.js";
import { evaluate } from "../../src/numerics/polynomial.js";
import { asDots } from "../../src/device/asDots.js";
import { enginesOf } from "../compare.js";
import { moderateDevice, randomDevice } from "../randomDevice.js";
import { logBetween } from "../randomNumber.js";
import { periodicCases } from "../referenceData.js";
import { masterEquation, readWith } from "../../src/master/masterEquation.js";
import { Motor } from "../../src/questions/motor.js";

const SEED = 20261124;

/** F, then I and J lead by lead. */
const fluxes = ({ F, leads }: Pick<PeriodicState, "F" | "leads">): number[] => [
  F,
  ...Object.values(leads).flatMap(({ I, J }) => [I, J]),
];

const distance = (a: Pick<PeriodicState, "F" | "leads">, b: Pick<PeriodicState, "F" | "leads">): number =>
  Math.max(...fluxes(a).map((x, i) => Math.abs(x - fluxes(b)[i]!)));

const fig2c = parseDevice(paperDevice({ orbitRadius: 10, V: 15.42 }));

describe.each(periodicCases)("orbit radius $device.orbitRadius, U = $device.U, omega = $omega", (reference) => {
  const { device, omega } = reference;

  test.each(enginesOf(device))("%s: the integrals, to 1e-9 of each", (_, engine) => {
    // small currents beside large torques; the dense reference engine is better than its estimate, and slow
    const tolerance = engine.name === "typescript" ? 1e-9 : 1e-12;
    const [state] = periodicStates(readWith(device, engine), [omega], tolerance);
    fluxes(state!).forEach((x, i) => expect(Math.abs(x / fluxes(reference)[i]! - 1)).toBeLessThan(1e-9));
    expect(Math.abs(state!.balance)).toBeLessThan(1e-11 * state!.scale);
    expect(distance(state!, reference)).toBeLessThan((state!.error + 1e-14) * state!.scale);
  });
});

describe("physics", () => {
  const engine = new WasmEngine(fig2c);
  const Omega = masterEquation.read(fig2c, {}).scales.maximalVelocity;

  test.each(enginesOf(fig2c))("%s: slow, it is what the series says, to the fourth order", (_, any) => {
    const { F, leads, scale } = cycleCoefficients(readWith(fig2c, any), 4, 1e-12);
    for (const omega of [-1e-3 * Omega, 1e-3 * Omega]) {
      const [state] = periodicStates(readWith(fig2c, any), [omega], 1e-11);
      const series = {
        F: evaluate(F, omega),
        leads: Object.fromEntries(
          Object.entries(leads).map(([name, { I, J }]) => [name, { I: evaluate(I, omega), J: evaluate(J, omega) }]),
        ),
      };
      expect(distance(state!, series)).toBeLessThan(1e-9 * scale[0]!);
    }
  });

  test("zero is the frozen limit, and small velocities approach it", () => {
    const { F } = cycleCoefficients(readWith(fig2c, engine), 1, 1e-10);
    const [zero, small] = periodicStates(readWith(fig2c, engine), [-0, 1e-9], 1e-10);
    expect(zero!.omega).toBe(0);
    expect(zero!.F).toBeCloseTo(F[0]!, 13);
    expect(small!.F).toBeCloseTo(F[0]! + F[1]! * 1e-9, 9);
  });

  test("fast, the occupations stand still in the average kernel", () => {
    const angles = 400;
    const kernels = Array.from({ length: angles }, (_, i) => {
      const level = levels(fig2c, (2 * Math.PI * i) / angles, 1);
      return { level, W: fig2c.leads.map((lead, r) => leadKernel(lead, r === 0 ? "L" : "R", level)) };
    });
    const average = kernels[0]!.W[0]![0]!.map((row, i) =>
      row.map((_, j) => kernels.reduce((sum, { W }) => sum + (W[0]![0]![i]![j]! + W[1]![0]![i]![j]!) / angles, 0)),
    );
    const p = occupations([average], 0, SPIN_CLASSES)[0]![0]!;
    for (const [, any] of enginesOf(fig2c)) {
      for (const omega of [1e6, -1e6]) {
        const [state] = periodicStates(readWith(fig2c, any), [omega], 1e-5);
        expect(Math.abs(state!.F)).toBeLessThan(1e-5);
        fig2c.leads.forEach((lead, r) => {
          const flows = kernels.map(({ level, W }) => {
            const functionals = currentFunctionals(lead, W[r]!, level.E, n);
            return { I: valueOf(functionals.I, p).value, J: valueOf(functionals.J, p).value };
          });
          const { I, J } = state!.leads[lead.name]!;
          expect(I).toBeCloseTo(
            flows.reduce((sum, flow) => sum + (2 * Math.PI * flow.I) / angles, 0),
            5,
          );
          expect(J).toBeCloseTo(
            flows.reduce((sum, flow) => sum + (2 * Math.PI * flow.J) / angles, 0),
            5,
          );
        });
      }
    }
  });

  test(`any device, any velocity: charge, energy, both builds, all state spaces (seed ${SEED})`, () => {
    const velocity = logBetween(1e-6, 1e4);
    fc.assert(
      fc.property(moderateDevice("unpolarised"), velocity, fc.constantFrom(-1, 1), (device, speed, sign) => {
        const omega = sign * speed;
        const states = enginesOf(device).map(([, each]) => periodicStates(readWith(device, each), [omega], 1e-8)[0]!);
        for (const state of states) {
          const charge = Object.values(state.leads).reduce((sum, { I }) => sum + I, 0);
          expect(Math.abs(charge)).toBeLessThan(1e-11 * state.scale);
          expect(Math.abs(state.balance)).toBeLessThan(1e-11 * state.scale * Math.max(1, speed));
          expect(distance(state, states[0]!)).toBeLessThan((state.error + states[0]!.error) * state.scale);
        }
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  test(`the error estimate holds against a tight solve (seed ${SEED})`, () => {
    const velocity = logBetween(1e-5, 1e3);
    fc.assert(
      fc.property(
        randomDevice("unpolarised"),
        velocity,
        fc.constantFrom(1e-4, 1e-7, 1e-10),
        (device, speed, tolerance) => {
          const own = new WasmEngine(device);
          const [state] = periodicStates(readWith(device, own), [speed], tolerance);
          const [tight] = periodicStates(readWith(device, own), [speed], 1e-13);
          expect(state!.error).toBeLessThanOrEqual(tolerance);
          expect(distance(state!, tight!)).toBeLessThanOrEqual((state!.error + 1e-13) * state!.scale);
        },
      ),
      { seed: SEED, numRuns: 150 },
    );
  });

  test(`polarised devices: two meshes and two engines agree, or it says so (seed ${SEED})`, () => {
    fc.assert(
      fc.property(moderateDevice("polarised"), fc.constantFrom(-0.03, 0.2, 5), (device, omega) => {
        const states = enginesOf(device).map(([, each]) => periodicStates(readWith(device, each), [omega], 1e-8)[0]!);
        for (const state of states) expect(distance(state, states[0]!)).toBeLessThan(2e-8 * state.scale);
      }),
      { seed: SEED, numRuns: 6 },
    );
  });

  test("turning the orbit backwards is turning the rotor backwards", () => {
    // left and right swapped: theta -> pi/2 - theta
    const swapped: DoubleDotRotor = {
      ...fig2c,
      epsilonBar: { L: fig2c.epsilonBar.R, R: fig2c.epsilonBar.L },
      leads: [
        { ...fig2c.leads[1], name: "L" },
        { ...fig2c.leads[0], name: "R" },
      ],
    };
    const [a] = periodicStates(readWith(fig2c, engine), [0.03], 1e-10);
    const [b] = periodicStates(readWith(swapped, new WasmEngine(swapped)), [-0.03], 1e-10);
    expect(b!.F).toBeCloseTo(-a!.F, 8);
    expect(b!.leads.R!.I).toBeCloseTo(a!.leads.L!.I, 8);
  });

  test("deep blockade: without polarisation exact in every state space", () => {
    const device = parseDevice(paperDevice({ orbitRadius: 100, V: 2 }));
    const [sector, nine] = [new WasmEngine(device), new WasmEngine(device, "spin-resolved")].map((each) =>
      periodicStates(readWith(device, each), [1e-5, -0.002, 3], 1e-10),
    );
    sector!.forEach((state, i) => expect(distance(state, nine![i]!)).toBeLessThan(1e-10 * state.scale));
  });

  test("deep blockade, polarised: the slow spins are computed, where the expansion is refused", () => {
    const [L, R] = fig2c.leads;
    const device: DoubleDotRotor = {
      ...fig2c,
      epsilonBar: { L: -30, R: -30 },
      U: 200,
      leads: [{ ...L, gamma: { up: 0.25, down: 0.2 } }, R],
    };
    expect(() => cycleCoefficients(readWith(device, new WasmEngine(device)), 3, 1e-10)).toThrow(/error/);
    for (const omega of [1e-6, 1e-3, 0.1, 100]) {
      const [core, plain] = [new WasmEngine(device), new ReferenceEngine(device)].map(
        (each) => periodicStates(readWith(device, each), [omega], 1e-9)[0]!,
      );
      expect(distance(core!, plain!)).toBeLessThan((core!.error + plain!.error) * core!.scale);
    }
  });

  test("the double dot as a device of dots has the same periodic state", () => {
    const dots = parseDevice(asDots(fig2c));
    const [built, general] = [fig2c, dots].map((device) =>
      periodicStates(readWith(device, new WasmEngine(device)), [-0.04, 0.02, 300], 1e-11),
    );
    built!.forEach((state, i) => expect(distance(general![i]!, state)).toBeLessThan(1e-10 * state.scale));
  });

  test("three spinless dots in a row, one lead in the middle: both engines, charge and energy", () => {
    const device = parseDevice({
      model: "dots",
      spinless: true,
      orbitals: {
        left: { energy: { const: -1, cos: [4] } },
        middle: { energy: 0.5 },
        right: { energy: { const: -1, sin: [4] } },
      },
      hopping: [
        { between: ["left", "middle"], amplitude: -2 },
        { between: ["middle", "right"], amplitude: -3 },
      ],
      coulomb: {
        inter: [{ between: ["left", "middle"], U: 10 }],
      },
      leads: {
        source: { gamma: { left: 0.2 }, mu: 1, T: 1 },
        gate: { gamma: { middle: 0.01 }, mu: 0, T: 1.5 },
        drain: { gamma: { right: 0.3 }, mu: -1, T: 1 },
      },
    });
    const [core, plain] = [new WasmEngine(device), new ReferenceEngine(device)].map((each) =>
      periodicStates(readWith(device, each), [-0.05, 0.3], 1e-8),
    );
    core!.forEach((state, i) => {
      expect(distance(state, plain![i]!)).toBeLessThan(2e-8 * state.scale);
      expect(Math.abs(state.balance)).toBeLessThan(1e-11 * state.scale);
    });
  });

  test("the number of angles follows the features, not the length of the path over their width", () => {
    const turning = (orbitRadius: number): PeriodicState => {
      const device = parseDevice(paperDevice({ orbitRadius, V: 2 }));
      return periodicStates(readWith(device, new WasmEngine(device)), [0.1 / orbitRadius], 1e-10)[0]!;
    };
    const states = [1e2, 1e4, 1e6].map(turning);
    expect(Math.max(...states.map(({ nodes }) => nodes))).toBeLessThan(2000);
    // seen from far away, the features are points on the path: what is left of their width falls as 1 / radius
    const [, near, far] = states;
    expect(Math.abs(near!.F - far!.F)).toBeLessThan(10 * 1e-4 + far!.errors.F);
  });

  test("the dense reference engine refuses a path that is too wide for it before it computes anything", () => {
    const motor = new Motor(parseDevice(paperDevice({ orbitRadius: 1e6, V: 2 })), { engine: "typescript" });
    expect(() => motor.periodic({ omega: 1e-7 })).toThrow(/angles are too many for the typescript engine/);
  });

  test("bad input is refused", () => {
    const motor = new Motor(fig2c);
    expect(() => motor.periodic({ omega: [0.1, NaN] })).toThrow("omega[1]: got NaN, allowed: a finite number");
    expect(() => motor.periodic({ omega: 0.1, tolerance: 0 })).toThrow(/^tolerance: got 0, allowed: a number between/);
  });
});
