// <upper|A+|lower> between blocks, A+ = sum_l a_l(theta) d+_l,s the operator of a contact. Many of these matrices are
// multiples of each other (the members of a spin multiplet, equal dots); each set of multiples is one "tunnelling
// matrix", whose elements between eigenstates are computed once.

import type { Contact } from "../device/contacts.js";
import { type Harmonics, highest } from "../device/harmonics.js";
import type { Block, BlockKind } from "./blocks.js";
import { type FockSpace, sign } from "./fock.js";
import type { Wave } from "./waves.js";

/** T_ij(theta) between the bases of two kinds of blocks, and what moves all rates that it stands for. */
export interface TunnellingMatrix {
  lower: number;
  upper: number;
  waves: readonly Wave[];
  /** elements[w][j][i]: what the wave w comes with; row of the upper, column of the lower kind */
  elements: number[][][];
  rate?: Harmonics;
}

/** A+ of a contact between two blocks: factor times a tunnelling matrix. */
export interface Passage {
  lower: number;
  upper: number;
  contact: number;
  matrix: number;
  factor: number;
}

const ZERO = 1e-12;

export function passagesOf(
  space: FockSpace,
  kinds: readonly BlockKind[],
  blocks: readonly Block[],
  contacts: readonly Contact[],
): { matrices: TunnellingMatrix[]; passages: Passage[] } {
  const matrices: TunnellingMatrix[] = [];
  const passages: Passage[] = [];
  contacts.forEach((contact, index) => {
    const { spin, rate } = contact;
    const terms = termsOf(contact);
    const waves = terms.map(({ wave }) => wave);
    blocks.forEach((lower, lowerIndex) => {
      // the images of the basis under A+, once for all upper blocks
      const images = terms.map(({ factors }) => lower.basis.map((v) => applied(space, spin, factors, 1, v)));
      blocks.forEach((upper, upperIndex) => {
        if (upper.charge !== lower.charge + 1 || upper.spin !== lower.spin + (spin === "up" ? 1 : -1)) return;
        const elements = images.map((columns) =>
          upper.basis.map((v) => columns.map((image) => image.reduce((sum, x, s) => sum + x * v[s]!, 0))),
        );
        const largest = Math.max(...elements.flat(2).map(Math.abs));
        if (!(largest > ZERO)) return;
        const at = { lower: lowerIndex, upper: upperIndex, contact: index };
        for (const [matrix, known] of matrices.entries()) {
          if (known.lower !== lower.kind || known.upper !== upper.kind) continue;
          if (known.rate !== rate && JSON.stringify(known.rate) !== JSON.stringify(rate)) continue;
          if (!sameWaves(known.waves, waves)) continue;
          const factor = multiple(elements, known.elements);
          if (factor === undefined) continue;
          passages.push({ ...at, matrix, factor });
          return;
        }
        const clean = elements.map((rows) => rows.map((row) => row.map((x) => (Math.abs(x) > ZERO * largest ? x : 0))));
        const matrix = { lower: lower.kind, upper: upper.kind, waves, elements: clean, ...(rate ? { rate } : {}) };
        passages.push({ ...at, matrix: matrices.push(matrix) - 1, factor: 1 });
      });
    });
  });
  return { matrices, passages };
}

/** A+ = sum_w wave_w(theta) sum_l factors_l d+_l, wave by wave. */
function termsOf({ amplitudes }: Contact): { wave: Wave; factors: number[] }[] {
  const top = Math.max(...amplitudes.map(highest));
  const waves = Array.from({ length: top + 1 }, (_, harmonic): Wave[] => [
    { harmonic, phase: "cos" },
    { harmonic, phase: "sin" },
  ]).flat();
  const factor = (a: Harmonics, { harmonic, phase }: Wave): number => {
    if (harmonic === 0) return phase === "cos" ? a.const : 0;
    return a[phase][harmonic - 1] ?? 0;
  };
  return waves
    .map((wave) => ({ wave, factors: amplitudes.map((a) => factor(a, wave)) }))
    .filter(({ factors }) => factors.some((x) => x !== 0));
}

const sameWaves = (a: readonly Wave[], b: readonly Wave[]): boolean =>
  a.length === b.length && a.every(({ harmonic, phase }, w) => b[w]!.harmonic === harmonic && b[w]!.phase === phase);

/** sum_l factors_l d+_l,s (direction 1) or its adjoint (-1) applied to a vector over the patterns. */
export function applied(
  { modes, patterns, position }: FockSpace,
  spin: Contact["spin"],
  factors: readonly number[],
  direction: 1 | -1,
  v: readonly number[],
): number[] {
  const image = new Array<number>(v.length).fill(0);
  modes.forEach((mode, m) => {
    const factor = mode.spin === spin ? factors[mode.orbital]! : 0;
    if (factor === 0) return;
    v.forEach((x, s) => {
      const pattern = patterns[s]!;
      const occupied = (pattern >> m) & 1;
      if (x === 0 || occupied === (direction > 0 ? 1 : 0)) return;
      const to = position.get(pattern ^ (1 << m));
      if (to !== undefined) image[to]! += factor * x * sign(pattern, m);
    });
  });
  return image;
}

/** c with a = c b, where there is one. */
function multiple(a: number[][][], b: number[][][]): number | undefined {
  const [x, y] = [a.flat(2), b.flat(2)];
  let product = 0;
  let square = 0;
  y.forEach((yi, i) => {
    product += yi * x[i]!;
    square += yi * yi;
  });
  const factor = product / square;
  const off = Math.max(...x.map((xi, i) => Math.abs(xi - factor * y[i]!)));
  return off <= ZERO * Math.max(...x.map(Math.abs)) ? factor : undefined;
}
