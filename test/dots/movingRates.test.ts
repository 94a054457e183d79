// Barriers that move with the rotor: rates and amplitudes that are series in the angle.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDevice } from "../../src/device/parse.js";
import type { DotsFile } from "../../src/device/parseDots.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { Motor } from "../../src/questions/motor.js";
import { randomContacts } from "../randomContacts.js";
import { pair } from "./pair.js";
import { masterEquation } from "../../src/master/masterEquation.js";

const SEED = 20270117;

describe("rates that move", () => {
  const [T, mu] = [1, 0.7];
  const energy = { const: 0.2, cos: [0.6] };
  const left = { const: 0.3, cos: [0.2], sin: [0.05] };
  const right = { const: 0.25, cos: [-0.15], sin: [0, 0.08] };
  const turnstile: DotsFile = {
    model: "dots",
    spinless: true,
    orbitals: { dot: { energy } },
    leads: { L: { gamma: { dot: left }, mu, T }, R: { gamma: { dot: right }, mu: -mu, T } },
  };
  const device = parseDevice(turnstile);

  const wave = ({ const: c, cos = [], sin = [] }: { const: number; cos?: number[]; sin?: number[] }, theta: number) =>
    c +
    cos.reduce((sum, x, i) => sum + x * Math.cos((i + 1) * theta), 0) +
    sin.reduce((sum, x, i) => sum + x * Math.sin((i + 1) * theta), 0);
  const f = (theta: number, sign: number): number => 1 / (1 + Math.exp((wave(energy, theta) - sign * mu) / T));
  const total = (theta: number): number => wave(left, theta) + wave(right, theta);
  /** p of the filled level at rest: sum Gamma_r f_r / Gamma */
  const stationary = (theta: number): number =>
    (wave(left, theta) * f(theta, 1) + wave(right, theta) * f(theta, -1)) / total(theta);
  const derivative = (g: (x: number) => number, x: number): number => {
    const h = 2e-3;
    return (g(x - 2 * h) - 8 * g(x - h) + 8 * g(x + h) - g(x + 2 * h)) / (12 * h);
  };
  const lag = (theta: number): number => -derivative(stationary, theta) / total(theta);

  test.each([0.4, 1.9, 5.1])("a level between two of them, order by order: theta = %d", (theta) => {
    // p(k+1) = -p(k)' / Gamma;  I_r(k) = Gamma_r (p(k) - f_r delta_k0);  F(k) = -eps' p(k)
    const p = [stationary(theta), lag(theta), -derivative(lag, theta) / total(theta)];
    const { F, leads } = new WasmEngine(device).frozen(theta, 2);
    const slope = -0.6 * Math.sin(theta);
    p.forEach((pk, k) => {
      const digits = [12, 9, 6][k]!;
      expect(F[k]).toBeCloseTo(-slope * pk, digits);
      expect(leads.L!.I[k]).toBeCloseTo(wave(left, theta) * (pk - (k === 0 ? f(theta, 1) : 0)), digits);
      expect(leads.R!.I[k]).toBeCloseTo(wave(right, theta) * (pk - (k === 0 ? f(theta, -1) : 0)), digits);
    });
  });

  test("at finite velocity: Omega dp/dtheta = sum_r Gamma_r (f_r - p), integrated along the path", () => {
    const omega = 0.2;
    const steps = 4000;
    const h = (2 * Math.PI) / steps;
    const rate = (theta: number, p: number): number => (total(theta) * (stationary(theta) - p)) / omega;
    let p = 0.5;
    let [current, torque] = [0, 0];
    for (let i = 0; i < 5 * steps; i++) {
      const theta = i * h;
      if (i >= 4 * steps) {
        current += h * wave(left, theta) * (p - f(theta, 1));
        torque += h * 0.6 * Math.sin(theta) * p;
      }
      const k1 = rate(theta, p);
      const k2 = rate(theta + h / 2, p + (h / 2) * k1);
      const k3 = rate(theta + h / 2, p + (h / 2) * k2);
      const k4 = rate(theta + h, p + h * k3);
      p += (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    for (const engine of ["wasm", "typescript"] as const) {
      const [state] = new Motor(device, { engine }).periodic({ omega: [omega] });
      expect(state!.leads.L!.I).toBeCloseTo(current, 10);
      expect(state!.F).toBeCloseTo(torque, 10);
      expect(Math.abs(state!.balance)).toBeLessThan(1e-12);
    }
  });

  test("a turnstile without bias pumps by its barriers alone: the loop of Gamma_L and Gamma_R with the level", () => {
    // Q = integral of Gamma_L / Gamma df over the cycle, in units of e
    const still = parseDevice({
      ...turnstile,
      leads: { L: { gamma: { dot: left }, mu: 0, T }, R: { gamma: { dot: right }, mu: 0, T } },
    });
    const { leads } = new Motor(still).coefficients({ order: 1 });
    const N = 400;
    const filled = (theta: number): number => 1 / (1 + Math.exp(wave(energy, theta) / T));
    const Q = Array.from({ length: N }, (_, i) => (2 * Math.PI * i) / N).reduce(
      (sum, x) => sum - ((2 * Math.PI) / N) * (wave(left, x) / total(x)) * derivative(filled, x),
      0,
    );
    expect(Math.abs(Q)).toBeGreaterThan(0.01);
    expect(leads.L!.I[1]).toBeCloseTo(Q, 9);
    expect(leads.R!.I[1]).toBeCloseTo(-Q, 9);
  });

  test(`the periodic state tends to the expansion, orders 0 to 3 (seed ${SEED})`, () => {
    const devices = randomContacts({ orbitals: 2, leads: 2, spinless: true, moving: true, harmonics: 1 });
    const check = fc.property(devices, (random) => {
      const motor = new Motor(random);
      const { F, scale } = motor.coefficients({ order: 3 });
      const omega = 0.01 * masterEquation.read(random, {}).scales.maximalVelocity;
      const [forward, back] = motor.periodic({ omega: [omega, -omega] });
      const even = F[0]! + F[2]! * omega ** 2;
      const odd = F[1]! * omega + F[3]! * omega ** 3;
      const beyond = scale.reduce((sum, s, k) => sum + s * omega ** k, 0);
      expect(Math.abs((forward!.F + back!.F) / 2 - even)).toBeLessThan(1e-6 * beyond);
      expect(Math.abs((forward!.F - back!.F) / 2 - odd)).toBeLessThan(1e-6 * beyond);
    });
    fc.assert(check, { numRuns: 3, seed: SEED, endOnFailure: true });
  });

  test("electrons that hop one by one do the work of the periodic state, on average", () => {
    const channels = [{ A: { const: 0.5, cos: [0.3] }, B: { sin: [0.6] } }];
    const file = pair({ S: { channels, mu: 1, T: 1 }, D: { gamma: { B: { const: 0.4, sin: [0.4] } }, mu: -1, T: 1 } });
    const motor = new Motor(parseDevice(file));
    const [omega, inertia, count] = [0.3, 1e7, 4000];
    const turn = (2 * Math.PI) / omega;
    const options = { count, seed: SEED, theta0: 0, omega0: omega, inertia, externalTorque: 0, step: 0.05 };
    const ensemble = new WasmEngine(parseDevice(file)).hopping(1024, { ...options, lower: -1, upper: 1 });
    ensemble.advance(turn); // forgets how the electrons started
    const before = [...ensemble.omega];
    const turns = 4;
    ensemble.advance((1 + turns) * turn);
    const work = before.map((w, i) => (inertia * omega * (ensemble.omega[i]! - w)) / turns);
    const mean = work.reduce((sum, w) => sum + w, 0) / count;
    const error = Math.sqrt(work.reduce((sum, w) => sum + (w - mean) ** 2, 0) / count / (count - 1));
    const [{ F } = { F: NaN }] = motor.periodic({ omega: [omega] });
    expect(error).toBeLessThan(0.05 * Math.abs(F));
    expect(Math.abs(mean - F)).toBeLessThan(4 * error);
  });

  test("the rotor with its electrons: both engines, and channels that move", () => {
    const channels = [{ A: { const: 0.4, cos: [0.3] }, B: { sin: [0.5] } }];
    const file = pair({ S: { channels, mu: 1, T: 1 }, D: { gamma: { B: { const: 0.2, sin: [0.2] } }, mu: -1, T: 1 } });
    const limits = { tolerance: 1e-9, velocityScale: 0.05, velocityLimit: 10, turns: 60, maximalSteps: 1e5 };
    const ends = [WasmEngine, ReferenceEngine].map((Engine) => {
      const rotor = new Engine(parseDevice(file)).together(1024);
      rotor.place(0.2, 0.3, 50, 0);
      expect(rotor.revolve({ ...limits, maximalSteps: 1e4 })).toBe("revolved");
      return { omega: rotor.omega, time: rotor.time, charge: rotor.transferred.S!.charge };
    });
    expect(ends[1]!.omega / ends[0]!.omega).toBeCloseTo(1, 7);
    expect(ends[1]!.time / ends[0]!.time).toBeCloseTo(1, 7);
    expect(ends[1]!.charge / ends[0]!.charge).toBeCloseTo(1, 6);
  });
});
