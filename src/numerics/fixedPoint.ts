// The point that a map returns unchanged, where it is nearly linear: what the electrons come back to in a revolution.

import { dot } from "./vector.js";

/** A point, what the map made of it besides its image, and how far the image is from it at most. */
interface FixedPoint<Answer> {
  point: readonly number[];
  answer: Answer;
  residual: number;
}

const minus = (a: readonly number[], b: readonly number[], factor = 1): number[] =>
  a.map((ai, i) => ai - factor * b[i]!);

/** Smaller than this part of what it was, what is left of a change is rounding. */
const DEPENDENT = 1e-8;

/** Steps without the residual falling by half after which it falls no more. */
const PATIENCE = 4;

/**
 * Iterates x -> f(x), but first undoes what former steps have taught about how the residual f(x) - x changes with x
 * (Anderson's acceleration with all steps kept). A linear map of n numbers is done after n + 1 steps, however slowly or
 * little it contracts.
 *
 * @param map the image of a point and an answer of its own; null where there is none
 * @param wanted residual
 * @returns the best point met; null where the map has no image
 */
export function fixedPoint<Answer>(
  map: (point: readonly number[]) => { image: readonly number[]; answer: Answer } | null,
  start: readonly number[],
  wanted: number,
  steps: number,
): FixedPoint<Answer> | null {
  /** steps and the changes of the residual that they make, the changes orthonormal */
  const known: { step: number[]; change: number[] }[] = [];
  let best: FixedPoint<Answer> | null = null;
  let last: { point: readonly number[]; residual: number[] } | null = null;
  let point = start;
  for (let n = 0, vain = 0; n <= steps; n++) {
    const now = map(point);
    if (!now) return null;
    const residual = minus(now.image, point);
    const size = Math.max(...residual.map(Math.abs));
    vain = best && size > best.residual / 2 ? vain + 1 : 0;
    if (!best || size < best.residual) best = { point, answer: now.answer, residual: size };
    if (size <= wanted || vain >= PATIENCE) break;
    if (last) {
      let step = minus(point, last.point);
      let change = minus(residual, last.residual);
      const before = Math.sqrt(dot(change, change));
      for (const each of known) {
        const part = dot(change, each.change);
        change = minus(change, each.change, part);
        step = minus(step, each.step, part);
      }
      const length = Math.sqrt(dot(change, change));
      if (length > DEPENDENT * before) {
        known.push({ step: step.map((x) => x / length), change: change.map((x) => x / length) });
      }
    }
    last = { point, residual };
    let left = residual;
    for (const { step, change } of known) {
      const part = dot(residual, change);
      point = minus(point, step, part);
      left = minus(left, change, part);
    }
    point = minus(point, left, -1);
  }
  return best;
}
