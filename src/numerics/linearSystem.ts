// Linear equations by Gauss elimination with row exchanges. A library would do; but the largest systems here take a minute,
// in which they must be watched and stopped, and ml-matrix takes a third longer for them.

/**
 * Solves A X = B in place.
 *
 * @param rows of A, those of B behind them; changed
 * @param pause called after every row
 * @returns the rows of X; undefined where A is singular
 */
export function solve(rows: Float64Array[], pause: () => void = () => undefined): Float64Array[] | undefined {
  const n = rows.length;
  const width = rows[0]?.length ?? 0;
  for (let i = 0; i < n; i++) {
    let best = i;
    for (let j = i + 1; j < n; j++) if (Math.abs(rows[j]![i]!) > Math.abs(rows[best]![i]!)) best = j;
    const pivot = rows[best]!;
    rows[best] = rows[i]!;
    rows[i] = pivot;
    if (!(Math.abs(pivot[i]!) > 0)) return undefined;
    for (let j = i + 1; j < n; j++) {
      const row = rows[j]!;
      const factor = row[i]! / pivot[i]!;
      if (factor === 0) continue;
      for (let k = i + 1; k < width; k++) row[k]! -= factor * pivot[k]!;
    }
    pause();
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i]!;
    for (let k = i + 1; k < n; k++) {
      const factor = row[k]!;
      if (factor === 0) continue;
      for (let b = n; b < width; b++) row[b]! -= factor * rows[k]![b]!;
    }
    for (let b = n; b < width; b++) row[b]! /= row[i]!;
  }
  return rows.map((row) => row.subarray(n));
}

/** The inverse of a small matrix; undefined where it is singular. */
export function inverse(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const rows = matrix.map((row, i) => Float64Array.from([...row, ...row.map((_, j) => (i === j ? 1 : 0))]));
  return solve(rows)?.map((row) => Array.from(row));
}
