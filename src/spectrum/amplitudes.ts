// <upper|d+_l,s|lower> between blocks. Many of these matrices are multiples of each other (the members of a spin
// multiplet, equal dots); each set of multiples is one "tunnelling matrix", whose elements between eigenstates are
// computed once.

import type { Block, BlockKind } from "./blocks.js";
import { type FockSpace, sign } from "./fock.js";

/** T_ij between the bases of two kinds of blocks. */
export interface TunnellingMatrix {
  lower: number;
  upper: number;
  /** elements[j][i]: row of the upper, column of the lower kind */
  elements: number[][];
}

/** d+_mode between two blocks: factor times a tunnelling matrix. */
export interface Passage {
  lower: number;
  upper: number;
  mode: number;
  matrix: number;
  factor: number;
}

const ZERO = 1e-12;

export function passagesOf(
  { modes, patterns, position }: FockSpace,
  kinds: readonly BlockKind[],
  blocks: readonly Block[],
): { matrices: TunnellingMatrix[]; passages: Passage[] } {
  const matrices: TunnellingMatrix[] = [];
  const passages: Passage[] = [];
  modes.forEach(({ spin }, mode) => {
    blocks.forEach((lower, lowerIndex) => {
      // the images of the basis under d+, once for all upper blocks
      const images = lower.basis.map((v) => {
        const image = new Array<number>(v.length).fill(0);
        v.forEach((x, s) => {
          const pattern = patterns[s]!;
          const to = (pattern >> mode) & 1 ? undefined : position.get(pattern | (1 << mode));
          if (x !== 0 && to !== undefined) image[to] = x * sign(pattern, mode);
        });
        return image;
      });
      blocks.forEach((upper, upperIndex) => {
        if (upper.charge !== lower.charge + 1 || upper.spin !== lower.spin + (spin === "up" ? 1 : -1)) return;
        const elements = upper.basis.map((v) => images.map((image) => image.reduce((sum, x, s) => sum + x * v[s]!, 0)));
        const largest = Math.max(...elements.flat().map(Math.abs));
        if (!(largest > ZERO)) return;
        const at = { lower: lowerIndex, upper: upperIndex, mode };
        for (const [matrix, known] of matrices.entries()) {
          if (known.lower !== lower.kind || known.upper !== upper.kind) continue;
          const factor = multiple(elements, known.elements);
          if (factor === undefined) continue;
          passages.push({ ...at, matrix, factor });
          return;
        }
        const clean = elements.map((row) => row.map((x) => (Math.abs(x) > ZERO * largest ? x : 0)));
        const matrix = matrices.push({ lower: lower.kind, upper: upper.kind, elements: clean }) - 1;
        passages.push({ ...at, matrix, factor: 1 });
      });
    });
  });
  return { matrices, passages };
}

/** c with a = c b, where there is one. */
function multiple(a: number[][], b: number[][]): number | undefined {
  let product = 0;
  let square = 0;
  b.forEach((row, j) =>
    row.forEach((x, i) => {
      product += x * a[j]![i]!;
      square += x * x;
    }),
  );
  const factor = product / square;
  const off = Math.max(...a.flatMap((row, j) => row.map((x, i) => Math.abs(x - factor * b[j]![i]!))));
  return off <= ZERO ? factor : undefined;
}
