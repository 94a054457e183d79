// The many-body spectrum of dots as tables: what the host writes once, and what it writes for every angle.
//
//   wave    cos(h theta) and sin(h theta), h = 0 ... harmonics: waves 2h and 2h + 1
//   kind    blocks of the Hamiltonian with one spectrum: H(theta) is a sum of its entries
//   matrix  a tunnelling operator between two kinds, a sum of its entries; and what moves the rates with it
//   entry   (wave, row, column, value): value times the wave at a place of a matrix
//   slot    an angle: cosine and sine of every harmonic, then the energies of all kinds, then their eigenvectors, matrix
//           after matrix, as columns

import { integer, integers, lanes, real, reals } from "../memory/arena";
import { at, increase, LANE_BYTES, mul, pair, set, splat } from "../numerics/lane";
import { circle } from "../numerics/series";
import { energy, length, levels, seriesAt } from "./model";

export let kinds: i32 = 0;
export let matrices: i32 = 0;
let harmonics: i32 = 0;
let entries: i32 = 0;
/** The sum of the kinds' squared sizes, and the largest of them. */
export let squares: i32 = 0;
export let largestSquare: i32 = 0;

// tables written by the host
export let spectrumIntegers: usize = 0;
/** The value of every entry: those of the kinds, then matrix by matrix its own and those of its rate. */
export let spectrumReals: usize = 0;
let kindTable: usize = 0; // 4 a kind: size, its first level, where its square begins among all, entries
let matrixTable: usize = 0; // 5 a matrix: lower kind, upper kind, whether it moves, entries, entries of its rate
let entryTable: usize = 0; // 3 an entry: wave, row, column
export let slotTable: usize = 0;

let given: usize = 0; // the slots of the current angles, in lanes
let waves: usize = 0; // series a wave
export let eigenvectors: usize = 0; // of all kinds, in `given`

/** Sets how large the tables are. */
export function setSpectrum(
  harmonics_: i32,
  kinds_: i32,
  matrices_: i32,
  entries_: i32,
  squares_: i32,
  largestSquare_: i32,
): void {
  harmonics = harmonics_;
  kinds = kinds_;
  matrices = matrices_;
  entries = entries_;
  squares = squares_;
  largestSquare = largestSquare_;
}

/** Room for the tables, and for so many angles at a time; after model.layOut. */
export function layOutSpectrum(slots: i32): void {
  spectrumIntegers = integers(4 * kinds + 5 * matrices + 3 * entries);
  kindTable = spectrumIntegers;
  matrixTable = kindTable + ((<usize>kinds) << 4);
  entryTable = matrixTable + ((<usize>(5 * matrices)) << 2);
  spectrumReals = reals(entries);
  slotTable = reals(slots * slotLength());
  given = lanes(slotLength());
  waves = lanes(2 * (harmonics + 1) * length);
  eigenvectors = given + <usize>(2 * (harmonics + 1) + levels) * LANE_BYTES;
}

/** Numbers a slot. */
function slotLength(): i32 {
  return 2 * (harmonics + 1) + levels + squares;
}

/** Takes two slots, which may be the same: waves, energies and eigenvectors at their angles. */
export function takeSlots<Lane>(slot: i32, other: i32): void {
  const a = slotTable + ((<usize>(slot * slotLength())) << 3);
  const b = slotTable + ((<usize>(other * slotLength())) << 3);
  for (let i = 0; i < slotLength(); ++i) set<Lane>(given, i, pair<Lane>(real(a, i), real(b, i)));
  for (let h = 0; h <= harmonics; ++h) {
    const c = at<Lane>(given, 2 * h);
    const s = at<Lane>(given, 2 * h + 1);
    circle<Lane>(seriesAt(waves, 2 * h), seriesAt(waves, 2 * h + 1), c, s, <f64>h, length - 1);
  }
  for (let i = 0; i < levels; ++i) set<Lane>(seriesAt(energy, i), 0, at<Lane>(given, 2 * (harmonics + 1) + i));
}

export function sizeOf(kind: i32): i32 {
  return integer(kindTable, 4 * kind);
}

export function firstLevelOf(kind: i32): i32 {
  return integer(kindTable, 4 * kind + 1);
}

export function squareOf(kind: i32): i32 {
  return integer(kindTable, 4 * kind + 2);
}

export function entriesOf(kind: i32): i32 {
  return integer(kindTable, 4 * kind + 3);
}

/** One of the numbers of a matrix's row of the table. */
export function matrixAt(matrix: i32, column: i32): i32 {
  return integer(matrixTable, 5 * matrix + column);
}

/** Coefficient k of an entry. */
// @ts-ignore: decorator
@inline
export function entryAt<Lane>(entry: i32, k: i32): Lane {
  return mul<Lane>(
    splat<Lane>(real(spectrumReals, entry)),
    at<Lane>(seriesAt(waves, integer(entryTable, 3 * entry)), k),
  );
}

/** out += M_k V: coefficient k of a matrix of `count` entries from `first` on, times one of so many columns. */
export function addEntries<Lane>(out: usize, first: i32, count: i32, k: i32, V: usize, columns: i32): void {
  for (let e = first; e < first + count; ++e) {
    const value = entryAt<Lane>(e, k);
    const to = integer(entryTable, 3 * e + 1) * columns;
    const from = integer(entryTable, 3 * e + 2) * columns;
    for (let i = 0; i < columns; ++i) increase<Lane>(out, to + i, mul<Lane>(value, at<Lane>(V, from + i)));
  }
}
