// A quantity along the closed path: a Fourier series in the rotor angle.

import { sineAndCosine } from "../numerics/elementary.js";

/** value(theta) = const + sum_(h>=1) cos[h-1] cos(h theta) + sin[h-1] sin(h theta) */
export interface Harmonics {
  const: number;
  cos: number[];
  sin: number[];
  /**
   * where the series was interpolated from samples: the largest coefficient of its upper half over the largest of all.
   * Samples that resolve the path leave 1e-12 or less.
   */
  truncation?: number;
}

export function constant(value: number): Harmonics {
  return { const: value, cos: [], sin: [] };
}

/** The highest harmonic. */
export function highest({ cos, sin }: Harmonics): number {
  return Math.max(cos.length, sin.length);
}

/** The value at an angle: the real part of a polynomial in exp(i theta). */
export function valueAt({ const: mean, cos, sin }: Harmonics, theta: number): number {
  const { cosine: c, sine: s } = sineAndCosine(theta);
  let [re, im] = [0, 0];
  for (let h = Math.max(cos.length, sin.length); h >= 1; h--) {
    const [a, b] = [re + (cos[h - 1] ?? 0), im - (sin[h - 1] ?? 0)];
    [re, im] = [a * c - b * s, a * s + b * c];
  }
  return mean + re;
}

/** Of one harmonic. Not Math.hypot, whose last bit hosts disagree on: slopes of paths set the steps of seeded motions. */
const amplitude = (cos: number, sin: number): number => Math.sqrt(cos * cos + sin * sin);

/** An upper bound of |d/dtheta|. */
export function steepest(series: Harmonics): number {
  return derivativeBound(series, 1);
}

/** An upper bound of |d^2/dtheta^2|. */
export function bend(series: Harmonics): number {
  return derivativeBound(series, 2);
}

/** sum_h h^n sqrt(cos_h^2 + sin_h^2): no n-th derivative is larger. */
function derivativeBound({ cos, sin }: Harmonics, n: number): number {
  let bound = 0;
  for (let h = 1; h <= Math.max(cos.length, sin.length); h++) {
    bound += h ** n * amplitude(cos[h - 1] ?? 0, sin[h - 1] ?? 0);
  }
  return bound;
}

/** Whether every coefficient is zero. */
export function isZero({ const: c, cos, sin }: Harmonics): boolean {
  return [c, ...cos, ...sin].every((x) => x === 0);
}

/** Whether anything depends on the angle. */
export function moves({ cos, sin }: Harmonics): boolean {
  return [...cos, ...sin].some((x) => x !== 0);
}

/** Whether two series have the same values. */
export function equal(a: Harmonics, b: Harmonics): boolean {
  const waves = Array.from({ length: Math.max(highest(a), highest(b)) }, (_, i) => i);
  const same = (x: number | undefined, y: number | undefined): boolean => (x ?? 0) === (y ?? 0);
  return a.const === b.const && waves.every((i) => same(a.cos[i], b.cos[i]) && same(a.sin[i], b.sin[i]));
}

/** The series times a number. */
export function scaled(factor: number, { const: c, cos, sin }: Harmonics): Harmonics {
  return { const: factor * c, cos: cos.map((x) => factor * x), sin: sin.map((x) => factor * x) };
}

/** The mean of the square over all angles. */
export function meanSquare({ const: c, cos, sin }: Harmonics): number {
  return [...cos, ...sin].reduce((sum, x) => sum + (x * x) / 2, c * c);
}

/** No value is larger in size. */
export function largest(series: Harmonics): number {
  return Math.abs(series.const) + derivativeBound(series, 0);
}

/** Taylor coefficients about an angle: [k] is that of h^k. */
export function expandAt({ const: c, cos, sin }: Harmonics, theta: number, order: number): number[] {
  const series = Array.from({ length: order + 1 }, (_, k) => (k === 0 ? c : 0));
  for (let h = 1; h <= Math.max(cos.length, sin.length); h++) {
    const [a, b] = [cos[h - 1] ?? 0, sin[h - 1] ?? 0];
    if (a === 0 && b === 0) continue;
    const { sine: y, cosine: x } = sineAndCosine(theta, h);
    // the derivative of a cos + b sin is h times b cos - a sin
    let [p, q] = [a, b];
    for (let k = 0; k <= order; k++) {
      series[k]! += p * x + q * y;
      [p, q] = [(h * q) / (k + 1), (-h * p) / (k + 1)];
    }
  }
  return series;
}

