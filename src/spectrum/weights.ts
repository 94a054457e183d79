// Taylor series of tunnelling weights about an angle, exact to rounding.

import { expandAt, type Harmonics } from "../device/harmonics.js";
import type { TunnellingMatrix } from "./amplitudes.js";
import type { Eigenpairs } from "./eigenpairs.js";
import { type Wave, waveSeries } from "./waves.js";

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
