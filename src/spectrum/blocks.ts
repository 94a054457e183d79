// Invariant subspaces of H(theta) that do not depend on theta. Levels of different blocks may cross, those of one block
// avoid each other; so every level keeps its name along the path.
//
// First the patterns that hopping connects; then, within, whatever the family H_k shares (irreducible.ts). Blocks with the
// same family of matrices (the members of a spin multiplet, equal dots) have the same energies and are computed once.

import { connected } from "../numerics/connected.js";
import { combination, equal, type Family, generic, largestElement, restrict, ZERO } from "./family.js";
import { electrons, type FockSpace } from "./fock.js";
import type { Hamiltonian } from "./hamiltonian.js";
import { irreducible } from "./irreducible.js";

/** H_k within a block, the same for all blocks of this kind. */
export interface BlockKind {
  size: number;
  family: Family;
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

/** Fixes the signs of basis vectors, so that blocks of one kind have one family, entry by entry. */
function canonical(vectors: number[][], dense: Family, norm: number): { basis: number[][]; family: Family } {
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
