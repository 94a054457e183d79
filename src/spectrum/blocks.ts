// Invariant subspaces of H(theta) that do not depend on theta. Levels of different blocks may cross, those of one block
// avoid each other; so every level keeps its name along the path.
//
// First the patterns that hopping connects; then, within, whatever the family H_k shares (total spin, parity, ...): the
// eigenvectors of one generic combination of the H_k split into sets that no H_k connects. Blocks with the same family
// of matrices (the members of a spin multiplet, equal dots) have the same energies and are computed once.

import { Untrustworthy } from "../device/errors.js";
import { symmetricEigenpairs } from "../numerics/eigenvalues.js";
import { sineAndCosine } from "../numerics/elementary.js";
import { dot } from "../numerics/vector.js";
import { electrons, type FockSpace } from "./fock.js";
import type { Hamiltonian } from "./hamiltonian.js";

/** H_k within a block, the same for all blocks of this kind. */
export interface BlockKind {
  size: number;
  /** family[k][i][j] */
  family: number[][][];
}

export interface Block {
  kind: number;
  /** electrons */
  charge: number;
  /** twice the spin projection */
  spin: number;
  /** basis[i][pattern]: the constant orthonormal basis in which the family is given */
  basis: number[][];
}

/** In a rotated basis, elements below this fraction of the largest are zero: what symmetry forbids, up to rounding. */
const ZERO = 3e-14;

export function blocksOf(space: FockSpace, { elements }: Hamiltonian): { kinds: BlockKind[]; blocks: Block[] } {
  const size = space.patterns.length;
  const dense = elements.map((list) => {
    const H = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (const [i, j, value] of list) H[i]![j]! += value;
    return H;
  });
  const norm = Math.max(1e-300, largestElement(dense));
  const kinds: BlockKind[] = [];
  const blocks: Block[] = [];
  for (const members of connected(size, (i, j) => dense.some((H) => H[i]![j] !== 0))) {
    const unit = members.map((i) => space.patterns.map((_, j) => (i === j ? 1 : 0)));
    for (const vectors of irreducible(unit, dense, norm, pairing(space))) {
      const { basis, family } = canonical(vectors, dense, norm);
      const same = kinds.findIndex((kind) => equal(kind.family, family, norm));
      const kind = same >= 0 ? same : kinds.push({ size: basis.length, family }) - 1;
      const pattern = space.patterns[members[0]!]!;
      const spin = space.modes.reduce((m, mode, i) => m + ((pattern >> i) & 1) * (mode.spin === "up" ? 1 : -1), 0);
      blocks.push({ kind, charge: electrons(pattern), spin, basis });
    }
  }
  return { kinds, blocks };
}

/** The largest element in size of some matrices; they may hold more numbers than a call takes arguments. */
export function largestElement(matrices: readonly number[][][]): number {
  let largest = 0;
  for (const matrix of matrices)
    for (const row of matrix) for (const x of row) largest = Math.max(largest, Math.abs(x));
  return largest;
}

/** Connected sets of a symmetric relation, each ascending. */
function connected(size: number, linked: (i: number, j: number) => boolean): number[][] {
  const sets: number[][] = [];
  const seen = new Array<boolean>(size).fill(false);
  for (let start = 0; start < size; start++) {
    if (seen[start]) continue;
    seen[start] = true;
    const set = [start];
    for (const i of set) {
      for (let j = 0; j < size; j++) {
        if (seen[j] || !linked(i, j)) continue;
        seen[j] = true;
        set.push(j);
      }
    }
    sets.push(set.sort((a, b) => a - b));
  }
  return sets;
}

/** A fixed set of weights without relations between them. */
const generic = (k: number, which: number): number =>
  0.5 + Math.abs(sineAndCosine(12.9898 * (k + 1) + 78.233 * which).sine);

/** sum_k c_k <v_i|H_k|v_j> */
function combination(vectors: number[][], dense: number[][][], which: number): number[][] {
  const size = vectors.length;
  const sum = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  dense.forEach((H, k) => {
    const c = generic(k, which);
    restrict(H, vectors).forEach((row, i) => row.forEach((x, j) => (sum[i]![j]! += c * x)));
  });
  return sum;
}

/** <v_i|H|v_j> */
function restrict(H: number[][], vectors: number[][]): number[][] {
  const images = vectors.map((v) => H.map((row) => dot(row, v)));
  return vectors.map((v) => images.map((image) => dot(v, image)));
}

/**
 * A spin-symmetric operator, diagonal in the patterns, that is in no Hamiltonian: doubly occupied dots, with weights. It
 * tells singlet from triplet where electrons do not interact and both have one energy.
 */
function pairing({ modes, patterns }: FockSpace): number[] {
  return patterns.map((pattern) =>
    modes.reduce((sum, { orbital, spin }, up) => {
      const down = modes.findIndex((mode) => mode.orbital === orbital && mode.spin === "down");
      return spin === "up" && down >= 0 && (pattern >> up) & (pattern >> down) & 1 ? sum + generic(orbital, 2) : sum;
    }, 0),
  );
}

/**
 * Splits the span of `vectors` into the smallest subspaces that every H_k keeps.
 *
 * @param probe what to separate coinciding levels by
 */
function irreducible(vectors: number[][], dense: number[][][], norm: number, probe: readonly number[]): number[][][] {
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

/** Eigenvalues of a generic combination closer than this coincide. */
const DEGENERATE = 1e-9;

function undecided(): never {
  throw new Untrustworthy(
    "levels that hopping connects coincide at every angle (a ring or a star of equal dots): which of them a lead fills " +
      "is decided by coherences, which lowest-order rates leave out",
  );
}

/** Fixes the signs of basis vectors, so that blocks of one kind have one family, entry by entry. */
function canonical(
  vectors: number[][],
  dense: number[][][],
  norm: number,
): { basis: number[][]; family: number[][][] } {
  const basis = vectors.map((v) => [...v]);
  const guide = combination(basis, dense, 1);
  const fixed = [0];
  for (const i of fixed) {
    for (let j = 0; j < basis.length; j++) {
      if (fixed.includes(j) || !(Math.abs(guide[i]![j]!) > ZERO * norm)) continue;
      if (guide[i]![j]! < 0) {
        basis[j] = basis[j]!.map((x) => -x);
        guide[j] = guide[j]!.map((x) => -x);
        guide.forEach((row) => (row[j] = -row[j]!));
      }
      fixed.push(j);
    }
  }
  const family = dense.map((H) => restrict(H, basis).map((row) => row.map((x) => (Math.abs(x) > ZERO * norm ? x : 0))));
  return { basis, family };
}

function equal(a: number[][][], b: number[][][], norm: number): boolean {
  return (
    a[0]?.length === b[0]?.length &&
    a.every((H, k) => H.every((row, i) => row.every((x, j) => Math.abs(x - b[k]![i]![j]!) <= ZERO * norm)))
  );
}
