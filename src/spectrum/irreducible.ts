// The subspaces that no matrix of a family connects (parity, ...): the eigenvectors of one generic combination of the H_k
// fall into sets that no H_k connects.

import { Untrustworthy } from "../errors.js";
import { connected } from "../numerics/connected.js";
import { symmetricEigenpairs } from "../numerics/eigenvalues.js";
import { combination, type Family, restrict, unitVectors, ZERO } from "./family.js";

/** Eigenvalues of a generic combination closer than this coincide. */
const DEGENERATE = 1e-9;

/**
 * Eigenvectors are wrong by rounding over the gaps of the combination, so that one may miss what another one finds. Elements
 * below LIKELY say that there is something to be found, in TRIES combinations at most.
 */
const LIKELY = 1e-9;
const TRIES = 8;

/**
 * Splits the space of a family into the smallest subspaces that every H_k keeps, each given by orthonormal vectors.
 *
 * @param norm the largest element of the family of the device
 * @throws Untrustworthy where levels of one subspace coincide at every angle
 */
export function irreducible(family: Family, norm: number): number[][][] {
  // an irreducible space keeps its basis: sparse, and exact
  const own = unitVectors(family[0]?.length ?? 1);
  let parts = [own];
  if (own.length === 1) return parts;
  for (let which = 0; which < TRIES; which++) {
    const { values, vectors } = symmetricEigenpairs(combination(own, family, which));
    const rotated = own.map((_, n) => vectors.map((row) => row[n]!));
    const elements = largestElements(family, rotated);
    const apart = (threshold: number): number[][] =>
      connected(own.length, (i, j) => elements[i]![j]! > threshold * norm);
    const sets = apart(ZERO);
    const coincide = (i: number, j: number): boolean => values[j]! - values[i]! <= DEGENERATE * norm;
    // what coincides at every angle does so in all combinations
    if (which === 0 && sets.some((set) => set.some((i, n) => n > 0 && coincide(set[n - 1]!, i)))) undecided();
    if (sets.length > parts.length) parts = sets.map((set) => set.map((i) => rotated[i]!));
    if (parts.length >= apart(LIKELY).length) break;
  }
  return parts;
}

/** max_k |<v_i|H_k|v_j>| */
function largestElements(family: Family, vectors: number[][]): number[][] {
  const largest = vectors.map(() => new Array<number>(vectors.length).fill(0));
  for (const H of family) {
    restrict(H, vectors).forEach((row, i) =>
      row.forEach((x, j) => (largest[i]![j] = Math.max(largest[i]![j]!, Math.abs(x)))),
    );
  }
  return largest;
}

function undecided(): never {
  throw new Untrustworthy(
    "levels that hopping connects coincide at every angle (a ring or a star of equal dots): which of them a lead fills " +
      "is decided by coherences, which lowest-order rates leave out",
  );
}