/** What is rounding of a zero, relative to the largest that the values can be. */
const ROUNDING = 1e-12;

/** Intervals this short, as a part of the shortest period, hold nothing between what was looked at. */
const SHORTEST = 1e-7;

/**
 * Where a series is below zero, with its value there; undefined where it is nowhere. No grid that could miss a dip: an
 * interval is done with when its quadratic expansion, less what the third derivative can take off, is not negative.
 */
export function negativeAt(series: Harmonics): { theta: number; value: number } | undefined {
  const rounding = ROUNDING * largest(series);
  if (series.const - derivativeBound(series, 0) >= -rounding) return undefined;
  const third = derivativeBound(series, 3);
  const count = 4 * Math.max(2, highest(series));
  const shortest = (SHORTEST * 2 * Math.PI) / count;
  let pieces = Array.from({ length: count }, (_, i) => (2 * Math.PI * (i + 0.5)) / count);
  for (let half = Math.PI / count; pieces.length > 0 && half > shortest; half /= 2) {
    const looked = pieces.map((theta) => ({ theta, taylor: expandAt(series, theta, 2) }));
    const lowest = looked.reduce((a, b) => (b.taylor[0]! < a.taylor[0]! ? b : a));
    if (lowest.taylor[0]! < -rounding) return descended(series, lowest.theta);
    const doubtful = looked.filter(
      ({ taylor }) => lowestOnInterval(taylor, half) - (third * half ** 3) / 6 < -rounding,
    );
    pieces = doubtful.flatMap(({ theta }) => [theta - half / 2, theta + half / 2]);
  }
  return undefined;
}

/** The minimum next to an angle, by Newton's rule as long as that goes down. */
function descended(series: Harmonics, theta: number): { theta: number; value: number } {
  const [value, b, c] = expandAt(series, theta, 2) as [number, number, number];
  const next = c > 0 ? theta - b / (2 * c) : theta;
  return expandAt(series, next, 0)[0]! < value ? descended(series, next) : { theta, value };
}

/** The minimum of a + b x + c x^2 for -half <= x <= half. */
function lowestOnInterval([a, b, c]: readonly number[], half: number): number {
  const vertex = c! > 0 ? -b! / (2 * c!) : Infinity;
  if (Math.abs(vertex) < half) return a! + (b! * vertex) / 2;
  return a! + c! * half * half - Math.abs(b!) * half;
}

/**
 * The trigonometric interpolation of values at theta_j = 2 pi j / N. The highest harmonic of an even N, of which
 * samples only see the cosine, is shared as usual.
 */
export function interpolate(samples: readonly number[]): Harmonics {
  const N = samples.length;
  const top = Math.floor(N / 2);
  const waves = samples.map((_, j) => sineAndCosine((2 * Math.PI * j) / N));
  const coefficient = (h: number, wave: "sine" | "cosine"): number => {
    // h j is reduced before it meets 2 pi, so that large grids keep their digits
    const sum = samples.reduce((total, x, j) => total + x * waves[(h * j) % N]![wave], 0);
    return ((2 * h === N ? 1 : 2) * sum) / N;
  };
  const orders = Array.from({ length: top }, (_, i) => i + 1);
  // what is rounding of the samples is no harmonic
  const rounding = 8 * Number.EPSILON * Math.max(...samples.map(Math.abs));
  const clean = (x: number): number => (Math.abs(x) > rounding ? x : 0);
  const cos = orders.map((h) => clean(coefficient(h, "cosine")));
  const sin = orders.map((h) => (2 * h === N ? 0 : clean(coefficient(h, "sine"))));
  const size = orders.map((_, i) => amplitude(cos[i]!, sin[i]!));
  const largest = Math.max(0, ...size);
  const truncation = largest > 0 ? Math.max(...size.slice(Math.floor(top / 2))) / largest : 0;
  return { const: samples.reduce((total, x) => total + x, 0) / N, cos, sin, truncation };
}
