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

/** Of one harmonic. Not Math.hypot, whose last bit hosts disagree on: orbit sizes set the steps of seeded motions. */
const amplitude = (cos: number, sin: number): number => Math.sqrt(cos * cos + sin * sin);

/** An upper bound of |d/dtheta|. */
export function steepest({ cos, sin }: Harmonics): number {
  let bound = 0;
  for (let h = 1; h <= Math.max(cos.length, sin.length); h++) bound += h * amplitude(cos[h - 1] ?? 0, sin[h - 1] ?? 0);
  return bound;
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
