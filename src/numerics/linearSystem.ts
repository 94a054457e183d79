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

/**
 * What solves A x = b for one b after the other; undefined where A is singular.
 *
 * @param A n x n, row after row; changed
 */
export function solver(A: Float64Array, n: number): ((b: readonly number[]) => number[]) | undefined {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < n; i++) {
    let best = i;
    for (let j = i + 1; j < n; j++) if (Math.abs(A[j * n + i]!) > Math.abs(A[best * n + i]!)) best = j;
    if (!(Math.abs(A[best * n + i]!) > 0)) return undefined;
    if (best !== i) {
      const row = A.slice(i * n, (i + 1) * n);
      A.copyWithin(i * n, best * n, (best + 1) * n);
      A.set(row, best * n);
      [order[i], order[best]] = [order[best]!, order[i]!];
    }
    for (let j = i + 1; j < n; j++) {
      const factor = A[j * n + i]! / A[i * n + i]!;
      A[j * n + i] = factor;
      if (factor === 0) continue;
      for (let k = i + 1; k < n; k++) A[j * n + k]! -= factor * A[i * n + k]!;
    }
  }
  return (b) => {
    const x = Float64Array.from(order, (i) => b[i]!);
    for (let i = 0; i < n; i++) {
      let rest = x[i]!;
      for (let k = 0; k < i; k++) rest -= A[i * n + k]! * x[k]!;
      x[i] = rest;
    }
    for (let i = n - 1; i >= 0; i--) {
      let rest = x[i]!;
      for (let k = i + 1; k < n; k++) rest -= A[i * n + k]! * x[k]!;
      x[i] = rest / A[i * n + i]!;
    }
    return Array.from(x);
  };
}
