// Taylor series of energies and eigenvectors about the current angles, from those that the host found there. In the
// eigenbasis of H_0 the n-th eigenvector is the series c_0 + c_1 h + ..., c_0 = e_n, with
//   (H_0 - E_0) c_k = -sum_(j=1..k) (H_j - E_j) c_(k-j),   E_k = e_n . (sum_(j=1..k) H_j c_(k-j) - sum_(0<j<k) E_j c_(k-j)),
// its component along e_n from the norm: sum_j c_j . c_(k-j) = 0.

import { lanes } from "../memory/arena";
import { add, at, div, LANE_BYTES, mul, set, splat, sub } from "../numerics/lane";
import { addProduct } from "../numerics/products";
import { energy, length, seriesAt } from "./model";
import {
  addEntries,
  eigenvectors,
  entriesOf,
  firstLevelOf,
  kinds,
  largestSquare,
  sizeOf,
  squareOf,
  squares,
} from "./spectrum";

let mixing: usize = 0; // of all kinds: component i of c_k of vector n at (i * length + k) * size + n
let rotated: usize = 0; // H_k in the eigenbasis, matrix after matrix
let product: usize = 0;

/** Room for the series of all kinds; after layOutSpectrum. */
export function layOutEigenpairs(): void {
  mixing = lanes(squares * length);
  rotated = lanes(largestSquare * length);
  product = lanes(largestSquare);
}

/** The eigenvectors of a kind at the angles: size x size, vectors as columns. */
// @ts-ignore: decorator
@inline
export function eigenvectorsOf(kind: i32): usize {
  return eigenvectors + <usize>squareOf(kind) * LANE_BYTES;
}

/** c_k of a kind, from k = 0 on: rows are `length` times the size apart, neighbours in k the size. */
// @ts-ignore: decorator
@inline
export function mixingOf(kind: i32): usize {
  return mixing + <usize>(squareOf(kind) * length) * LANE_BYTES;
}

/** Fills the series of all kinds, whose entries come first. Returns where those of the matrices begin. */
export function fillEigenpairs<Lane>(): i32 {
  let entry = 0;
  for (let kind = 0; kind < kinds; ++kind) {
    rotate<Lane>(kind, entry);
    perturb<Lane>(kind);
    entry += entriesOf(kind);
  }
  return entry;
}

/** H_k of a kind in the eigenbasis, V^T H_k V, k > 0. */
function rotate<Lane>(kind: i32, entry: i32): void {
  const size = sizeOf(kind);
  const bytes = <usize>(size * size) * LANE_BYTES;
  const V = eigenvectorsOf(kind);
  memory.fill(rotated, 0, <usize>length * bytes);
  for (let k = 1; k < length; ++k) {
    memory.fill(product, 0, bytes);
    addEntries<Lane>(product, entry, entriesOf(kind), k, V, size);
    addProduct<Lane>(rotated + <usize>k * bytes, size, V, 1, size, product, size, size, size, size);
  }
}

/** The recurrences at the head of the file, all vectors of a kind at once. */
function perturb<Lane>(kind: i32): void {
  const size = sizeOf(kind);
  const bytes = <usize>(size * size) * LANE_BYTES;
  const row = length * size;
  const c = mixingOf(kind);
  const energies = seriesAt(energy, firstLevelOf(kind));
  for (let i = 0; i < size; ++i) {
    for (let n = 0; n < size; ++n) set<Lane>(c, i * row + n, splat<Lane>(i == n ? 1.0 : 0.0));
  }
  for (let k = 1; k < length; ++k) {
    // sum_(j=1..k) H_j c_(k-j) - sum_(0<j<k) E_j c_(k-j); the term j = k is H_k itself
    memory.copy(product, rotated + <usize>k * bytes, bytes);
    for (let j = 1; j < k; ++j) {
      const before = c + <usize>((k - j) * size) * LANE_BYTES;
      addProduct<Lane>(product, size, rotated + <usize>j * bytes, size, 1, before, row, size, size, size);
      for (let i = 0; i < size; ++i) {
        for (let n = 0; n < size; ++n) {
          const shifted = mul<Lane>(at<Lane>(energies, n * length + j), at<Lane>(before, i * row + n));
          set<Lane>(product, i * size + n, sub<Lane>(at<Lane>(product, i * size + n), shifted));
        }
      }
    }
    for (let n = 0; n < size; ++n) set<Lane>(energies, n * length + k, at<Lane>(product, n * size + n));
    const ck = c + <usize>(k * size) * LANE_BYTES;
    for (let i = 0; i < size; ++i) {
      const E = at<Lane>(energies, i * length);
      for (let n = 0; n < size; ++n) {
        const gap = sub<Lane>(at<Lane>(energies, n * length), E);
        const component = i == n ? alongItself<Lane>(c, n, size, k) : div<Lane>(at<Lane>(product, i * size + n), gap);
        set<Lane>(ck, i * row + n, component);
      }
    }
  }
}

/** The component of c_k along e_n, -1/2 sum_(0<j<k) c_j . c_(k-j). */
function alongItself<Lane>(c: usize, n: i32, size: i32, k: i32): Lane {
  let sum = splat<Lane>(0.0);
  for (let m = 0; m < size; ++m) {
    const component = m * length * size + n;
    for (let j = 1; j < k; ++j) {
      sum = add<Lane>(sum, mul<Lane>(at<Lane>(c, component + j * size), at<Lane>(c, component + (k - j) * size)));
    }
  }
  return mul<Lane>(splat<Lane>(-0.5), sum);
}
