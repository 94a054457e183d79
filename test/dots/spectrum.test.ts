// Many-body levels of electrons that do not interact are sums of single-particle levels, fermionic signs included: around
// a ring they do not cancel.

import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { difference } from "../compare.js";
import { parseDevice } from "../../src/device/parse.js";
import type { Dots } from "../../src/device/dots.js";
import { combine } from "../../src/electrons/fluxes.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { Spectrum } from "../../src/spectrum/spectrum.js";

const NAMES = ["a", "b", "c"];
const ENERGIES = [0.3, -0.7, 1.1];
const HOPPING: [number, number, number][] = [
  [0, 1, -1.3],
  [1, 2, 0.8],
  [0, 2, 1.7],
];

const ring = (spinless: boolean): Dots =>
  parseDevice({
    model: "dots",
    spinless,
    orbitals: Object.fromEntries(
      NAMES.map((name, l) => [name, { energy: { const: ENERGIES[l]!, cos: [l], sin: [0, 0.5] } }]),
    ),
    hopping: HOPPING.map(([i, j, amplitude]) => ({ between: [NAMES[i]!, NAMES[j]!], amplitude })),
    coulomb: spinless ? {} : { intra: { a: 0, b: 0, c: 0 } },
    leads: { lead: { gamma: { a: 0.1, b: 0.1, c: 0.1 }, mu: 0, T: 1 } },
  }) as Dots;

/** Levels of one electron. */
function single(theta: number): number[] {
  const H = NAMES.map((_, i) =>
    NAMES.map((_, j) => (i === j ? ENERGIES[i]! + i * Math.cos(theta) + 0.5 * Math.sin(2 * theta) : 0)),
  );
  for (const [i, j, t] of HOPPING) H[i]![j] = H[j]![i] = t;
  return new EigenvalueDecomposition(new Matrix(H)).realEigenvalues;
}

/** Sums over every subset. */
const sums = (levels: readonly number[]): number[] =>
  levels.reduce<number[]>((so_far, E) => [...so_far, ...so_far.map((x) => x + E)], [0]).sort((a, b) => a - b);

describe("a ring of three dots without interaction", () => {
  test.each([0.2, 1.7, 4.4])("spinless, theta = %d: 8 levels are sums of 3", (theta) => {
    const computed = new Spectrum(ring(true)).energies(theta).sort((a, b) => a - b);
    const expected = sums(single(theta));
    expect(computed).toHaveLength(8);
    computed.forEach((E, i) => expect(E).toBeCloseTo(expected[i]!, 11));
  });

  test("with spin, doublets coincide at every angle: refused", () => {
    expect(() => new Spectrum(ring(false))).toThrow(/coincide at every angle/);
  });
});

describe("two dots without interaction, with spin", () => {
  const device = parseDevice({
    model: "dots",
    orbitals: { a: { energy: { cos: [3] } }, b: { energy: { const: 0.5, sin: [3] } } },
    hopping: [{ between: ["a", "b"], amplitude: -1.5 }],
    coulomb: { intra: { a: 0, b: 0 } },
    leads: { A: { gamma: { a: 0.2 }, mu: 1, T: 1 }, B: { gamma: { b: 0.3 }, mu: -1, T: 0.8 } },
  });

  test("every spin is a device of its own: twice the spinless torque and currents, to all orders", () => {
    const spinless = parseDevice({
      model: "dots",
      spinless: true,
      orbitals: { a: { energy: { cos: [3] } }, b: { energy: { const: 0.5, sin: [3] } } },
      hopping: [{ between: ["a", "b"], amplitude: -1.5 }],
      leads: { A: { gamma: { a: 0.2 }, mu: 1, T: 1 }, B: { gamma: { b: 0.3 }, mu: -1, T: 0.8 } },
    });
    const [both, one] = [device, spinless].map((each) => new WasmEngine(each).integrate(3, 96, 0));
    const doubled = combine((x) => 2 * x, one!.integrals);
    expect(
      difference(
        both!.integrals,
        doubled,
        both!.largest.map((x) => 2 * Math.PI * x),
      ),
    ).toBeLessThan(1e-12);
  });
});
