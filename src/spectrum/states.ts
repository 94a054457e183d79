// The many-body eigenstates of a junction, and what they exchange with the leads.

import type { Passage, TunnellingMatrix } from "./amplitudes.js";
import type { Block, BlockKind } from "./blocks.js";

/** A many-body eigenstate: the n-th of its block, counted from the lowest. */
export interface State {
  block: number;
  n: number;
  /** electrons */
  charge: number;
  /** twice the spin projection */
  spin: number;
  /** states with the same level have the same energy at every angle */
  level: number;
}

/**
 * What two states exchange through a contact. The rates are those of its users times `factor` times the weight series
 * times f and 1 - f.
 */
export interface Exchange {
  lower: number;
  upper: number;
  contact: number;
  weight: number;
  factor: number;
}

/** Where the numbers of each member of a list begin, if they stand one after the other; and how many there are. */
export function offsets(sizes: readonly number[]): { first: number[]; total: number } {
  const first: number[] = [];
  const total = sizes.reduce((next, size) => {
    first.push(next);
    return next + size;
  }, 0);
  return { first, total };
}

/** The states block by block, in a block by energy; levels are those of the kinds one after the other. */
export function statesOf(kinds: readonly BlockKind[], blocks: readonly Block[]): State[] {
  const { first: firstLevel } = offsets(kinds.map(({ size }) => size));
  return blocks.flatMap(({ kind, charge, spin }, block) =>
    Array.from({ length: kinds[kind]!.size }, (_, n): State => {
      return { block, n, charge, spin, level: firstLevel[kind]! + n };
    }),
  );
}

/**
 * What every pair of states exchanges, passage by passage; weights are those of the matrices one after the other.
 *
 * @param firstState of each block
 */
export function exchangesOf(
  kinds: readonly BlockKind[],
  matrices: readonly TunnellingMatrix[],
  passages: readonly Passage[],
  firstState: readonly number[],
): Exchange[] {
  const rows = matrices.map(({ upper }) => kinds[upper]!.size);
  const columns = matrices.map(({ lower }) => kinds[lower]!.size);
  const { first: firstWeight } = offsets(rows.map((size, m) => size * columns[m]!));
  return passages.flatMap(({ lower, upper, contact, matrix, factor }) =>
    Array.from({ length: rows[matrix]! * columns[matrix]! }, (_, e): Exchange => {
      const [j, i] = [Math.floor(e / columns[matrix]!), e % columns[matrix]!];
      return {
        lower: firstState[lower]! + i,
        upper: firstState[upper]! + j,
        contact,
        weight: firstWeight[matrix]! + e,
        factor: factor * factor,
      };
    }),
  );
}

/** Two states, by their places in the list. */
export type Pair = [number, number];

/** States that one event can superpose: as many electrons of each spin. */
export function superposable(states: readonly State[]): Pair[] {
  return states.flatMap((a, i) =>
    states.flatMap((b, j): Pair[] => (i < j && a.charge === b.charge && a.spin === b.spin ? [[i, j]] : [])),
  );
}
