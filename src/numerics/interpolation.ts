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

/**
 * A periodic function of several angles between the points where it is known: the six nearest of every angle in turn.
 *
 * @param value on the grid, the last angle fastest
 * @param points of every angle
 */
export function interpolateOnGrid(
  value: (i: number) => number,
  points: readonly number[],
  place: readonly number[],
): number {
  const along = (coordinate: number, before: number): number => {
    if (coordinate === points.length) return value(before);
    const n = points[coordinate]!;
    return interpolate((i) => along(coordinate + 1, before * n + i), n, place[coordinate]!);
  };
  return along(0, 0);
}
