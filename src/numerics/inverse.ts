/** The inverse of a small matrix by Gauss and Jordan with row exchanges; undefined where it is singular. */
export function inverse(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < n; i++) {
    let best = i;
    for (let k = i + 1; k < n; k++) if (Math.abs(rows[k]![i]!) > Math.abs(rows[best]![i]!)) best = k;
    const pivot = rows[best]!;
    if (!(Math.abs(pivot[i]!) > 0)) return undefined;
    rows[best] = rows[i]!;
    rows[i] = pivot;
    const scale = 1 / pivot[i]!;
    for (let j = i; j < 2 * n; j++) pivot[j]! *= scale;
    for (let k = 0; k < n; k++) {
      const row = rows[k]!;
      const factor = row[i]!;
      if (k === i || factor === 0) continue;
      for (let j = i; j < 2 * n; j++) row[j]! -= factor * pivot[j]!;
    }
  }
  return rows.map((row) => row.slice(n));
}
