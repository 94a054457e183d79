// The textbook fourth-order Runge-Kutta rule with a fixed step.

/** y + h k, number by number. */
const advance = (y: readonly number[], k: readonly number[], h: number): number[] => y.map((yi, i) => yi + h * k[i]!);

/** One step of length h of dy/dt = derivative(y). */
export function rungeKuttaStep(
  derivative: (y: readonly number[]) => number[],
  y: readonly number[],
  h: number,
): number[] {
  const k1 = derivative(y);
  const k2 = derivative(advance(y, k1, h / 2));
  const k3 = derivative(advance(y, k2, h / 2));
  const k4 = derivative(advance(y, k3, h));
  return y.map((yi, i) => yi + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
}
