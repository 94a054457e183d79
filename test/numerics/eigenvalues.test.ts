import { expect, test } from "vitest";
import { eigenvalues, symmetricEigenpairs } from "../../src/numerics/eigenvalues.js";

/** The chain of n sites: eigenvalues -2 cos(pi k / (n + 1)), the components of its eigenvectors sines. */
const chain = (n: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (Math.abs(i - j) === 1 ? -1 : 0)));

test("eigenpairs of a chain: ascending, orthonormal, each solving its equation", () => {
  const H = chain(9);
  const { values, vectors } = symmetricEigenpairs(H);
  values.forEach((E, n) => {
    expect(E).toBeCloseTo(-2 * Math.cos((Math.PI * (n + 1)) / 10), 14);
    H.forEach((row, i) => {
      const image = row.reduce((sum, x, j) => sum + x * vectors[j]![n]!, 0);
      expect(image).toBeCloseTo(E * vectors[i]![n]!, 14);
    });
    values.forEach((_, m) => {
      const overlap = vectors.reduce((sum, row) => sum + row[n]! * row[m]!, 0);
      expect(overlap).toBeCloseTo(n === m ? 1 : 0, 14);
    });
  });
});

test("eigenpairs leave the matrix as it is", () => {
  const H = chain(4);
  symmetricEigenpairs(H);
  expect(H).toEqual(chain(4));
});

test("probability that circles through n states at one rate: W has the eigenvalues exp(2 pi i k / n) - 1", () => {
  const n = 5;
  const W = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? -1 : i === (j + 1) % n ? 1 : 0)),
  );
  const found = eigenvalues(W);
  expect(found).toHaveLength(n);
  for (let k = 0; k < n; k++) {
    const [x, y] = [Math.cos((2 * Math.PI * k) / n) - 1, Math.sin((2 * Math.PI * k) / n)];
    expect(Math.min(...found.map(({ real, imaginary }) => Math.hypot(real - x, imaginary - y)))).toBeLessThan(1e-14);
  }
});
