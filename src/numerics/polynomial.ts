import { Untrustworthy } from "../errors.js";

/** Sum of c_k x^k. */
export function evaluate(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, c) => sum * x + c, 0);
}

/** x^k by products, which round alike in every host; the operator ** does not. Roots set the steps of seeded motions. */
function power(x: number, k: number): number {
  let product = 1;
  for (let i = 0; i < k; i++) product *= x;
  return product;
}

/** Coefficients of the derivative. */
export function differentiate(coefficients: readonly number[]): number[] {
  return coefficients.slice(1).map((c, k) => (k + 1) * c);
}

/** Coefficients of the product. */
export function product(a: readonly number[], b: readonly number[]): number[] {
  const c = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((x, i) => b.forEach((y, j) => (c[i + j]! += x * y)));
  return c;
}

/**
 * Every real root, ascending, a multiple one once.
 *
 * @param scale the size that roots of interest have; the variable is measured in it
 * @throws Untrustworthy where a coefficient, so measured, is not finite
 */
export function realRoots(coefficients: readonly number[], scale = 1): number[] {
  const scaled = coefficients.map((c, k) => c * power(scale, k));
  const largest = Math.max(...scaled.map(Math.abs));
  if (!Number.isFinite(largest)) {
    throw new Untrustworthy(
      `cannot find the roots of the polynomial with coefficients ${coefficients.join(", ")}, the variable in units of ${scale}: ` +
        "it leaves the range of double precision",
    );
  }
  if (largest === 0) return [];
  let degree = scaled.length - 1;
  // a leading coefficient this small only adds roots beyond any range in which the expansion means something
  while (degree > 0 && Math.abs(scaled[degree]!) <= 1e-14 * largest) degree--;
  const roots = betweenCriticalPoints(scaled.slice(0, degree + 1).map((c) => c / scaled[degree]!));
  return roots.filter((x, i) => i === 0 || x - roots[i - 1]! > 1e-9 * (1 + Math.abs(x))).map((x) => x * scale);
}

/**
 * Real roots of a monic polynomial, ascending. Between two neighbouring roots of its derivative it is monotonic and has
 * one root where its sign changes, which bisection finds. A critical point where it cannot be told from zero is a
 * multiple root.
 */
function betweenCriticalPoints(monic: readonly number[]): number[] {
  const degree = monic.length - 1;
  if (degree === 0) return [];
  const bound = 1 + Math.max(...monic.slice(0, degree).map(Math.abs)); // Cauchy's
  const critical = betweenCriticalPoints(differentiate(monic).map((c) => c / degree));
  const ends = [-bound, ...critical.filter((x) => Math.abs(x) < bound), bound].map((x) => {
    const noise = monic.reduce((sum, c, k) => sum + Math.abs(c * power(x, k)), 0);
    const value = evaluate(monic, x);
    return { x, sign: Math.abs(value) > 1e-11 * noise ? Math.sign(value) : 0 };
  });
  return ends.flatMap(({ x, sign }, i) => {
    if (sign === 0) return [x];
    const next = ends[i + 1];
    return next && sign * next.sign < 0 ? [bisect((at) => sign * evaluate(monic, at), x, next.x)] : [];
  });
}

/** The zero between a, where f is positive, and b, where it is negative, to the last digit. */
export function bisect(f: (x: number) => number, a: number, b: number): number {
  for (;;) {
    const middle = (a + b) / 2;
    if (middle === a || middle === b) return middle;
    const value = f(middle);
    if (value === 0) return middle;
    if (value > 0) a = middle;
    else b = middle;
  }
}
