// The subspaces that no matrix of a family connects (total spin, parity, ...): the eigenvectors of one generic combination
// of the H_k fall into sets that no H_k connects.

import { Untrustworthy } from "../errors.js";
import { connected } from "../numerics/connected.js";
import { symmetricEigenpairs } from "../numerics/eigenvalues.js";
import { combination, type Family, restrict, ZERO } from "./family.js";

/** Eigenvalues of a generic combination closer than this coincide. */
const DEGENERATE = 1e-9;

/**
 * Splits the span of `vectors` into the smallest subspaces that every H_k keeps.
 *
 * @param norm the largest element of the family
 * @param probe what to separate coinciding levels by
 * @throws Untrustworthy where coinciding levels are not separated by it
 */
export function irreducible(vectors: number[][], dense: Family, norm: number, probe: readonly number[]): number[][][] {
  if (vectors.length === 1) return [vectors];
  const { values, vectors: rotation } = symmetricEigenpairs(combination(vectors, dense, 0));
  const rotated = rotate(vectors, rotation);
  for (let from = 0; from < rotated.length;) {
    let to = from + 1;
    while (to < rotated.length && values[to]! - values[to - 1]! <= DEGENERATE * norm) to++;
    if (to - from > 1) rotated.splice(from, to - from, ...separated(rotated.slice(from, to), probe));
    from = to;
  }
  const family = dense.map((H) => restrict(H, rotated));
  const sets = connected(rotated.length, (i, j) => family.some((H) => Math.abs(H[i]![j]!) > ZERO * norm));
  for (const set of sets) {
    if (set.some((i, n) => n > 0 && values[i]! - values[set[n - 1]!]! <= DEGENERATE * norm)) undecided();
  }
  // an irreducible set keeps its patterns as basis: sparse, and exact
  return sets.length === 1 ? [vectors] : sets.map((set) => set.map((i) => rotated[i]!));
}

/** The same span in the eigenbasis of a diagonal operator restricted to it. */
function separated(vectors: readonly number[][], probe: readonly number[]): number[][] {
  const restricted = vectors.map((a) => vectors.map((b) => a.reduce((sum, x, s) => sum + x * probe[s]! * b[s]!, 0)));
  return rotate(vectors, symmetricEigenpairs(restricted).vectors);
}

/** sum_i rotation[i][n] v_i, by n. */
function rotate(vectors: readonly (readonly number[])[], rotation: readonly (readonly number[])[]): number[][] {
  return vectors.map((_, n) => vectors[0]!.map((_, s) => vectors.reduce((x, v, i) => x + v[s]! * rotation[i]![n]!, 0)));
}

function undecided(): never {
  throw new Untrustworthy(
    "levels that hopping connects coincide at every angle (a ring or a star of equal dots): which of them a lead fills " +
      "is decided by coherences, which lowest-order rates leave out",
  );
}
