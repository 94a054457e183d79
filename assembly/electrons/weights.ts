// Taylor series of the tunnelling weights |<upper j|T|lower i>|^2 about the current angles, times what moves the rates.
// In the eigenbases at the angles, with the vectors' series of eigenpairs.ts,
//   a_k = sum_(p+q+r=k) c_p(upper)^T (U^T T_r V) c_q(lower),   w_k = sum_m a_m a_(k-m).

import { lanes } from "../memory/arena";
import { add, at, increase, larger, LANE_BYTES, mul, set, splat } from "../numerics/lane";
import { addProduct } from "../numerics/products";
import { convolution } from "../numerics/series";
import { eigenvectorsOf, mixingOf } from "./eigenpairs";
import { length, seriesAt, weight } from "./model";
import { addEntries, entryAt, largestSquare, matrices, matrixAt, sizeOf } from "./spectrum";

let image: usize = 0; // T v: of row j, order k, vector i at (j * length + k) * columns + i, so that inner loops are long
let amplitude: usize = 0; // in the same order
let half: usize = 0; // T_r V
let elements: usize = 0; // U^T T_r V
let rate: usize = 0; // series
let unmoved: usize = 0; // series of a weight before the rate

/** Room for the largest matrix; after layOutSpectrum. */
export function layOutWeights(): void {
  image = lanes(largestSquare * length);
  amplitude = lanes(largestSquare * length);
  half = lanes(largestSquare);
  elements = lanes(largestSquare);
  rate = lanes(length);
  unmoved = lanes(length);
}

/** Fills the weights of all matrices, whose entries begin at `entry`. */
export function fillWeights<Lane>(entry: i32): void {
  let next = weight;
  for (let matrix = 0; matrix < matrices; ++matrix) {
    const rows = sizeOf(matrixAt(matrix, 1));
    const columns = sizeOf(matrixAt(matrix, 0));
    fillAmplitudes<Lane>(matrix, entry, rows, columns);
    entry += matrixAt(matrix, 3);
    square<Lane>(next, rows, columns);
    const count = matrixAt(matrix, 4);
    if (count > 0) multiplyByRate<Lane>(next, rows * columns, entry, count);
    entry += count;
    next += <usize>(rows * columns * length) * LANE_BYTES;
  }
}

function fillAmplitudes<Lane>(matrix: i32, entry: i32, rows: i32, columns: i32): void {
  const lower = matrixAt(matrix, 0);
  const upper = matrixAt(matrix, 1);
  const reach = matrixAt(matrix, 2) ? length : 1;
  const width = length * columns;
  const order = <usize>columns * LANE_BYTES; // from an order to the next
  const bytes = <usize>(rows * columns) * LANE_BYTES;
  memory.fill(image, 0, <usize>length * bytes);
  for (let r = 0; r < reach; ++r) {
    memory.fill(half, 0, bytes);
    memory.fill(elements, 0, bytes);
    addEntries<Lane>(half, entry, matrixAt(matrix, 3), r, eigenvectorsOf(lower), columns);
    addProduct<Lane>(elements, columns, eigenvectorsOf(upper), 1, rows, half, columns, rows, rows, columns);
    const to = image + <usize>r * order;
    for (let j = 0; j < rows; ++j) {
      for (let i = 0; i < columns; ++i) increase<Lane>(to, j * width + i, at<Lane>(elements, j * columns + i));
    }
    const rest = (length - 1 - r) * columns;
    addProduct<Lane>(to + order, width, elements, columns, 1, mixingOf(lower) + order, width, rows, columns, rest);
  }
  memory.copy(amplitude, image, <usize>length * bytes);
  for (let p = 1; p < length; ++p) {
    const c = mixingOf(upper) + <usize>(p * rows) * LANE_BYTES;
    const rest = (length - p) * columns;
    addProduct<Lane>(amplitude + <usize>p * order, width, c, 1, length * rows, image, width, rows, rows, rest);
  }
}

/** Writes the squares of the amplitudes as series, one after the other. */
function square<Lane>(out: usize, rows: i32, columns: i32): void {
  for (let j = 0; j < rows; ++j) {
    for (let i = 0; i < columns; ++i) {
      const a = amplitude + <usize>(j * length * columns + i) * LANE_BYTES;
      for (let k = 0; k < length; ++k) {
        let sum = splat<Lane>(0.0);
        for (let m = 0; m <= k; ++m) {
          sum = add<Lane>(sum, mul<Lane>(at<Lane>(a, m * columns), at<Lane>(a, (k - m) * columns)));
        }
        set<Lane>(out, (j * columns + i) * length + k, sum);
      }
    }
  }
}

/** Multiplies series by that of `count` entries; their value stays >= 0 where the rate is rounding. */
function multiplyByRate<Lane>(series: usize, times: i32, entry: i32, count: i32): void {
  for (let k = 0; k < length; ++k) {
    let sum = splat<Lane>(0.0);
    for (let e = entry; e < entry + count; ++e) sum = add<Lane>(sum, entryAt<Lane>(e, k));
    set<Lane>(rate, k, sum);
  }
  for (let n = 0; n < times; ++n) {
    const w = series + <usize>(n * length) * LANE_BYTES;
    memory.copy(unmoved, w, <usize>length * LANE_BYTES);
    for (let k = 0; k < length; ++k) set<Lane>(w, k, convolution<Lane>(rate, unmoved, 0, k, k));
    set<Lane>(w, 0, larger<Lane>(at<Lane>(w, 0), splat<Lane>(0.0)));
  }
}
