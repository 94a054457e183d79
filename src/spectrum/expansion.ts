// Taylor series of eigenvalues, eigenvectors and tunnelling weights about an angle, exact to rounding.
//
// In the eigenbasis of H_0 the n-th eigenvector is the series c_0 + c_1 h + ..., c_0 = e_n, with
//   (H_0 - E_0) c_k = -sum_(j=1..k) (H_j - E_j) c_(k-j),   E_k = e_n . (sum_(j=1..k) H_j c_(k-j) - sum_(0<j<k) E_j c_(k-j)),
// its component along e_n from the norm: sum_j c_j . c_(k-j) = 0.

import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { Untrustworthy } from "../device/errors.js";
import { expandAt, type Harmonics } from "../device/harmonics.js";
import { sineAndCosine } from "../numerics/elementary.js";
import type { TunnellingMatrix } from "./amplitudes.js";
import { type BlockKind, largestElement } from "./blocks.js";
import type { Wave } from "./hamiltonian.js";

/** The coefficients of the waves' Taylor series about theta: waves x (order + 1). */
export function waveSeries(waves: readonly Wave[], theta: number, order: number): Float64Array {
  const series = new Float64Array(waves.length * (order + 1));
  waves.forEach(({ harmonic, phase }, k) => {
    const { sine: s, cosine: c } = sineAndCosine(theta, harmonic);
    if (order === 0) {
      series[k] = phase === "cos" ? c : s;
      return;
    }
    // each derivative turns the phase by a quarter and brings a factor h
    const turns = phase === "cos" ? [c, -s, -c, s] : [s, c, -s, -c];
    let factor = 1;
    for (let n = 0; n <= order; n++) {
      if (n > 0) factor *= harmonic / n;
      series[k * (order + 1) + n] = factor * turns[n % 4]!;
    }
  });
  return series;
}

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
    for (let k = 0; k < this.length; k++) multiply(this.V, this.C[k]!, this.vectors[k]!, this.size);
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
    const decomposition = new EigenvalueDecomposition(new Matrix(rows), { assumeSymmetric: true });
    const values = decomposition.realEigenvalues; // ascending where the matrix is symmetric
    const vectors = decomposition.eigenvectorMatrix;
    for (let n = 0; n < size; n++) {
      energies[n * length] = values[n]!;
      if (n > 0 && !(values[n]! - values[n - 1]! > CROSSING * this.norm)) {
        throw new Untrustworthy(
          `two levels that hopping mixes cross at energy ${values[n]!}: their states are not defined there without ` +
            "coherences, which lowest-order rates leave out",
        );
      }
      for (let i = 0; i < size; i++) V[i * size + n] = vectors.get(i, n);
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
    C[0]!.fill(0);
    for (let n = 0; n < size; n++) C[0]![n * size + n] = 1;
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

/** C = A B */
function multiply(A: Float64Array, B: Float64Array, C: Float64Array, size: number): void {
  C.fill(0);
  addProduct(A, B, C, size);
}

/** C += A B */
function addProduct(A: Float64Array, B: Float64Array, C: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let m = 0; m < size; m++) {
      const a = A[i * size + m]!;
      if (a === 0) continue;
      for (let j = 0; j < size; j++) C[i * size + j]! += a * B[m * size + j]!;
    }
  }
}

/** One element of a tunnelling matrix as a series about the latest angle: sum_w values_w wave_w. */
interface Element {
  row: number;
  column: number;
  values: number[];
  series: Float64Array;
}

/** |<upper j|T|lower i>|^2 as series, from the latest expansions of the two blocks, times the rate where that moves. */
export class Weights {
  /** numbers that `write` writes */
  readonly count: number;
  private readonly rows: number;
  private readonly columns: number;
  private readonly length: number;
  private readonly elements: Element[];
  private readonly moving: boolean;
  /** coefficients of the elements' series that are not all zero */
  private readonly reach: number;
  private readonly waves: readonly Wave[];
  private readonly rate: Harmonics | undefined;
  /** T v of all lower vectors, and the amplitudes: [(row * (order + 1) + k) * columns + i], so that inner loops are long */
  private readonly image: Float64Array;
  private readonly amplitude: Float64Array;

