import { describe, expect, test } from "vitest";
import { parseDevice } from "../../src/device/parse.js";
import { enginesOf } from "../compare.js";
import data from "../reference/qmeq-frozen.json";

// finite Uintra has 16 states, a general device
const cases = data.cases.filter(({ params }) => params.Uintra === undefined);

/** Sorted within the states of equal energy, whose order is QmeQ's own. */
function byLevel(p: readonly number[]): number[] {
  const group = (from: number, to: number): number[] => p.slice(from, to).sort((a, b) => a - b);
  return [...group(0, 1), ...group(1, 3), ...group(3, 5), ...group(5, 9)];
}

const spins = (pair: number[] | undefined, both: number) => (pair ? { up: pair[0]!, down: pair[1]! } : both);

test("cases with infinite intradot repulsion are there", () => expect(cases.length).toBeGreaterThanOrEqual(15));

describe.each(cases.map((c, i) => [i, c] as const))("QmeQ case %i", (_, reference) => {
  const p = reference.params;
  // a point orbit: the onsite energies are those of the centre at every angle
  const device = parseDevice({
    model: "double-dot-rotor",
    epsilonBar: { L: p.epsL, R: p.epsR },
    orbitRadius: 0,
    U: p.U,
    tc: p.tc,
    leads: {
      L: { gamma: spins(p.GLs, p.GL), mu: p.V / 2, T: p.TL },
      R: { gamma: spins(p.GRs, p.GR), mu: -p.V / 2, T: p.TR },
    },
  });

  test.each(enginesOf(device))("%s: energies, occupations, currents", (_, engine) => {
    const { energies, p: occupations, leads } = engine.frozen(1.234, 0);
    energies.forEach((E, i) => expect(E).toBeCloseTo(reference.E[i]!, 9));
    const expected = byLevel(reference.p);
    byLevel(occupations[0]!).forEach((x, i) => expect(Math.abs(x - expected[i]!)).toBeLessThan(1e-9));
    for (const name of ["L", "R"] as const) {
      expect(Math.abs(leads[name]!.I[0]! - reference.particle[name])).toBeLessThan(1e-9);
      expect(Math.abs(leads[name]!.J[0]! - reference.heat[name])).toBeLessThan(1e-9);
    }
  });

  test("exactly one stationary state: occupations positive and normalised", () => {
    for (const [, engine] of enginesOf(device)) {
      const { p: occupations } = engine.frozen(0, 0);
      expect(occupations[0]!.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 13);
      expect(Math.min(...occupations[0]!)).toBeGreaterThan(-1e-13);
    }
  });
});
