// The subspaces that no matrix of a family connects (parity, ...): the eigenvectors of one generic combination of the H_k
// fall into sets that no H_k connects.

import { Untrustworthy } from "../errors.js";
import { connected } from "../numerics/connected.js";
import { symmetricEigenpairs } from "../numerics/eigenvalues.js";
import { combination, type Family, restrict, unitVectors, ZERO } from "./family.js";

/** Eigenvalues of a generic combination closer than this coincide. */
const DEGENERATE = 1e-9;

/**
 * Splits the space of a family into the smallest subspaces that every H_k keeps, each given by orthonormal vectors.
 *
 * @param norm the largest element of the family of the device
 * @throws Untrustworthy where levels of one subspace coincide at every angle
 */
export function irreducible(family: Family, norm: number): number[][][] {
  // an irreducible space keeps its basis: sparse, and exact
  const own = unitVectors(family[0]?.length ?? 1);
  if (own.length === 1) return [own];
  const { values, vectors } = symmetricEigenpairs(combination(own, family, 0));
  const rotated = own.map((_, n) => vectors.map((row) => row[n]!));
  const seen = family.map((H) => restrict(H, rotated));
  const sets = connected(rotated.length, (i, j) => seen.some((H) => Math.abs(H[i]![j]!) > ZERO * norm));
  for (const set of sets) {
    if (set.some((i, n) => n > 0 && values[i]! - values[set[n - 1]!]! <= DEGENERATE * norm)) undecided();
  }
  return sets.length === 1 ? [own] : sets.map((set) => set.map((i) => rotated[i]!));
}

function undecided(): never {
  throw new Untrustworthy(
    "levels that hopping connects coincide at every angle (a ring or a star of equal dots): which of them a lead fills " +
      "is decided by coherences, which lowest-order rates leave out",
  );
}
