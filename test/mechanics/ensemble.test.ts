import { describe, expect, test } from "vitest";
import { type DoubleDotFile, parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import type { MasterEngine } from "../../src/master/create.js";
import type { Ensemble, EnsembleOptions } from "../../src/mechanics/mechanics.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { leadKernel, levels } from "../../src/reference/doubleDot.js";
import { torque } from "../../src/reference/fluxes.js";
import { langevinStep } from "../../src/mechanics/langevin.js";
import { asDots } from "../../src/device/asDots.js";
import { Motor } from "../../src/questions/motor.js";
import { chiSquare, chiSquareBound, moments, Z } from "../statistics.js";

/** A small orbit through the resonances of fast dots: rates about 1, every state takes part at every angle. */
function fastDots(V: number, gammaL: DoubleDotFile["leads"]["L"]["gamma"] = 1): DoubleDotFile {
  return {
    model: "double-dot-rotor",
    epsilonBar: { L: 0.3, R: -0.2 },
    orbitRadius: 2,
    U: 1,
    tc: 2,
    leads: { L: { gamma: gammaL, mu: V / 2, T: 1 }, R: { gamma: 0.7, mu: -V / 2, T: 1 } },
  };
}

const POINTS = 1024;

const START: EnsembleOptions = {
  count: 2000,
  seed: 20261126,
  theta0: 1,
  omega0: 0,
  inertia: 100,
  externalTorque: 0,
  step: 1,
  lower: -Infinity,
  upper: Infinity,
};

const wasm = (device: DoubleDotFile): WasmEngine => new WasmEngine(parseDevice(device));

const langevin = (engine: MasterEngine, order: number, options: EnsembleOptions): Ensemble =>
  engine.mechanics.ensemble(engine.field(order, POINTS), options);

describe("Langevin rotors", () => {
  test.each([0, 1, 3])("the engines and builds move them alike, order %d", (order) => {
    const device = parseDevice(paperDevice({ orbitRadius: 10, V: 15.42 }));
    const options = { ...START, count: 3, omega0: 0.01, inertia: 1e4, externalTorque: 0.4 };
    const engines: MasterEngine[] = [
      new WasmEngine(device, undefined, "simd"),
      new WasmEngine(device, undefined, "scalar"),
      new WasmEngine(device, "spin-resolved"),
      new ReferenceEngine(device),
    ];
    const ensembles = engines.map((engine) => langevin(engine, order, options));
    for (const ensemble of ensembles) {
      ensemble.advance(33.3);
      ensemble.advance(100);
    }
    const [first, ...others] = ensembles as [Ensemble, ...Ensemble[]];
    expect(moments(first.omega).variance).toBeGreaterThan(0);
    for (const { theta, omega } of others) {
      omega.forEach((w, i) => expect(w / first.omega[i]!).toBeCloseTo(1, 11));
      theta.forEach((x, i) => expect(x).toBeCloseTo(first.theta[i]!, 11));
    }
  });

  test("a step is of second order: without noise, against a fine one", () => {
    const at = (theta: number) => ({ f: [Math.sin(theta), 0.3 * Math.cos(theta) - 0.5, 0.2, -0.4], D: 0 });
    const after = (steps: number) => {
      let state = { theta: 0.4, omega: 0.7 };
      for (let n = 0; n < steps; n++) state = langevinStep(at, 2, 0.1, state, 5 / steps, 1);
      return state;
    };
    const exact = after(20_000);
    const [coarse, fine] = [after(50), after(100)].map(({ theta, omega }) =>
      Math.hypot(theta - exact.theta, omega - exact.omega),
    );
    expect(Math.log2(coarse! / fine!)).toBeCloseTo(2, 1);
  });

  test("a velocity that leaves its bounds stops the rotor and is noted", () => {
    const ensemble = langevin(wasm(fastDots(0)), 1, { ...START, count: 50, lower: -0.05, upper: 0.1 });
    ensemble.advance(200);
    ensemble.advance(400);
    const stopped = [...ensemble.exit].filter((t) => !Number.isNaN(t));
    expect(stopped.length).toBeGreaterThan(10);
    ensemble.exit.forEach((t, i) => {
      const outside = ensemble.omega[i]! < -0.05 || ensemble.omega[i]! > 0.1;
      expect(outside).toBe(t > 0 && t <= 400);
    });
  });
});

describe("ensembles", () => {
  const engine = wasm(fastDots(3));
  const make: [string, (options: EnsembleOptions) => Ensemble][] = [
    ["langevin", (options) => langevin(engine, 1, options)],
    ["hopping", (options) => engine.hopping(POINTS, options)],
  ];

  // recorded once: Node and the browser run this file, and every bit counts in a sum
  test.each([
    ["langevin", -0.5584585716944119],
    ["hopping", -0.3201067540482469],
  ] as const)("%s: a seed gives the same motion in every host", (name, recorded) => {
    const ensemble = new Map(make).get(name)!({ ...START, count: 20 });
    ensemble.advance(300);
    expect(ensemble.omega.reduce((sum, w) => sum + w, 0)).toBe(recorded);
  });

  test("so do dots, whose series the host computes, with the steps that a command takes", () => {
    const device = asDots(parseDevice(fastDots(3, { up: 1.3, down: 0.7 })));
    device.orbitals.L!.energy = { samples: [2.3, 1.2, 0.1, -0.9, -1.7, -1.1, 0.4, 1.5] };
    const { omegaMean, step } = new Motor(parseDevice(device)).langevin({
      ...{ inertia: 100, load: 0.1, omega0: 0.01, time: 200, trajectories: 20, samples: 2 },
    });
    expect([step, ...omegaMean]).toEqual([0.19843360729280798, -0.006731926405083693, -0.02492566484114753]);
  });

  test.each(make)("%s: another ensemble in between changes nothing, another seed everything", (_, start) => {
    const options = { ...START, count: 20 };
    const [alone, first, second] = [options, options, { ...options, seed: 5 }].map(start) as [
      Ensemble,
      Ensemble,
      Ensemble,
    ];
    alone.advance(50);
    alone.advance(100);
    for (const until of [50, 100]) for (const ensemble of [first, second]) ensemble.advance(until);
    expect(first.omega).toEqual(alone.omega);
    expect(first.theta).toEqual(alone.theta);
    second.omega.forEach((w, i) => expect(w).not.toBe(first.omega[i]));
  });
});

describe("any dots", () => {
  // the same device, its series from the host instead of from the core's own formulas
  const file = fastDots(3, { up: 1.3, down: 0.7 });
  const [own, general] = [wasm(file), new WasmEngine(parseDevice(asDots(parseDevice(file))))];

  test("Langevin rotors move as those of the double dot", () => {
    const [a, b] = [own, general].map((engine) => {
      const ensemble = langevin(engine, 2, { ...START, count: 5 });
      ensemble.advance(100);
      return ensemble.omega;
    });
    a!.forEach((w, i) => expect(b![i]! / w).toBeCloseTo(1, 8));
  });

  test("electrons that hop give the same mean and variance (error rate 1e-4 a statement)", () => {
    const [a, b] = [own, general].map((engine, i) => {
      const ensemble = engine.hopping(POINTS, { ...START, count: 1000, seed: i + 1 });
      ensemble.advance(500);
      return moments(ensemble.omega);
    });
    expect(Math.abs(a!.mean - b!.mean)).toBeLessThan(Z * Math.hypot(a!.meanError, b!.meanError));
    expect(Math.abs(a!.variance - b!.variance)).toBeLessThan(Z * Math.hypot(a!.varianceError, b!.varianceError));
  });
});

// One value a rotor, taken once its start is forgotten: rotors have streams of their own, so the sample is as large as
// it looks.
describe("equilibrium (error rate 1e-4 a statement)", () => {
  const T = 1;
  const engine = wasm(fastDots(0));
  const make: [string, (options: EnsembleOptions) => Ensemble][] = [
    ["langevin", (options) => langevin(engine, 1, options)],
    ["hopping", (options) => engine.hopping(POINTS, options)],
  ];

  test.each(make)("%s: equipartition <I omega^2> = T, the Boltzmann density exp(-U(theta)/T)", (_, start) => {
    const ensemble = start(START);
    ensemble.advance(40 * START.inertia); // about ten times the time in which friction stops a rotor

    const kinetic = moments(ensemble.omega.map((w) => START.inertia * w * w));
    expect(Math.abs(kinetic.mean - T)).toBeLessThan(Z * kinetic.meanError);
    const omega = moments(ensemble.omega);
    expect(Math.abs(omega.mean)).toBeLessThan(Z * omega.meanError);

    // U from the order-0 torque, trapezoid sums over a fine grid; 20 bins of 32 points
    const bins = 20;
    const n = 32 * bins;
    const F = Array.from({ length: n + 1 }, (_, i) => engine.frozen((2 * Math.PI * i) / n, 0).F[0]!);
    const U = [0];
    for (let i = 0; i < n; i++) U.push(U[i]! - (Math.PI / n) * (F[i]! + F[i + 1]!));
    const density = U.map((u) => Math.exp(-u / T));
    const expected = Array.from({ length: bins }, (_, b) => {
      let sum = 0;
      for (let i = 32 * b; i < 32 * (b + 1); i++) sum += (density[i]! + density[i + 1]!) / 2;
      return sum;
    });
    const total = expected.reduce((a, b) => a + b, 0);
    const counts = new Array<number>(bins).fill(0);
    for (const theta of ensemble.theta) {
      const turn = theta / (2 * Math.PI);
      counts[Math.floor(bins * (turn - Math.floor(turn)))]!++;
    }
    const shares = expected.map((x) => (START.count * x) / total);
    expect(Math.max(...shares) / Math.min(...shares)).toBeGreaterThan(3); // the potential is there to be seen
    expect(chiSquare(counts, shares)).toBeLessThan(chiSquareBound(bins - 1));
  });
});

describe("electrons that hop, one at a time (error rate 1e-4 a statement)", () => {
  test.each([
    ["unpolarised", fastDots(6)],
    ["polarised", fastDots(6, { up: 1.6, down: 0.4 })],
  ])("%s: a standing rotor feels the mean torque and the noise D of the frozen device", (_, file) => {
    const engine = wasm(file);
    for (const theta0 of [0.4, 2, 3.9]) {
      const inertia = 1e9;
      const time = 600;
      const ensemble = engine.hopping(POINTS, { ...START, theta0, inertia });
      ensemble.advance(time);
      const { F, D } = engine.frozen(theta0, 0);
      const momentum = moments(ensemble.omega.map((w) => w * inertia));
      expect(Math.abs(momentum.mean / time - F[0]!)).toBeLessThan((Z * momentum.meanError) / time);
      const noise = momentum.variance / (2 * time);
      // the correlations that a finite time cuts off are 1 / (slowest rate x time) of D
      expect(Math.abs(noise - D)).toBeLessThan((Z * momentum.varianceError) / (2 * time) + D / (0.4 * time));
    }
  });

  test("a rotor as fast as the electrons: the mean momentum of the master equation, rates and all", () => {
    const file = fastDots(6, { up: 1.6, down: 0.4 });
    const device = parseDevice(file);
    const omega0 = 0.5;
    const inertia = 1e9;
    const engine = wasm(file);
    const ensemble = engine.hopping(POINTS, { ...START, count: 10_000, theta0: 0, omega0, inertia, step: 0.05 });

    // dp/dt = W(omega t) p from the reference engine's kernel, by the midpoint rule
    let p = engine.frozen(0, 0).p[0]!;
    let momentum = 0;
    const work = engine.integrate(0, 256, 0).integrals.F[0]!;
    const h = 0.01;
    const slope = (theta: number, q: number[]): { dp: number[]; F: number } => {
      const level = levels(device, theta, 1);
      const [L, R] = device.leads.map((lead, r) => leadKernel(lead, r === 0 ? "L" : "R", level)[0]!);
      const dp = q.map((_, i) => q.reduce((sum, qj, j) => sum + (L![i]![j]! + R![i]![j]!) * qj, 0));
      return { dp, F: torque(level.E, q) };
    };
    for (const [cycle, until] of [1, 2].map((c) => [c, (2 * Math.PI * c) / omega0] as const)) {
      const n = Math.round((2 * Math.PI) / omega0 / h);
      const dt = (2 * Math.PI) / omega0 / n;
      for (let i = 0; i < n; i++) {
        const theta = omega0 * dt * i;
        const first = slope(theta, p);
        const middle = slope(
          theta + (omega0 * dt) / 2,
          p.map((x, j) => x + (dt / 2) * first.dp[j]!),
        );
        p = p.map((x, j) => x + dt * middle.dp[j]!);
        momentum += dt * middle.F;
      }
      ensemble.advance(until);
      const measured = moments(ensemble.omega.map((w) => (w - omega0) * inertia));
      expect(Math.abs(measured.mean - momentum), `cycle ${cycle}`).toBeLessThan(Z * measured.meanError);
      // and not that of electrons that follow at once
      expect(Math.abs(measured.mean - (cycle * work) / omega0)).toBeGreaterThan(5 * measured.meanError);
    }
  });

  test("electrons much faster than a driven rotor: mean and variance of the Langevin equation", () => {
    const engine = wasm(fastDots(6));
    const options = { ...START, count: 1000, inertia: 10_000, omega0: 0.02 };
    const diffusing = langevin(engine, 3, options);
    const hopping = engine.hopping(POINTS, { ...options, seed: 4 });
    for (const until of [1000, 4000, 8000]) {
      for (const ensemble of [diffusing, hopping]) ensemble.advance(until);
      for (const which of ["omega", "theta"] as const) {
        const [x, y] = [moments(diffusing[which]), moments(hopping[which])];
        expect(Math.abs(x.mean - y.mean)).toBeLessThan(Z * Math.hypot(x.meanError, y.meanError));
        expect(Math.abs(x.variance - y.variance)).toBeLessThan(Z * Math.hypot(x.varianceError, y.varianceError));
      }
    }
  });
});
