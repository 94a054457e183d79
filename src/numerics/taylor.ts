// Truncated Taylor series about a point, as plain arrays: a[k] is the coefficient of h^k.

import { sineAndCosine } from "./elementary.js";

export type Taylor = number[];

export function constant(value: number, order: number): Taylor {
  const series: Taylor = new Array<number>(order + 1).fill(0);
  series[0] = value;
  return series;
}

export function add(a: Taylor, b: Taylor): Taylor {
  return a.map((x, k) => x + b[k]!);
}

export function subtract(a: Taylor, b: Taylor): Taylor {
  return a.map((x, k) => x - b[k]!);
}

export function scale(factor: number, a: Taylor): Taylor {
  return a.map((x) => factor * x);
}

/** (a b)_k = sum_j a_j b_(k-j) */
export function multiply(a: Taylor, b: Taylor): Taylor {
  return a.map((_, k) => {
    let sum = 0;
    for (let j = 0; j <= k; j++) sum += a[j]! * b[k - j]!;
    return sum;
  });
}

/** (1/a)_k = -(1/a_0) sum_(j>=1) a_j (1/a)_(k-j) */
export function reciprocal(a: Taylor): Taylor {
  const r: Taylor = [1 / a[0]!];
  for (let k = 1; k < a.length; k++) {
    let sum = 0;
    for (let j = 1; j <= k; j++) sum += a[j]! * r[k - j]!;
    r.push(-sum * r[0]!);
  }
  return r;
}

/** exp(a), from e' = a' e */
export function exponential(a: Taylor): Taylor {
  const e: Taylor = [Math.exp(a[0]!)];
  for (let k = 1; k < a.length; k++) {
    let sum = 0;
    for (let j = 1; j <= k; j++) sum += j * a[j]! * e[k - j]!;
    e.push(sum / k);
  }
  return e;
}

/** sqrt(a), from r r = a */
export function squareRoot(a: Taylor): Taylor {
  const r: Taylor = [Math.sqrt(a[0]!)];
  for (let k = 1; k < a.length; k++) {
    let sum = a[k]!;
    for (let j = 1; j < k; j++) sum -= r[j]! * r[k - j]!;
    r.push(sum / (2 * r[0]!));
  }
  return r;
}

/** cos(harmonic x) about x */
export function cosine(x: number, order: number, harmonic = 1): Taylor {
  const { sine: s, cosine: c } = sineAndCosine(x, harmonic);
  return turning([c, -s, -c, s], order, harmonic);
}

/** sin(harmonic x) about x */
export function sine(x: number, order: number, harmonic = 1): Taylor {
  const { sine: s, cosine: c } = sineAndCosine(x, harmonic);
  return turning([s, c, -s, -c], order, harmonic);
}

function turning(quarters: readonly number[], order: number, harmonic: number): Taylor {
  const series = constant(0, order);
  writeTurning(series, 0, quarters, order, harmonic);
  return series;
}

/**
 * Writes a wave's series from `at` on: each derivative turns the phase by a quarter and brings a factor.
 *
 * @param quarters the wave, and what it is a quarter, two and three further
 */
export function writeTurning(
  out: number[] | Float64Array,
  at: number,
  quarters: readonly number[],
  order: number,
  harmonic: number,
): void {
  let factor = 1;
  for (let k = 0; k <= order; k++) {
    if (k > 0) factor *= harmonic / k;
    out[at + k] = factor * quarters[k % 4]!;
  }
}

/** The series of the derivative, one order shorter. */
export function derivative(a: Taylor): Taylor {
  return a.slice(1).map((x, k) => (k + 1) * x);
}

/** The series of the integral of a with the given value at the expansion point, one order longer. */
export function integral(value: number, a: Taylor): Taylor {
  return [value, ...a.map((x, k) => x / (k + 1))];
}
