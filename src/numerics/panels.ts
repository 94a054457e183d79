// An interval cut where a function is hard to follow: panels, each short beside how far the next singularity is.

/** Steps towards a panel of just the wanted length: a distance changes no faster than the place, so that they converge. */
const STEPS = 6;
const NEAR = 0.9;

interface Wanted {
  /** half a panel over the distance at its middle */
  fineness: number;
  /** panels at most */
  most: number;
}

/**
 * Edges of panels of an interval.
 *
 * @param distance about how far from a number the nearest singularity is, no more
 * @returns from the first to the last; undefined where there would be too many panels
 */
export function panelEdges(
  [from, to]: readonly [number, number],
  distance: (at: number) => number,
  { fineness, most }: Wanted,
): Float64Array | undefined {
  const edges = [from];
  for (let at = from; at < to;) {
    if (edges.length > most) return undefined;
    const rest = to - at;
    const length = wantedLength(at, rest, distance, fineness);
    // what is left is one panel, or two of a length, never a splinter
    at = length >= rest ? to : at + (2 * length > rest ? rest / 2 : length);
    edges.push(at);
  }
  return Float64Array.from(edges);
}

/** Of a panel from a number on, no longer than the rest of the interval. */
function wantedLength(at: number, rest: number, distance: (at: number) => number, fineness: number): number {
  let half = Math.min(rest / 2, fineness * distance(at));
  for (let step = 0; step < STEPS; step++) {
    const wanted = Math.min(rest / 2, fineness * distance(at + half));
    if (wanted >= half && NEAR * wanted <= half) break;
    half = wanted;
  }
  return 2 * half;
}
