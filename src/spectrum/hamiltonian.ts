// H(theta) = sum_k phi_k(theta) H_k: constant matrices times 1, cos(h theta), sin(h theta).

import type { Junction } from "../device/dots.js";
import type { Harmonics } from "../device/harmonics.js";
import { type FockSpace, sign } from "./fock.js";
import type { Wave } from "./waves.js";

export interface Hamiltonian {
  /** phi_k */
  waves: Wave[];
  /** elements[k]: row, column and value of H_k, both triangles */
  elements: [number, number, number][][];
}

export function hamiltonian(junction: Junction, { modes, patterns, position }: FockSpace): Hamiltonian {
  const waves: Wave[] = [];
  const elements: [number, number, number][][] = [];
  const known = new Map<string, number>();
  const add = (phase: Wave["phase"], harmonic: number, row: number, column: number, value: number): void => {
    if (value === 0) return;
    const key = `${phase} ${harmonic}`;
    let k = known.get(key);
    if (k === undefined) {
      k = waves.push({ harmonic, phase }) - 1;
      elements.push([]);
      known.set(key, k);
    }
    elements[k]!.push([row, column, value]);
  };
  const addSeries = (series: Harmonics, factor: number, row: number, column: number): void => {
    add("cos", 0, row, column, factor * series.const);
    series.cos.forEach((c, i) => add("cos", i + 1, row, column, factor * c));
    series.sin.forEach((s, i) => add("sin", i + 1, row, column, factor * s));
  };
  const occupied = (pattern: number, mode: number): number => (pattern >> mode) & 1;
  const modesOf = junction.orbitals.map((_, l) => modes.flatMap((mode, i) => (mode.orbital === l ? [i] : [])));

  patterns.forEach((pattern, i) => {
    const charge = modesOf.map((own) => own.reduce((n, mode) => n + occupied(pattern, mode), 0));
    junction.orbitals.forEach(({ energy, zeeman, intra }, l) => {
      addSeries(energy, charge[l]!, i, i);
      for (const mode of modesOf[l]!) {
        if (occupied(pattern, mode)) addSeries(zeeman, modes[mode]!.spin === "up" ? 0.5 : -0.5, i, i);
      }
      if (!junction.spinless && charge[l] === 2) add("cos", 0, i, i, intra);
    });
    for (const { between, U } of junction.inter) {
      add("cos", 0, i, i, U * charge[between[0]]! * charge[between[1]]!);
    }
    for (const { between, amplitude } of junction.hopping) {
      for (const [to, from] of [between, [between[1], between[0]] as const]) {
        modesOf[from]!.forEach((source, s) => {
          const target = modesOf[to]![s]!;
          if (!occupied(pattern, source) || occupied(pattern, target)) return;
          const without = pattern & ~(1 << source);
          const hopped = position.get(without | (1 << target));
          if (hopped === undefined) return;
          addSeries(amplitude, sign(pattern, source) * sign(without, target), hopped, i);
        });
      }
    }
  });
  return { waves, elements };
}
