// The field in which rotors move: a force that depends on the place and, as a series, on the velocities, and its noise.
// Rotors and ensembles move in it alike whoever filled it, electrons or a closed form.

import { refuse } from "../errors.js";
import { interpolateOnGrid } from "../numerics/interpolation.js";

export interface FieldShape {
  /** uniformly spaced values 2 pi i / n of every coordinate, 6 at least: one number a coordinate */
  points: readonly number[];
  /** highest power of the velocities together */
  order: number;
  /** whether the strength of the noise is known */
  noise: boolean;
}

/** What fills a field at a place: see Field.coefficients and Field.noise. */
export interface FieldAt {
  coefficients: readonly (readonly number[])[];
  noise?: readonly (readonly number[])[];
}

/** Coordinates are angles, all functions of them 2 pi-periodic; between places the six nearest of each are interpolated. */
export class Field {
  readonly points: readonly number[];
  readonly order: number;
  readonly noisy: boolean;
  readonly coordinates: number;
  /**
   * Powers of the velocities, one number a velocity, in the order of the coefficients: all that sum up to `order` or
   * less, in lexicographic order. For one coordinate 0 ... order.
   */
  readonly powers: readonly (readonly number[])[];
  /** numbers a row */
  readonly width: number;

  /**
   * @param rows a row a place, the last coordinate fastest: for every coordinate the coefficients of its force, then where
   *   there is noise the matrix D row by row
   */
  constructor(
    { points, order, noise }: FieldShape,
    readonly rows: Float64Array,
  ) {
    this.points = points;
    this.order = order;
    this.noisy = noise;
    this.coordinates = points.length;
    this.powers = powersOf(points.length, order);
    this.width = widthOf({ points, order, noise });
    const length = lengthOf({ points, order, noise });
    if (rows.length !== length) refuse("rows", rows.length, `${length} numbers for a field of this shape`);
  }

  /** A field of any number of coordinates. */
  static over(shape: FieldShape, fill: (place: number[]) => FieldAt): Field {
    const rows = new Float64Array(lengthOf(shape));
    const width = widthOf(shape);
    for (let i = 0; i < rows.length / width; i++) {
      const { coefficients, noise = [] } = fill(placeOf(shape.points, i));
      const row = [...coefficients.flat(), ...noise.flat()];
      if (row.length !== width) refuse("fill", `${row.length} numbers`, `${width}, force and noise as at every place`);
      rows.set(row, i * width);
    }
    return new Field(shape, rows);
  }

  /**
   * A field of one coordinate.
   *
   * @param fill f^(0) ... f^(order) at an angle, and D where the noise is known: at every angle or at none
   */
  static along(points: number, order: number, fill: (theta: number) => { F: readonly number[]; D?: number }): Field {
    const first = fill(0);
    const shape = { points: [points], order, noise: first.D !== undefined };
    return Field.over(shape, ([theta]) => {
      const { F, D } = theta === 0 ? first : fill(theta!);
      return { coefficients: [F], ...(D === undefined ? {} : { noise: [[D]] }) };
    });
  }

  /** The force on every coordinate: its entry a is the sum over the powers of coefficients[a] times the velocities to them. */
  force(place: readonly number[], velocity: readonly number[]): number[] {
    return this.points.map((_, a) => {
      const { rows, width, order, points } = this;
      const first = a * this.powers.length;
      return interpolateOnGrid((i) => polynomial(rows, i * width + first, velocity, order), points, place);
    });
  }

  /** Coefficients of the force on every coordinate, in the order of `powers`. */
  coefficients(place: readonly number[]): number[][] {
    return this.points.map((_, a) =>
      this.powers.map((_, k) => this.between(place, (row) => this.rows[row + a * this.powers.length + k]!)),
    );
  }

  /**
   * The symmetric matrix D of the noise, <xi_a(t) xi_b(t')> = 2 D_ab delta(t - t') (Eq. 7).
   *
   * @throws InvalidInput where it is not known
   */
  noise(place: readonly number[]): number[][] {
    this.needNoise();
    const first = this.coordinates * this.powers.length;
    return this.points.map((_, a) =>
      this.points.map((_, b) => this.between(place, (row) => this.rows[row + first + a * this.coordinates + b]!)),
    );
  }

  /** Refuses a field whose noise is not known. */
  needNoise(): void {
    if (!this.noisy) refuse("field", "a force without its noise", "force and noise, under which rotors diffuse");
  }

  /** Refuses a field of several coordinates, in which no rotor moves. */
  needOneCoordinate(): void {
    if (this.coordinates !== 1) {
      refuse("field", `${this.coordinates} coordinates`, "one coordinate, the angle of a rotor");
    }
  }

  /** Angles at which a rotor's field is known; refuses a field of several coordinates. */
  get angles(): number {
    this.needOneCoordinate();
    return this.points[0]!;
  }

  /** @param value from where a row begins */
  private between(place: readonly number[], value: (row: number) => number): number {
    return interpolateOnGrid((i) => value(i * this.width), this.points, place);
  }
}

/** Numbers a row of a field. */
const widthOf = ({ points, order, noise }: FieldShape): number =>
  points.length * powerCount(points.length, order) + (noise ? points.length ** 2 : 0);

/** Numbers of all rows. */
function lengthOf(shape: FieldShape): number {
  if (!shape.points.every((n) => Number.isInteger(n) && n >= 6)) refuse("points", shape.points, "integers >= 6");
  return shape.points.reduce((product, n) => product * n, widthOf(shape));
}

/** Where the i-th row lies. */
function placeOf(points: readonly number[], i: number): number[] {
  const place: number[] = [];
  for (let left = i, a = points.length - 1; a >= 0; a--) {
    place.unshift((2 * Math.PI * (left % points[a]!)) / points[a]!);
    left = Math.floor(left / points[a]!);
  }
  return place;
}

function powersOf(velocities: number, order: number): number[][] {
  if (velocities === 0) return [[]];
  return Array.from({ length: order + 1 }, (_, k) =>
    powersOf(velocities - 1, order - k).map((rest) => [k, ...rest]),
  ).flat();
}

/** How many those are: the binomial coefficient of order + velocities over velocities. */
function powerCount(velocities: number, order: number): number {
  let count = 1;
  for (let i = 1; i <= velocities; i++) count = (count * (order + i)) / i;
  return count;
}

/** A polynomial in the velocities from one on, its coefficients beginning at `first`: Horner's rule, velocity by velocity. */
function polynomial(c: Float64Array, first: number, velocity: readonly number[], order: number, from = 0): number {
  const x = velocity[from]!;
  const others = velocity.length - from - 1;
  if (others === 0) return horner(c, first, x, order);
  let sum = 0;
  let at = first + powerCount(others + 1, order);
  for (let k = order; k >= 0; k--) {
    at -= powerCount(others, order - k);
    sum = sum * x + polynomial(c, at, velocity, order - k, from + 1);
  }
  return sum;
}

/** sum_k c_k x^k, c_0 at `first` */
export function horner(c: Float64Array, first: number, x: number, order: number): number {
  let sum = 0;
  for (let k = order; k >= 0; k--) sum = sum * x + c[first + k]!;
  return sum;
}
