import { expect, test } from "vitest";
import { fixedPoint } from "../../src/numerics/fixedPoint.js";

/** x -> x* + A (x - x*), A with eigenvalues of its own in a skew basis. */
function map(eigenvalues: readonly number[], fixed: readonly number[]) {
  let calls = 0;
  return {
    calls: () => calls,
    of: (point: readonly number[]) => {
      calls++;
      const y = point.map((x, i) => x - fixed[i]!);
      // with P = 1 + the upper neighbour: P diag(lambda) P^-1 y
      for (let i = y.length - 2; i >= 0; i--) y[i]! -= y[i + 1]!;
      const z = y.map((yi, i) => eigenvalues[i]! * yi);
      return { image: z.map((zi, i) => fixed[i]! + zi + (z[i + 1] ?? 0)), answer: calls };
    },
  };
}

test.each([
  { name: "slow and fast", eigenvalues: [0.9999, 0.5, 1e-3, -0.7] },
  { name: "some repel", eigenvalues: [1.5, -3, 0.2, 0.99] },
])("a linear map of four numbers needs hardly more than five images: $name", ({ eigenvalues }) => {
  const fixed = [0.3, -1, 2, 0.1];
  const { of, calls } = map(eigenvalues, fixed);
  const { point, residual } = fixedPoint(of, [0, 0, 0, 0], 1e-11, 30)!;
  point.forEach((x, i) => expect(x).toBeCloseTo(fixed[i]!, 6));
  expect(residual).toBeLessThan(1e-11);
  expect(calls()).toBeLessThanOrEqual(8);
});

test("what has no image has no fixed point, what cannot come nearer gives the nearest", () => {
  expect(fixedPoint(() => null, [1], 1e-9, 10)).toBeNull();
  let noise = 1;
  const answer = fixedPoint((x) => ({ image: [0.5 * x[0]! + (noise *= -1) * 1e-3], answer: 0 }), [1], 1e-9, 100)!;
  expect(answer.residual).toBeLessThan(0.1);
});
