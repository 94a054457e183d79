// Taylor series of eigenvalues and eigenvectors about an angle, exact to rounding.
//
// In the eigenbasis of H_0 the n-th eigenvector is the series c_0 + c_1 h + ..., c_0 = e_n, with
//   (H_0 - E_0) c_k = -sum_(j=1..k) (H_j - E_j) c_(k-j),   E_k = e_n . (sum_(j=1..k) H_j c_(k-j) - sum_(0<j<k) E_j c_(k-j)),
// its component along e_n from the norm: sum_j c_j . c_(k-j) = 0.

import { Untrustworthy } from "../errors.js";
import { symmetricEigenpairs } from "../numerics/eigenvalues.js";
import { addProduct, multiply } from "../numerics/squareMatrix.js";
import type { BlockKind } from "./blocks.js";
import { largestElement } from "./family.js";

/** In-block neighbours closer than this, relative to the largest matrix element along the path, cannot be told apart. */
const CROSSING = 1e-13;

/**
 * Eigenpairs of one kind of block, as series about the latest angle. Scratch is allocated once: this is the inner loop of
 * a general device.
 */
export class Eigenpairs {
  /** E[n * (order + 1) + k] */
  readonly energies: Float64Array;
  /** vectors[k][i * size + n]: component i (of the block's basis) of eigenvector n, coefficient k */
  readonly vectors: Float64Array[];
  readonly size: number;
  private readonly length: number;
  /** entries that are not zero, wave by wave: place in the matrix and value */
  private readonly entries: { at: Int32Array; value: Float64Array }[];
  private readonly H: Float64Array[];
  private readonly V: Float64Array;
  /** H_k, then C_k, in the eigenbasis of H_0 */
  private readonly rotated: Float64Array[];
  private readonly C: Float64Array[];
  private readonly product: Float64Array;
  private readonly rows: number[][];
  private readonly norm: number;

  constructor({ size, family }: BlockKind, order: number) {
    const square = (): Float64Array => new Float64Array(size * size);
    const squares = (): Float64Array[] => Array.from({ length: order + 1 }, square);
    this.size = size;
    this.length = order + 1;
    this.energies = new Float64Array(size * (order + 1));
    this.vectors = squares();
    this.entries = family.map((matrix) => {
      const flat = matrix.flat();
      const at = flat.flatMap((x, i) => (x === 0 ? [] : [i]));
      return { at: Int32Array.from(at), value: Float64Array.from(at, (i) => flat[i]!) };
    });
    this.H = squares();
    this.V = square();
    this.rotated = squares();
    this.C = squares();
    this.product = square();
    this.rows = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    this.norm = largestElement(family);
    // c_0 = e_n
    for (let n = 0; n < size; n++) this.C[0]![n * size + n] = 1;
    if (size === 1) this.vectors[0]![0] = 1;
  }

  /** @param waves of waveSeries, to this order */
  expand(waves: Float64Array): this {
    this.sumFamily(waves);
    if (this.size === 1) {
      for (let k = 0; k < this.length; k++) this.energies[k] = this.H[k]![0]!;
      return this;
    }
    this.diagonalise();
    for (let k = 1; k < this.length; k++) this.sandwich(this.H[k]!, this.rotated[k]!);
    this.perturb();
    this.vectors[0]!.set(this.V);
    for (let k = 1; k < this.length; k++) multiply(this.V, this.C[k]!, this.vectors[k]!, this.size);
    return this;
  }

  /** H_k of the expansion in h */
  private sumFamily(waves: Float64Array): void {
    const { length, entries } = this;
    for (let k = 0; k < length; k++) {
      const H = this.H[k]!;
      H.fill(0);
      for (let w = 0; w < entries.length; w++) {
        const factor = waves[w * length + k]!;
        if (factor === 0) continue;
        const { at, value } = entries[w]!;
        for (let e = 0; e < at.length; e++) H[at[e]!]! += factor * value[e]!;
      }
    }
  }

  /** Eigenvectors as columns of V, eigenvalues ascending. */
  private diagonalise(): void {
    const { size, rows, V, energies, length } = this;
    const H = this.H[0]!;
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) rows[i]![j] = H[i * size + j]!;
    const { values, vectors } = symmetricEigenpairs(rows);
    for (let n = 0; n < size; n++) {
      energies[n * length] = values[n]!;
      if (n > 0 && !(values[n]! - values[n - 1]! > CROSSING * this.norm)) {
        throw new Untrustworthy(
          `two levels that hopping mixes cross at energy ${values[n]!}: their states are not defined there without ` +
            "coherences, which lowest-order rates leave out",
        );
      }
      for (let i = 0; i < size; i++) V[i * size + n] = vectors[i]![n]!;
    }
  }

  /** C = V^T H V */
  private sandwich(H: Float64Array, C: Float64Array): void {
    const { size, V, product } = this;
    multiply(H, V, product, size);
    C.fill(0);
    for (let m = 0; m < size; m++) {
      for (let i = 0; i < size; i++) {
        const v = V[m * size + i]!;
        for (let j = 0; j < size; j++) C[i * size + j]! += v * product[m * size + j]!;
      }
    }
  }

  /** The recurrences at the head of the file, all eigenvectors at once. */
  private perturb(): void {
    const { size, length, energies, C, rotated, product } = this;
    for (let k = 1; k < length; k++) {
      // sum_(j=1..k) H_j c_(k-j) - sum_(0<j<k) E_j c_(k-j); the term j = k is H_k itself
      const right = product;
      right.set(rotated[k]!);
      for (let j = 1; j < k; j++) {
        const before = C[k - j]!;
        addProduct(rotated[j]!, before, right, size);
        for (let n = 0; n < size; n++) {
          const E = energies[n * length + j]!;
          for (let i = 0; i < size; i++) right[i * size + n]! -= E * before[i * size + n]!;
        }
      }
      const Ck = C[k]!;
      for (let n = 0; n < size; n++) {
        energies[n * length + k] = right[n * size + n]!;
        const E = energies[n * length]!;
        for (let i = 0; i < size; i++) {
          if (i !== n) Ck[i * size + n] = right[i * size + n]! / (E - energies[i * length]!);
        }
        let norm = 0;
        for (let j = 1; j < k; j++) {
          const a = C[j]!;
          const b = C[k - j]!;
          for (let m = 0; m < size; m++) norm += a[m * size + n]! * b[m * size + n]!;
        }
        Ck[n * size + n] = -0.5 * norm;
      }
    }
  }
}
