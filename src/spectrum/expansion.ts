// Taylor series of eigenvalues, eigenvectors and tunnelling weights about an angle, exact to rounding.
//
// In the eigenbasis of H_0 the n-th eigenvector is the series c_0 + c_1 h + ..., c_0 = e_n, with
//   (H_0 - E_0) c_k = -sum_(j=1..k) (H_j - E_j) c_(k-j),   E_k = e_n . (sum_(j=1..k) H_j c_(k-j) - sum_(0<j<k) E_j c_(k-j)),
// its component along e_n from the norm: sum_j c_j . c_(k-j) = 0.

import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { Untrustworthy } from "../device/errors.js";
import type { TunnellingMatrix } from "./amplitudes.js";
import type { BlockKind } from "./blocks.js";
import type { Wave } from "./hamiltonian.js";

/** The coefficients of the waves' Taylor series about theta: waves x (order + 1). */
export function waveSeries(waves: readonly Wave[], theta: number, order: number): Float64Array {
  const series = new Float64Array(waves.length * (order + 1));
  waves.forEach(({ harmonic, phase }, k) => {
    const c = Math.cos(harmonic * theta);
    const s = Math.sin(harmonic * theta);
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

/** Eigenpairs of one kind of block, as series. */
export interface Eigenpairs {
  /** E[n * (order + 1) + k] */
  energies: Float64Array;
  /** vectors[k][i * size + n]: component i (of the block's basis) of eigenvector n, coefficient k */
  vectors: Float64Array[];
}

/** In-block neighbours closer than this, relative to the block's spread, cannot be told apart. */
const CROSSING = 1e-10;

export function eigenpairs({ size, family }: BlockKind, waves: Float64Array, order: number): Eigenpairs {
  const length = order + 1;
  const count = family.length;
  // H_k of the expansion in h, flat
  const H = Array.from({ length }, (_, k) => {
    const sum = new Float64Array(size * size);
    for (let w = 0; w < count; w++) {
      const factor = waves[w * length + k]!;
      if (factor === 0) continue;
      const matrix = family[w]!;
      for (let i = 0; i < size; i++) {
        const row = matrix[i]!;
        for (let j = 0; j < size; j++) sum[i * size + j]! += factor * row[j]!;
      }
    }
    return sum;
  });
  const energies = new Float64Array(size * length);
  if (size === 1) {
    for (let k = 0; k < length; k++) energies[k] = H[k]![0]!;
    return { energies, vectors: H.map((_, k) => Float64Array.of(k === 0 ? 1 : 0)) };
  }

  const V = diagonalise(H[0]!, size, energies, length);
  // everything else in the eigenbasis of H_0
  const rotated = H.map((matrix, k) => (k === 0 ? matrix : sandwich(V, matrix, size)));
  const C = Array.from({ length }, () => new Float64Array(size * size));
  for (let n = 0; n < size; n++) C[0]![n * size + n] = 1;
  for (let k = 1; k < length; k++) {
    const Ck = C[k]!;
    for (let n = 0; n < size; n++) {
      const En = n * length;
      for (let i = 0; i < size; i++) {
        let right = 0;
        for (let j = 1; j <= k; j++) {
          const Hj = rotated[j]!;
          const before = C[k - j]!;
          for (let m = 0; m < size; m++) right += Hj[i * size + m]! * before[m * size + n]!;
          if (j < k) right -= energies[En + j]! * before[i * size + n]!;
        }
        if (i === n) energies[En + k] = right;
        else Ck[i * size + n] = right / (energies[En]! - energies[i * length]!);
      }
      let norm = 0;
      for (let j = 1; j < k; j++) {
        for (let m = 0; m < size; m++) norm += C[j]![m * size + n]! * C[k - j]![m * size + n]!;
      }
      Ck[n * size + n] = -0.5 * norm;
    }
  }
  return { energies, vectors: C.map((matrix) => multiply(V, matrix, size)) };
}

/** Eigenvectors as columns; writes the eigenvalues, ascending, to every `stride`-th number. */
function diagonalise(H: Float64Array, size: number, energies: Float64Array, stride: number): Float64Array {
  const rows = Array.from({ length: size }, (_, i) => Array.from(H.subarray(i * size, (i + 1) * size)));
  const decomposition = new EigenvalueDecomposition(new Matrix(rows), { assumeSymmetric: true });
  const values = decomposition.realEigenvalues;
  const vectors = decomposition.eigenvectorMatrix;
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const spread = values[order[size - 1]!]! - values[order[0]!]!;
  const V = new Float64Array(size * size);
  order.forEach((from, n) => {
    energies[n * stride] = values[from]!;
    if (n > 0 && !(values[from]! - values[order[n - 1]!]! > CROSSING * spread)) {
      throw new Untrustworthy(
        `two levels that hopping mixes cross at energy ${values[from]!}: their states are not defined there without ` +
          "coherences, which lowest-order rates leave out",
      );
    }
    for (let i = 0; i < size; i++) V[i * size + n] = vectors.get(i, from);
  });
  return V;
}

function multiply(A: Float64Array, B: Float64Array, size: number): Float64Array {
  const C = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let m = 0; m < size; m++) {
      const a = A[i * size + m]!;
      if (a === 0) continue;
      for (let j = 0; j < size; j++) C[i * size + j]! += a * B[m * size + j]!;
    }
  }
  return C;
}

/** V^T H V */
function sandwich(V: Float64Array, H: Float64Array, size: number): Float64Array {
  const HV = multiply(H, V, size);
  const C = new Float64Array(size * size);
  for (let m = 0; m < size; m++) {
    for (let i = 0; i < size; i++) {
      const v = V[m * size + i]!;
      if (v === 0) continue;
      for (let j = 0; j < size; j++) C[i * size + j]! += v * HV[m * size + j]!;
    }
  }
  return C;
}

/**
 * |<upper j|T|lower i>|^2 as series into out[(j * lowerSize + i) * (order + 1) + k].
 */
export function weightSeries(
  { elements }: TunnellingMatrix,
  lower: Eigenpairs,
  upper: Eigenpairs,
  order: number,
  out: Float64Array,
): void {
  const length = order + 1;
  const rows = elements.length;
  const columns = elements[0]!.length;
  const amplitude = new Float64Array(rows * columns * length);
  // T v of every coefficient of the lower vectors
  const image = lower.vectors.map((v) => {
    const Tv = new Float64Array(rows * columns);
    for (let j = 0; j < rows; j++) {
      const row = elements[j]!;
      for (let m = 0; m < columns; m++) {
        const t = row[m]!;
        if (t === 0) continue;
        for (let i = 0; i < columns; i++) Tv[j * columns + i]! += t * v[m * columns + i]!;
      }
    }
    return Tv;
  });
  for (let p = 0; p < length; p++) {
    const u = upper.vectors[p]!;
    for (let q = 0; p + q < length; q++) {
      const Tv = image[q]!;
      for (let m = 0; m < rows; m++) {
        for (let j = 0; j < rows; j++) {
          const x = u[m * rows + j]!;
          if (x === 0) continue;
          for (let i = 0; i < columns; i++) {
            amplitude[(j * columns + i) * length + p + q]! += x * Tv[m * columns + i]!;
          }
        }
      }
    }
  }
  for (let e = 0; e < rows * columns; e++) {
    const at = e * length;
    for (let k = 0; k < length; k++) {
      let square = 0;
      for (let j = 0; j <= k; j++) square += amplitude[at + j]! * amplitude[at + k - j]!;
      out[at + k] = square;
    }
  }
}