  constructor(
    { elements, waves, rate }: TunnellingMatrix,
    private readonly lower: Eigenpairs,
    private readonly upper: Eigenpairs,
    order: number,
  ) {
    const [first] = elements;
    this.rows = first!.length;
    this.columns = first![0]!.length;
    this.length = order + 1;
    this.count = this.rows * this.columns * this.length;
    this.elements = first!.flatMap((line, row) =>
      line.flatMap((_, column) => {
        const values = elements.map((matrix) => matrix[row]![column]!);
        return values.every((x) => x === 0) ? [] : [{ row, column, values, series: new Float64Array(this.length) }];
      }),
    );
    this.waves = waves;
    this.rate = rate;
    this.moving = waves.some(({ harmonic }) => harmonic > 0);
    this.reach = this.moving ? this.length : 1;
    if (!this.moving) for (const { values, series } of this.elements) series[0] = values[0]!;
    this.image = new Float64Array(this.count);
    this.amplitude = new Float64Array(this.count);
  }

  /** Writes coefficient k of pair (j, i) to out[at + (j * lower size + i) * (order + 1) + k]. */
  write(out: Float64Array, at: number, theta: number): void {
    this.fillAmplitudes(theta);
    const { rows, columns, length, amplitude } = this;
    let next = at;
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const first = j * length * columns + i;
        for (let k = 0; k < length; k++) {
          let square = 0;
          for (let m = 0; m <= k; m++)
            square += amplitude[first + m * columns]! * amplitude[first + (k - m) * columns]!;
          out[next++] = square;
        }
      }
    }
    if (this.rate) multiplyBy(expandAt(this.rate, theta, length - 1), out, at, next);
  }

  /** <upper j|T|lower i> itself, at j * lower size + i. */
  amplitudes(theta: number): Float64Array {
    this.fillAmplitudes(theta);
    const { rows, columns, length, amplitude } = this;
    return Float64Array.from({ length: rows * columns }, (_, e) => {
      const j = Math.floor(e / columns);
      return amplitude[j * length * columns + (e % columns)]!;
    });
  }

  private fillElements(theta: number): void {
    const { elements, waves, length } = this;
    const w = waveSeries(waves, theta, length - 1);
    for (const { values, series } of elements) {
      series.fill(0);
      for (let v = 0; v < values.length; v++) {
        for (let k = 0; k < length; k++) series[k]! += values[v]! * w[v * length + k]!;
      }
    }
  }

  /** sum_(p+q+r=k) v_p(upper)^T T_r v_q(lower) */
  private fillAmplitudes(theta: number): void {
    const { rows, columns, length, image, amplitude, reach } = this;
    if (this.moving) this.fillElements(theta);
    const width = length * columns;
    image.fill(0);
    for (const { row, column, series } of this.elements) {
      for (let r = 0; r < reach; r++) {
        const value = series[r]!;
        for (let q = 0; q + r < length; q++) {
          const v = this.lower.vectors[q]!;
          const from = column * columns;
          const to = row * width + (q + r) * columns;
          for (let i = 0; i < columns; i++) image[to + i]! += value * v[from + i]!;
        }
      }
    }
    amplitude.fill(0);
    for (let p = 0; p < length; p++) {
      const u = this.upper.vectors[p]!;
      const shift = p * columns;
      for (let m = 0; m < rows; m++) {
        const from = m * width;
        for (let j = 0; j < rows; j++) {
          const x = u[m * rows + j]!;
          if (x === 0) continue;
          const to = j * width + shift;
          for (let t = 0; t < width - shift; t++) amplitude[to + t]! += x * image[from + t]!;
        }
      }
    }
  }
}

/** Multiplies the series that lie in out[from ... to] by another; their value stays >= 0 where the rate is rounding. */
function multiplyBy(rate: readonly number[], out: Float64Array, from: number, to: number): void {
  const length = rate.length;
  for (let at = from; at < to; at += length) {
    for (let k = length - 1; k >= 0; k--) {
      let sum = 0;
      for (let m = 0; m <= k; m++) sum += rate[m]! * out[at + k - m]!;
      out[at + k] = sum;
    }
    out[at] = Math.max(0, out[at]!);
  }
}
