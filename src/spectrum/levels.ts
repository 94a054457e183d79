// Energies of a block along the path where nobody asks for its states.

import { symmetricEigenvalues } from "../numerics/symmetricEigenvalues.js";
import type { BlockKind } from "./blocks.js";

/** The energies of one kind of block. */
export class Levels {
  private readonly entries: { at: number; values: number[] }[];
  private readonly H: Float64Array;

  constructor(private readonly kind: BlockKind) {
    const { size, family } = kind;
    this.H = new Float64Array(size * size);
    this.entries = [...this.H.keys()]
      .map((at) => ({ at, values: family.map((matrix) => matrix[Math.floor(at / size)]![at % size]!) }))
      .filter(({ values }) => values.some((x) => x !== 0));
  }

  /**
   * Ascending.
   *
   * @param waves of waveSeries, to order 0
   */
  at(waves: Float64Array): Float64Array {
    const { H, entries, kind } = this;
    H.fill(0);
    for (const { at, values } of entries) {
      let sum = 0;
      for (let w = 0; w < values.length; w++) sum += values[w]! * waves[w]!;
      H[at] = sum;
    }
    return symmetricEigenvalues(H, kind.size);
  }
}
