/**
 * A periodic function of the angle between the points where it is known: Neville's scheme through the six nearest.
 *
 * @param value at theta_i = 2 pi i / points
 */
export function interpolate(value: (i: number) => number, points: number, theta: number): number {
  const u = (theta * points) / (2 * Math.PI);
  if (!Number.isFinite(u)) return NaN;
  const first = Math.floor(u) - 2;
  const values = Array.from({ length: 6 }, (_, j) => value((((first + j) % points) + points) % points));
  for (let m = 1; m < 6; m++) {
    for (let j = 0; j < 6 - m; j++) {
      values[j] = ((first + j + m - u) * values[j]! + (u - first - j) * values[j + 1]!) / m;
    }
  }
  return values[0]!;
}

/** The same function on another uniform grid. */
export function resample(values: readonly number[], points: number): number[] {
  return Array.from({ length: points }, (_, i) =>
    interpolate((j) => values[j]!, values.length, (2 * Math.PI * i) / points),
  );
}
