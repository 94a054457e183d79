// The spectrum of dots in the form the WebAssembly core takes: tables of kinds, matrices and entries once, waves and
// eigenpairs for every angle. The vocabulary stands at the head of assembly/electrons/spectrum.ts.

import type { Cores } from "../core/core.js";
import { type Harmonics, highest } from "../device/harmonics.js";
import { sineAndCosine } from "../numerics/elementary.js";
import type { Spectrum } from "../spectrum/spectrum.js";
import type { Wave } from "../spectrum/waves.js";

/** wave, row, column, value */
type Entry = [number, number, number, number];

export interface SpectrumTables {
  harmonics: number;
  kinds: { size: number; entries: Entry[] }[];
  matrices: { lower: number; upper: number; moving: boolean; entries: Entry[]; rate: Entry[] }[];
  /** sum of the kinds' squared sizes */
  squares: number;
  /** numbers an angle */
  slot: number;
}

export function spectrumTables({ kinds, matrices, waves }: Spectrum): SpectrumTables {
  const sizes = kinds.map(({ size }) => size);
  const squares = sizes.reduce((sum, size) => sum + size * size, 0);
  const harmonics = Math.max(
    0,
    ...[waves, ...matrices.map((matrix) => matrix.waves)].flat().map(({ harmonic }) => harmonic),
    ...matrices.map(({ rate }) => (rate ? highest(rate) : 0)),
  );
  return {
    harmonics,
    kinds: kinds.map(({ size, family }) => ({ size, entries: entriesOf(waves, family) })),
    matrices: matrices.map(({ lower, upper, elements, rate, ...matrix }) => ({
      lower,
      upper,
      moving: matrix.waves.some(({ harmonic }) => harmonic > 0),
      entries: entriesOf(matrix.waves, elements),
      rate: rate ? rateEntries(rate) : [],
    })),
    squares,
    slot: 2 * (harmonics + 1) + sizes.reduce((sum, size) => sum + size, 0) + squares,
  };
}

/** @param matrices what each wave comes with */
function entriesOf(waves: readonly Wave[], matrices: readonly number[][][]): Entry[] {
  return matrices.flatMap((matrix, w) => {
    const { harmonic, phase } = waves[w]!;
    const wave = 2 * harmonic + (phase === "sin" ? 1 : 0);
    return matrix.flatMap((line, row) =>
      line.flatMap((value, column): Entry[] => (value === 0 ? [] : [[wave, row, column, value]])),
    );
  });
}

function rateEntries({ const: mean, cos, sin }: Harmonics): Entry[] {
  return [
    [0, 0, 0, mean],
    ...cos.map((value, i): Entry => [2 * (i + 1), 0, 0, value]),
    ...sin.map((value, i): Entry => [2 * (i + 1) + 1, 0, 0, value]),
  ];
}

/** Tells a core the sizes of the tables; before it is configured. */
export function setSpectrum(core: Cores["electrons"], tables: SpectrumTables): void {
  const { harmonics, kinds, matrices, squares } = tables;
  const largest = Math.max(...kinds.map(({ size }) => size));
  core.setSpectrum(harmonics, kinds.length, matrices.length, entries(tables).length, squares, largest * largest);
}

/** Writes the tables into a core that is configured. */
export function writeSpectrum(core: Cores["electrons"], tables: SpectrumTables): void {
  const all = entries(tables);
  let [level, square] = [0, 0];
  const kinds = tables.kinds.flatMap(({ size, entries }) => {
    const row = [size, level, square, entries.length];
    level += size;
    square += size * size;
    return row;
  });
  const integers = [
    ...kinds,
    ...tables.matrices.flatMap(({ lower, upper, moving, entries, rate }) => [
      ...[lower, upper, Number(moving), entries.length, rate.length],
    ]),
    ...all.flatMap(([wave, row, column]) => [wave, row, column]),
  ];
  new Int32Array(core.memory.buffer, core.spectrumIntegers.value, integers.length).set(integers);
  new Float64Array(core.memory.buffer, core.spectrumReals.value, all.length).set(all.map(([, , , value]) => value));
}

const entries = ({ kinds, matrices }: SpectrumTables): Entry[] => [
  ...kinds.flatMap(({ entries }) => entries),
  ...matrices.flatMap(({ entries, rate }) => [...entries, ...rate]),
];

/** Writes what the core wants to know of an angle to `slots` from `at` on. */
export function writeSlot(
  spectrum: Spectrum,
  { harmonics }: SpectrumTables,
  theta: number,
  slots: Float64Array,
  at: number,
): void {
  let next = at;
  for (let h = 0; h <= harmonics; h++) {
    const { sine, cosine } = sineAndCosine(theta, h);
    slots[next++] = cosine;
    slots[next++] = sine;
  }
  const pairs = spectrum.eigenpairs(theta, 0);
  for (const { energies } of pairs) {
    slots.set(energies, next);
    next += energies.length;
  }
  for (const { vectors } of pairs) {
    slots.set(vectors[0]!, next);
    next += vectors[0]!.length;
  }
}
