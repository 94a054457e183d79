// Lists of numbers as vectors, lists of rows as matrices.

/** a . b */
export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** sum_i a_i */
export function total(a: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]!;
  return sum;
}

/** W x */
export function transformed(W: readonly (readonly number[])[], x: readonly number[]): number[] {
  return W.map((row) => dot(row, x));
}
