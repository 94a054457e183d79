// Square matrices in inner loops: row after row in one list.

/** C = A B */
export function multiply(A: Float64Array, B: Float64Array, C: Float64Array, size: number): void {
  C.fill(0);
  addProduct(A, B, C, size);
}

/** C += A B */
export function addProduct(A: Float64Array, B: Float64Array, C: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let m = 0; m < size; m++) {
      const a = A[i * size + m]!;
      if (a === 0) continue;
      for (let j = 0; j < size; j++) C[i * size + j]! += a * B[m * size + j]!;
    }
  }
}

/** The largest sum of sizes in a row: no eigenvalue is larger. */
export function largestRow(A: Float64Array, size: number): number {
  let largest = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += Math.abs(A[i * size + j]!);
    largest = Math.max(largest, sum);
  }
  return largest;
}
