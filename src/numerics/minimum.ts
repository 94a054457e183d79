/**
 * The minimum of a function that has one between a and b, by golden sections.
 *
 * @param enough a value with which the search ends
 */
export function minimum(
  f: (x: number) => number,
  a: number,
  b: number,
  sections = 60,
  enough = -Infinity,
): { x: number; value: number } {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [a, b];
  let x = high - golden * (high - low);
  let y = low + golden * (high - low);
  let [fx, fy] = [f(x), f(y)];
  for (let i = 0; i < sections && high - low > 1e-12 && Math.min(fx, fy) > enough; i++) {
    if (fx < fy) {
      [high, y, fy] = [y, x, fx];
      x = high - golden * (high - low);
      fx = f(x);
    } else {
      [low, x, fx] = [x, y, fy];
      y = low + golden * (high - low);
      fy = f(y);
    }
  }
  return fx < fy ? { x, value: fx } : { x: y, value: fy };
}
