// A function of one variable as polynomials on neighbouring intervals, each so narrow that it shows no more than the
// errors of the values: what the function does in between is then known everywhere, not at points only.

import { type Chebyshev, chebyshevPoints, interpolant, solutions, tail, valueAt } from "./chebyshev.js";

/** A value of the function and what it may be off by. */
export interface Sample {
  value: number;
  error: number;
}

/** The function on one interval and what it may be off by there. */
export interface Piece extends Chebyshev {
  error: number;
}

/** Error of a piece over that of its values. */
const LOOSER = 10;

/**
 * Interpolates a function adaptively: an interval is halved until the last coefficients of its interpolant are below
 * what the values may be off by.
 *
 * @param intervals narrow enough that no feature of the function lies between their 17 points
 * @param sample values at points, in their order; no point is asked for twice
 * @param divisible throws where an interval must not be halved any more
 * @param done told the share of the range that is resolved
 * @returns ascending
 */
export function piecewise(
  intervals: readonly [number, number][],
  sample: (points: number[]) => Sample[],
  divisible: (from: number, to: number) => void,
  done: (fraction: number) => void = () => undefined,
): Piece[] {
  const width = (among: readonly [number, number][]): number => among.reduce((sum, [a, b]) => sum + b - a, 0);
  const known = new Map<number, Sample>();
  const pieces: Piece[] = [];
  let open = [...intervals];
  while (open.length > 0) {
    const points = open.map(([a, b]) => chebyshevPoints(a, b));
    const wanted = [...new Set(points.flat())].filter((at) => !known.has(at));
    sample(wanted).forEach((value, i) => known.set(wanted[i]!, value));
    open = open.flatMap(([a, b], i): [number, number][] => {
      const samples = points[i]!.map((at) => known.get(at)!);
      const piece = interpolant(
        a,
        b,
        samples.map(({ value }) => value),
      );
      const error = LOOSER * Math.max(...samples.map((one) => one.error));
      if (tail(piece) <= error) {
        pieces.push({ ...piece, error });
        return [];
      }
      divisible(a, b);
      const middle = (a + b) / 2;
      return [
        [a, middle],
        [middle, b],
      ];
    });
    done(1 - width(open) / width(intervals));
  }
  return pieces.sort((a, b) => a.from - b.from);
}

/** An interval on which the function is above a value (1), below it (-1), or cannot be told from it (0). */
interface Stretch {
  from: number;
  to: number;
  side: -1 | 0 | 1;
}

/** The whole range cut into the longest stretches on one side of a value, ascending. */
export function stretches(pieces: readonly Piece[], value: number): Stretch[] {
  const found: Stretch[] = [];
  for (const piece of pieces) {
    const inside = [value - piece.error, value + piece.error]
      .flatMap((edge) => solutions(piece, edge))
      .filter((at) => at > piece.from && at < piece.to);
    const cuts = [piece.from, ...inside.sort((a, b) => a - b), piece.to];
    for (const [i, to] of cuts.slice(1).entries()) {
      const from = cuts[i]!;
      const above = valueAt(piece, (from + to) / 2) - value;
      const side = Math.abs(above) <= piece.error ? 0 : above > 0 ? 1 : -1;
      const last = found.at(-1);
      if (last?.side === side) last.to = to;
      else found.push({ from, to, side });
    }
  }
  return found;
}
