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

/** What is smaller, relative to the largest element, is rounding. */
const ZERO = 1e-12;

export function passagesOf(
  space: FockSpace,
  kinds: readonly BlockKind[],
  blocks: readonly Block[],
  contacts: readonly Contact[],
): { matrices: TunnellingMatrix[]; passages: Passage[] } {
  const found = new Matrices();
  const passages: Passage[] = [];
  const bases = blocks.map(({ basis }) => basis.map(sparse));
  contacts.forEach((contact, index) => {
    const { spin, rate } = contact;
    const terms = termsOf(contact);
    const waves = terms.map(({ wave }) => wave);
    const motion = JSON.stringify([waves, rate]);
    blocks.forEach((lower, lowerIndex) => {
      const reached = (upper: Block): boolean =>
        upper.charge === lower.charge + 1 && upper.spin === lower.spin + (spin === "up" ? 1 : -1);
      if (!blocks.some(reached)) return;
      // the images of the basis under A+, once for all upper blocks
      const images = terms.map(({ factors }) => lower.basis.map((v) => applied(space, spin, factors, 1, v)));
      blocks.forEach((upper, upperIndex) => {
        if (!reached(upper)) return;
        const elements = images.map((columns) =>
          bases[upperIndex]!.map((v) => columns.map((image) => along(v, image))),
        );
        const matrix = { lower: lower.kind, upper: upper.kind, waves, elements, ...(rate ? { rate } : {}) };
        const place = found.place(matrix, motion);
        if (place) passages.push({ lower: lowerIndex, upper: upperIndex, contact: index, ...place });
      });
    });
  });
  return { matrices: found.matrices, passages };
}

/** Tunnelling matrices as they are found, those that are multiples of each other once. */
class Matrices {
  readonly matrices: TunnellingMatrix[] = [];
  /** by what multiples have in common */
  private readonly known = new Map<string, { matrix: number; elements: Float64Array }[]>();

  /**
   * Which multiple of which one a matrix is; nothing where it is zero.
   *
   * @param motion tells waves and rate
   */
  place(candidate: TunnellingMatrix, motion: string): Pick<Passage, "matrix" | "factor"> | undefined {
    const elements = Float64Array.from(candidate.elements.flat(2));
    const largest = elements.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    if (!(largest > ZERO)) return undefined;
    const key = `${candidate.lower} ${candidate.upper} ${motion}`;
    const alike = this.known.get(key) ?? [];
    this.known.set(key, alike);
    for (const { matrix, elements: other } of alike) {
      const factor = multiple(elements, other, ZERO * largest);
      if (factor !== undefined) return { matrix, factor };
    }
    const clean = candidate.elements.map((rows) =>
      rows.map((row) => row.map((x) => (Math.abs(x) > ZERO * largest ? x : 0))),
    );
    const matrix = this.matrices.push({ ...candidate, elements: clean }) - 1;
    alike.push({ matrix, elements });
    return { matrix, factor: 1 };
  }
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

/** A vector by its elements that are not zero. */
interface Sparse {
  at: number[];
  values: number[];
}

function sparse(v: readonly number[]): Sparse {
  const at = [...v.keys()].filter((i) => v[i] !== 0);
  return { at, values: at.map((i) => v[i]!) };
}

/** v . image */
function along({ at, values }: Sparse, image: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < at.length; i++) sum += values[i]! * image[at[i]!]!;
  return sum;
}

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

/** c with a = c b, where there is one to a tolerance. */
function multiple(a: Float64Array, b: Float64Array, tolerance: number): number | undefined {
  let product = 0;
  let square = 0;
  for (let i = 0; i < b.length; i++) {
    product += b[i]! * a[i]!;
    square += b[i]! * b[i]!;
  }
  const factor = product / square;
  for (let i = 0; i < b.length; i++) if (Math.abs(a[i]! - factor * b[i]!) > tolerance) return undefined;
  return factor;
}
