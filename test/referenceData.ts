// The high-precision data under test/reference, in the library's terms.

import type { DoubleDotRotor } from "../src/device/doubleDot.js";
import { parseDevice } from "../src/device/parse.js";
import periodic from "./reference/periodic.json";

interface RawCase {
  params: Record<string, unknown>;
  order: number;
  nodes: number;
  F: string[];
  IL: string[];
  IR: string[];
  JL: string[];
  JR: string[];
  pointwise: RawPoint[];
}

interface RawPoint extends Record<"F" | "IL" | "IR" | "JL" | "JR" | "E" | "dE", string[]> {
  theta: string;
  p: string[][];
}

export interface ReferenceFluxes {
  F: number[];
  leads: Record<string, { I: number[]; J: number[] }>;
}

export interface ReferenceCase extends ReferenceFluxes {
  name: string;
  device: DoubleDotRotor;
  order: number;
  nodes: number;
  points: (ReferenceFluxes & { theta: number; energies: number[]; p: number[][] })[];
}

const files = import.meta.glob<RawCase>("./reference/*.json", { eager: true, import: "default" });

const numbers = (texts: string[]): number[] => texts.map(Number);

const fluxes = (raw: Pick<RawCase, "F" | "IL" | "IR" | "JL" | "JR">): ReferenceFluxes => ({
  F: numbers(raw.F),
  leads: { L: { I: numbers(raw.IL), J: numbers(raw.JL) }, R: { I: numbers(raw.IR), J: numbers(raw.JR) } },
});

/** Parameters left out have the values of the notes: dE = 10, U = 20, tc = 10, Gamma = 0.25, T = 1, offset -6. */
export function referenceDevice(params: Record<string, unknown>): DoubleDotRotor {
  const number = (name: string, fallback: number): number => Number(params[name] ?? fallback);
  const gamma = (lead: string): { up: number; down: number } => {
    const pair = (params.Gamma as Record<string, string[]> | undefined)?.[lead];
    return pair ? { up: Number(pair[0]), down: Number(pair[1]) } : { up: 0.25, down: 0.25 };
  };
  const orbitRadius = number("deltaEps", 10);
  const centre = -6 + orbitRadius / Math.SQRT2;
  const V = number("V", 0);
  const dT = number("dT", 0);
  return parseDevice({
    model: "double-dot-rotor",
    epsilonBar: { L: number("epsL", centre), R: number("epsR", centre) },
    orbitRadius,
    U: number("U", 20),
    tc: number("tc", 10),
    leads: {
      L: { gamma: gamma("L"), mu: V / 2, T: 1 + dT / 2 },
      R: { gamma: gamma("R"), mu: -V / 2, T: 1 - dT / 2 },
    },
  });
}

/** Every file that has an order: cycle integrals and points, 50 digits. */
export const referenceCases: ReferenceCase[] = Object.entries(files)
  .filter(([, raw]) => "order" in raw)
  .map(([path, raw]) => ({
    name: path.replace(/^.*\/|\.json$/g, ""),
    device: referenceDevice(raw.params),
    order: raw.order,
    nodes: raw.nodes,
    ...fluxes(raw),
    points: raw.pointwise.map((point) => ({
      theta: Number(point.theta),
      energies: numbers(point.E),
      p: point.p.map(numbers),
      ...fluxes(point),
    })),
  }));

interface RawPeriodic {
  cases: (Record<"omega" | "F" | "IL" | "IR" | "JL" | "JR", number> & { params: Record<string, unknown> })[];
}

/** Periodic states at finite velocity: two grids agreeing to 1e-12 or better. */
export const periodicCases = (periodic as unknown as RawPeriodic).cases.map(({ params, omega, F, IL, IR, JL, JR }) => ({
  device: referenceDevice(params),
  omega,
  F,
  leads: { L: { I: IL, J: JL }, R: { I: IR, J: JR } },
}));
