// Eigenvalues of symmetric matrices without eigenvectors, which would take six times as long: Householder's reflections to
// three diagonals, then QL steps with implicit shifts.

/**
 * Eigenvalues, ascending.
 *
 * @param A n x n, row after row; changed
 */
export function symmetricEigenvalues(A: Float64Array, n: number): Float64Array {
  const { diagonal, beside } = tridiagonal(A, n);
  const norm = diagonal.reduce((largest, x, i) => Math.max(largest, Math.abs(x) + Math.abs(beside[i]!)), 0);
  const negligible = (x: number): boolean => Math.abs(x) <= (Number.EPSILON / 2) * norm;
  for (let l = 0; l < n; l++) {
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      let end = l;
      while (end < n - 1 && !negligible(beside[end]!)) end++;
      if (end === l) break;
      step(diagonal, beside, l, end);
    }
  }
  return diagonal.sort();
}

/** For an eigenvalue; two or three do. */
const MOST_STEPS = 100;

/** The diagonal and what is beside it of a matrix with the same eigenvalues; the last element beside it is none. */
function tridiagonal(A: Float64Array, n: number): { diagonal: Float64Array; beside: Float64Array } {
  const beside = new Float64Array(n);
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n - 1; k++) {
    let below = 0;
    for (let i = k + 2; i < n; i++) below = Math.max(below, Math.abs(A[i * n + k]!));
    const first = A[(k + 1) * n + k]!;
    beside[k] = first;
    if (below === 0) continue;
    // I - 2 v v^T / v.v reflects column k to its first element; scaled, so that squares stay in range
    const scale = Math.max(below, Math.abs(first));
    let square = 0;
    for (let i = k + 1; i < n; i++) {
      v[i] = A[i * n + k]! / scale;
      square += v[i]! * v[i]!;
    }
    const norm = first < 0 ? -Math.sqrt(square) : Math.sqrt(square);
    const half = square + norm * v[k + 1]!; // v.v / 2
    v[k + 1]! += norm;
    beside[k] = -norm * scale;
    // A - v w^T - w v^T, w = A v / half - (v . A v / 2 half^2) v
    let along = 0;
    for (let i = k + 1; i < n; i++) {
      let sum = 0;
      for (let j = k + 1; j < n; j++) sum += A[i * n + j]! * v[j]!;
      w[i] = sum / half;
      along += v[i]! * w[i]!;
    }
    along /= 2 * half;
    for (let i = k + 1; i < n; i++) w[i]! -= along * v[i]!;
    for (let i = k + 1; i < n; i++) {
      const [vi, wi] = [v[i]!, w[i]!];
      for (let j = k + 1; j < n; j++) A[i * n + j]! -= vi * w[j]! + wi * v[j]!;
    }
  }
  return { diagonal: Float64Array.from({ length: n }, (_, i) => A[i * n + i]!), beside };
}

/** One QL step with an implicit shift, on rows l to m. */
function step(diagonal: Float64Array, beside: Float64Array, l: number, m: number): void {
  const slope = (diagonal[l + 1]! - diagonal[l]!) / (2 * beside[l]!);
  const root = Math.sqrt(slope * slope + 1);
  let g = diagonal[m]! - diagonal[l]! + beside[l]! / (slope + (slope < 0 ? -root : root));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let i = m - 1; i >= l; i--) {
    const f = sine * beside[i]!;
    const b = cosine * beside[i]!;
    const r = Math.sqrt(f * f + g * g);
    beside[i + 1] = r;
    if (r === 0) {
      // the matrix falls apart here
      diagonal[i + 1]! -= shift;
      beside[m] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    const rest = diagonal[i + 1]! - shift;
    const turned = (diagonal[i]! - rest) * sine + 2 * cosine * b;
    shift = sine * turned;
    diagonal[i + 1] = rest + shift;
    g = cosine * turned - b;
  }
  diagonal[l]! -= shift;
  beside[l] = g;
  beside[m] = 0;
}
