import { expect, test } from "vitest";
import { piecewise, stretches } from "../../src/numerics/piecewise.js";

const TOLERANCE = 1e-12;
const followed = (f: (x: number) => number, from: number, to: number, error = TOLERANCE) =>
  piecewise(
    [[from, to]],
    (points) => points.map((at) => ({ value: f(at), error })),
    (a, b) => {
      if (b - a < 1e-6) throw new Error("not resolved");
    },
  );

test("a function is followed through what is narrow, on neighbouring pieces", () => {
  const f = (x: number): number => 1 / (1 + (100 * (x - 0.37)) ** 2);
  const pieces = followed(f, -1, 1);
  expect(pieces.length).toBeGreaterThan(4);
  pieces.slice(1).forEach(({ from }, i) => expect(from).toBe(pieces[i]!.to));
  const found = stretches(pieces, 0.5);
  expect(found.filter(({ side }) => side !== 0).map(({ side }) => side)).toEqual([-1, 1, -1]);
  const above = found.find(({ side }) => side === 1)!;
  expect(above.from).toBeCloseTo(0.36, 9);
  expect(above.to).toBeCloseTo(0.38, 9);
});

test("no point is asked for twice", () => {
  const asked: number[] = [];
  followed((x) => (asked.push(x), Math.sin(20 * x)), 0, 3);
  expect(new Set(asked).size).toBe(asked.length);
});

test("stretches cover the range, and a value only touched is neither above nor below", () => {
  const found = stretches(followed(Math.cos, -4, 4), 1);
  expect(found.map(({ side }) => side)).toEqual([-1, 0, -1]);
  expect([found[0]!.from, found[2]!.to]).toEqual([-4, 4]);
  // cos x = 1 - x^2 / 2 is within the error e of the pieces up to sqrt(2 e)
  expect(found[1]!.to - found[1]!.from).toBeLessThan(2e-5);
  expect(stretches(followed(Math.cos, -4, 4, 0.5), 0.2)).toEqual([{ from: -4, to: 4, side: 0 }]);
});
