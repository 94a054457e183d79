// The many-body states that the orbitals allow, as bit patterns of occupied spin orbitals.

import type { Junction } from "../device/dots.js";

/** A spin orbital: bit `index` of a pattern. */
interface Mode {
  orbital: number;
  spin: "up" | "down";
}

export interface FockSpace {
  modes: Mode[];
  /** bit patterns in ascending order: no dot with infinite U' is doubly occupied */
  patterns: number[];
  /** position of a pattern, where it is allowed */
  position: Map<number, number>;
}

export function fockSpace({ spinless, orbitals }: Junction): FockSpace {
  const modes = orbitals.flatMap((_, orbital): Mode[] =>
    spinless
      ? [{ orbital, spin: "up" }]
      : [
          { orbital, spin: "up" },
          { orbital, spin: "down" },
        ],
  );
  const patterns: number[] = [];
  for (let pattern = 0; pattern < 1 << modes.length; pattern++) {
    const allowed = orbitals.every(
      ({ intra }, l) => spinless || intra !== Infinity || ((pattern >> (2 * l)) & 3) !== 3,
    );
    if (allowed) patterns.push(pattern);
  }
  return { modes, patterns, position: new Map(patterns.map((pattern, i) => [pattern, i])) };
}

export function electrons(pattern: number): number {
  let n = 0;
  for (let rest = pattern; rest > 0; rest &= rest - 1) n++;
  return n;
}

/** What a fermion at `mode` picks up from those below it. */
export function sign(pattern: number, mode: number): number {
  return electrons(pattern & ((1 << mode) - 1)) % 2 === 0 ? 1 : -1;
}
