import { describe, expect, test } from "vitest";
import { parseDevice } from "../../src/device/parse.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { asDots } from "../../src/device/asDots.js";
import { enginesOf } from "../compare.js";
import data from "../reference/qmeq-frozen.json";

/** Occupations sorted within states of equal energy, whose order is QmeQ's own. */
function byLevel(energies: readonly number[], p: readonly number[]): number[] {
  const order = energies.map((_, i) => i).sort((a, b) => energies[a]! - energies[b]!);
  const sorted: number[] = [];
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && energies[order[to]!]! - energies[order[from]!]! < 1e-8) to++;
    sorted.push(
      ...order
        .slice(from, to)
        .map((i) => p[i]!)
        .sort((a, b) => a - b),
    );
    from = to;
  }
  return sorted;
}

const ascending = (x: readonly number[]): number[] => [...x].sort((a, b) => a - b);

const spins = (pair: number[] | undefined, both: number) => (pair ? { up: pair[0]!, down: pair[1]! } : both);

test("cases with infinite and with finite intradot repulsion are there", () => {
  expect(data.cases.filter(({ params }) => params.Uintra === undefined).length).toBeGreaterThanOrEqual(15);
  expect(data.cases.filter(({ params }) => params.Uintra !== undefined).length).toBeGreaterThanOrEqual(4);
});

describe.each(data.cases.map((c, i) => [i, c] as const))("QmeQ case %i", (_, reference) => {
  const p = reference.params;
  // a point orbit: the onsite energies are those of the centre at every angle
  const doubleDot = parseDevice({
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
  const dots = parseDevice(asDots(doubleDot, p.Uintra));
  const engines = [
    ...(p.Uintra === undefined ? enginesOf(doubleDot) : []),
    ["dots, wasm", new WasmEngine(dots)] as const,
    ["dots, wasm, spin-resolved", new WasmEngine(dots, "spin-resolved")] as const,
    ["dots, typescript", new ReferenceEngine(dots)] as const,
  ];

  test.each(engines)("%s: energies, occupations, currents", (_, engine) => {
    const { energies, p: occupations, leads } = engine.frozen(1.234, 0);
    expect(energies).toHaveLength(reference.E.length);
    ascending(energies).forEach((E, i) => expect(E).toBeCloseTo(ascending(reference.E)[i]!, 9));
    const expected = byLevel(reference.E, reference.p);
    byLevel(energies, occupations[0]!).forEach((x, i) => expect(Math.abs(x - expected[i]!)).toBeLessThan(1e-9));
    for (const name of ["L", "R"] as const) {
      expect(Math.abs(leads[name]!.I[0]! - reference.particle[name])).toBeLessThan(1e-9);
      expect(Math.abs(leads[name]!.J[0]! - reference.heat[name])).toBeLessThan(1e-9);
    }
  });

  test("exactly one stationary state: occupations positive and normalised", () => {
    for (const [, engine] of engines) {
      const { p: occupations } = engine.frozen(0, 0);
      expect(occupations[0]!.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 13);
      expect(Math.min(...occupations[0]!)).toBeGreaterThan(-1e-13);
    }
  });
});
