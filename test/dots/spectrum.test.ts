// Many-body levels of electrons that do not interact are sums of single-particle levels, fermionic signs included: around
// a ring they do not cancel.

import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { parseDevice } from "../../src/device/parse.js";
import type { Dots } from "../../src/device/dots.js";
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

  test.each([0.2, 1.7])("with spin, theta = %d: 64 levels are sums of twice 3", (theta) => {
    const levels = single(theta);
    let computed: number[];
    try {
      computed = new Spectrum(ring(false)).energies(theta).sort((a, b) => a - b);
    } catch (error) {
      // without interaction orbitals hold their electrons independently, and levels coincide at every angle
      expect((error as Error).message).toMatch(/coincide at every angle/);
      return;
    }
    const expected = sums([...levels, ...levels]);
    computed.forEach((E, i) => expect(E).toBeCloseTo(expected[i]!, 10));
  });
});
