// The door to the library that finds eigenvalues.

import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/**
 * Eigenvalues of a symmetric matrix, ascending, and its orthonormal eigenvectors.
 *
 * @param matrix row by row; that it is symmetric is not checked
 * @returns vectors[i][n]: component i of the eigenvector of values[n]
 */
export function symmetricEigenpairs(matrix: number[][]): { values: number[]; vectors: number[][] } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(matrix), {
    assumeSymmetric: true,
  });
  return { values: realEigenvalues, vectors: eigenvectorMatrix.to2DArray() };
}

/**
 * Eigenvalues of any real matrix, in no order; a multiple one as often as it is.
 *
 * @param matrix row by row
 */
export function eigenvalues(matrix: number[][]): { real: number; imaginary: number }[] {
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(new Matrix(matrix));
  return realEigenvalues.map((real, n) => ({ real, imaginary: imaginaryEigenvalues[n]! }));
}
