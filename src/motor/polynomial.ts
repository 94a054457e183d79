import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { Untrustworthy } from "../device/errors.js";

/** Sum of c_k x^k. */
export function evaluate(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, c) => sum * x + c, 0);
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
 * Eigenvalues of the companion matrix, then Newton steps on the polynomial itself. A pair that rounding has pushed
 * off the real axis counts as real where the polynomial cannot be told from zero between the two.
 *
 * @param scale the size that roots of interest have; the variable is measured in it
 * @throws Untrustworthy where a coefficient, so measured, is not finite
 */
export function realRoots(coefficients: readonly number[], scale = 1): number[] {
  const scaled = coefficients.map((c, k) => c * scale ** k);
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
  if (degree === 0) return [];
  const monic = scaled.slice(0, degree + 1).map((c) => c / scaled[degree]!);

  const companion = Matrix.zeros(degree, degree);
  for (let i = 0; i < degree; i++) {
    companion.set(i, degree - 1, -monic[i]!);
    if (i > 0) companion.set(i, i - 1, 1);
  }
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(companion);
  const roots: number[] = [];
  realEigenvalues.forEach((re, i) => {
    const im = imaginaryEigenvalues[i]!;
    // a double root comes back as re +- i sqrt(rounding)
    if (Math.abs(im) > 1e-6 * (1 + Math.hypot(re, im))) return;
    const x = polish(monic, re);
    const noise = monic.reduce((sum, c, k) => sum + Math.abs(c * x ** k), 0);
    if (Math.abs(evaluate(monic, x)) > 1e-11 * noise) return;
    roots.push(x);
  });
  roots.sort((a, b) => a - b);
  return roots.filter((x, i) => i === 0 || x - roots[i - 1]! > 1e-9 * (1 + Math.abs(x))).map((x) => x * scale);
}

/** Newton's method while it makes the polynomial smaller. */
function polish(coefficients: readonly number[], start: number): number {
  const slope = differentiate(coefficients);
  let x = start;
  let value = Math.abs(evaluate(coefficients, x));
  for (let i = 0; i < 20; i++) {
    const next = x - evaluate(coefficients, x) / evaluate(slope, x);
    const smaller = Math.abs(evaluate(coefficients, next));
    if (!(smaller < value)) break;
    x = next;
    value = smaller;
  }
  return x;
}
