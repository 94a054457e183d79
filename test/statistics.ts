// Tests of a statement about a random sample. Seeds are fixed, so a test either holds or does not; the error rates say
// how likely a correct program would have been to fail when the seed was chosen.

/** Two-sided: |z| exceeds this once in ten thousand. */
export const Z = 3.89;

/** Where a chi-square of `degrees` degrees of freedom lies above once in ten thousand (Wilson and Hilferty). */
export function chiSquareBound(degrees: number): number {
  const a = 2 / (9 * degrees);
  return degrees * (1 - a + 3.719 * Math.sqrt(a)) ** 3;
}

/** Mean and its standard error, variance and its standard error, of independent values. */
export function moments(values: ArrayLike<number>): {
  mean: number;
  meanError: number;
  variance: number;
  varianceError: number;
} {
  const x = Array.from(values);
  const n = x.length;
  const mean = x.reduce((a, b) => a + b, 0) / n;
  const central = (k: number): number => x.reduce((a, b) => a + (b - mean) ** k, 0) / n;
  const variance = (central(2) * n) / (n - 1);
  return {
    mean,
    meanError: Math.sqrt(variance / n),
    variance,
    varianceError: Math.sqrt((central(4) - central(2) ** 2) / n),
  };
}

/** Pearson's chi-square of counts against expected counts. */
export function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  return counts.reduce((sum, n, i) => sum + (n - expected[i]!) ** 2 / expected[i]!, 0);
}
