// A single level has closed forms. Rates in and out, with f_r the Fermi function of lead r at the level:
//   spinless                 in = sum Gamma f,     out = sum Gamma (1 - f)
//   with spin, infinite U'   in = 2 sum Gamma f,   out = sum Gamma (1 - f)
// The occupation p obeys dp/dt = in - (in + out) p, so that p(0) = in/(in + out) and p(k) = -p(k-1)'/(in + out).

import { describe, expect, test } from "vitest";
import { parseDevice } from "../../src/device/parse.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";

const leads = { left: { gamma: 0.21, mu: 1.3, T: 0.9 }, right: { gamma: 0.34, mu: -0.8, T: 1.2 } };
const names = ["left", "right"] as const;

/** eps(theta) and its first two derivatives */
const energy = (theta: number): [number, number, number] => [
  0.4 + 5 * Math.cos(theta) + 1.5 * Math.sin(2 * theta),
  -5 * Math.sin(theta) + 3 * Math.cos(2 * theta),
  -5 * Math.cos(theta) - 6 * Math.sin(2 * theta),
];

/** Value and first two derivatives in theta of an integrand, from those in the energy. */
interface Exact {
  p: [number, number, number];
  I: Record<(typeof names)[number], [number, number, number]>;
  slope: number;
}

function exact(theta: number, spins: 1 | 2): Exact {
  const [e, e1, e2] = energy(theta);
  // each as [value, d/d theta, d^2/d theta^2]
  const f = (lead: { mu: number; T: number }): [number, number, number] => {
    const x = 1 / (1 + Math.exp((e - lead.mu) / lead.T));
    const d1 = (-x * (1 - x)) / lead.T;
    const d2 = (x * (1 - x) * (1 - 2 * x)) / lead.T ** 2;
    return [x, d1 * e1, d2 * e1 ** 2 + d1 * e2];
  };
  const all = names.map((name) => ({ name, gamma: leads[name].gamma, f: f(leads[name]) }));
  const sum = (k: number): number => all.reduce((total, { gamma, f }) => total + gamma * f[k]!, 0);
  const a = [0, 1, 2].map((k) => spins * sum(k));
  const total = leads.left.gamma + leads.right.gamma;
  // in + out
  const g = [total + (spins - 1) * sum(0), (spins - 1) * sum(1), (spins - 1) * sum(2)];
  const p0 = a[0]! / g[0]!;
  const p0d = (a[1]! - p0 * g[1]!) / g[0]!;
  const p0dd = (a[2]! - 2 * p0d * g[1]! - p0 * g[2]!) / g[0]!;
  const p1 = -p0d / g[0]!;
  const p1d = -p0dd / g[0]! + (p0d * g[1]!) / g[0]! ** 2;
  const p2 = -p1d / g[0]!;
  // into the lead: Gamma (1 - f) p - spins Gamma f (1 - p)
  const current = (gamma: number, [x]: number[]) => {
    const out = gamma * (1 - x!) + spins * gamma * x!;
    return [p0 * out - spins * gamma * x!, p1 * out, p2 * out] as [number, number, number];
  };
  return {
    p: [p0, p1, p2],
    I: Object.fromEntries(all.map(({ name, gamma, f }) => [name, current(gamma, f)])) as Exact["I"],
    slope: e1,
  };
}

describe.each([
  ["spinless", 1],
  ["with spin, infinite U'", 2],
] as const)("single level, %s", (_, spins) => {
  const device = parseDevice({
    model: "dots",
    ...(spins === 1 ? { spinless: true } : { coulomb: { intra: { dot: "infinite" } } }),
    orbitals: { dot: { energy: { const: 0.4, cos: [5], sin: [0, 1.5] } } },
    leads: Object.fromEntries(
      names.map((name) => [name, { gamma: { dot: leads[name].gamma }, mu: leads[name].mu, T: leads[name].T }]),
    ),
  });

  test.each([new WasmEngine(device), new WasmEngine(device, "spin-resolved"), new ReferenceEngine(device)])(
    "$name, $states: occupations, torque, friction and currents to 1e-12",
    (engine) => {
      for (let i = 0; i < 24; i++) {
        const theta = 0.1 + (2 * Math.PI * i) / 24;
        const { p, F, leads: currents } = engine.frozen(theta, 2);
        const { p: expected, I, slope } = exact(theta, spins);
        for (const k of [0, 1, 2]) {
          const size = 10 ** (2 * k);
          const occupied = p[k]!.slice(1).reduce((x, y) => x + y, 0);
          expect(Math.abs(occupied - expected[k]!)).toBeLessThan(1e-12 * size);
          expect(Math.abs(F[k]! + slope * expected[k]!)).toBeLessThan(1e-12 * size);
          for (const name of names) {
            expect(Math.abs(currents[name]!.I[k]! - I[name][k]!)).toBeLessThan(1e-12 * size);
          }
        }
      }
    },
  );

  test("pumped charge and friction over the cycle: the integrals of the closed form, to 1e-12", () => {
    const nodes = 512;
    const { integrals } = new WasmEngine(device).integrate(2, nodes, 0);
    const angles = Array.from({ length: nodes }, (_, i) => exact((2 * Math.PI * i) / nodes, spins));
    const integral = (f: (x: Exact) => number): number =>
      angles.reduce((total, x) => total + f(x), 0) * ((2 * Math.PI) / nodes);
    for (const k of [0, 1, 2]) {
      expect(Math.abs(integrals.F[k]! + integral(({ slope, p }) => slope * p[k]!))).toBeLessThan(1e-12 * 100 ** k);
      for (const name of names) {
        expect(Math.abs(integrals.leads[name]!.I[k]! - integral(({ I }) => I[name][k]!))).toBeLessThan(
          1e-12 * 100 ** k,
        );
      }
    }
    expect(integrals.F[1]).toBeLessThan(-1); // friction
    // one parameter encloses no area: nothing is pumped to first order, and something to second
    expect(Math.abs(integrals.leads.left!.I[1]!)).toBeLessThan(1e-13);
  });
});
