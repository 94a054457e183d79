// Where along the path the energies of two states come close.

import { highestHarmonic } from "../device/dots.js";
import { minimum } from "../numerics/minimum.js";
import { pause } from "../pause.js";
import type { Spectrum } from "./spectrum.js";
import { type Pair, superposable } from "./states.js";

/** Angles of the grid. */
const ANGLES_PER_HARMONIC = 48;

/** A splitting that differs by less than this factor from another is the same. */
const SHORTER = 1 - 1e-9;

/** A splitting that falls by no more than to this fraction of itself between the angles of a grid is known. */
const WELL_KNOWN = 0.7;

/** Where two states are closest on a grid, and how close they can come next to that angle. */
interface Approach {
  theta: number;
  splitting: number;
  lower: number;
}

/** Two states and all their approaches, the one that can come closest first. */
export interface Approaches {
  pair: Pair;
  at: [Approach, ...Approach[]];
}

function gridOf({ junction }: Spectrum): { count: number; step: number } {
  const count = ANGLES_PER_HARMONIC * Math.max(1, highestHarmonic(junction));
  return { count, step: (2 * Math.PI) / count };
}

/** Minima of the splitting of every pair of states that one event can superpose: those that may be below `reach`. */
export function approachesOf(spectrum: Spectrum, reach: number): Approaches[] {
  const { count, step } = gridOf(spectrum);
  const energies = Array.from({ length: count }, (_, i) => {
    pause();
    return spectrum.energies(i * step);
  });
  return superposable(spectrum.states).flatMap((pair): Approaches[] => {
    const apart = (i: number): number => {
      const E = energies[(i + count) % count]!;
      return Math.abs(E[pair[0]]! - E[pair[1]]!);
    };
    const at: Approach[] = [];
    for (let i = 0; i < count; i++) {
      if (!(apart(i) <= apart(i - 1) && apart(i) <= apart(i + 1))) continue;
      const fall = Math.max(apart(i - 1), apart(i + 1)) - apart(i);
      const lower = Math.max(0, apart(i) - fall);
      if (lower < reach) at.push({ theta: i * step, splitting: apart(i), lower });
    }
    const [first, ...more] = at.sort((a, b) => a.lower - b.lower);
    return first ? [{ pair, at: [first, ...more] }] : [];
  });
}

/** The closest approach of a pair, between the angles of the grid where it can be there. */
export function closest(spectrum: Spectrum, { pair, at }: Approaches): { theta: number; splitting: number } {
  const { step } = gridOf(spectrum);
  let best = { theta: 0, splitting: Infinity };
  for (const { theta, splitting, lower } of at) {
    if (lower >= best.splitting) break;
    // of equal ones the first, whatever rounding says
    if (splitting < SHORTER * best.splitting) best = { theta, splitting };
    if (lower > WELL_KNOWN * splitting) continue;
    const between = minimum((x) => spectrum.splitting(...pair, x), theta - step, theta + step);
    if (between.value < SHORTER * best.splitting) best = { theta: between.x, splitting: between.value };
  }
  return best;
}
