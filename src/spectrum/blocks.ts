// Invariant subspaces of H(theta) that do not depend on theta. Levels of different blocks may cross, those of one block
// avoid each other; so every level keeps its name along the path.
//
// First the patterns that hopping connects; within, the total spins (multiplets.ts); then whatever else the family H_k
// shares (irreducible.ts). Blocks with the same family of matrices (the members of a spin multiplet, equal dots) have the
// same energies and are computed once.

import type { Junction } from "../device/dots.js";
import { connected } from "../numerics/connected.js";
import { combination, equal, type Family, largestElement, restrict, ZERO } from "./family.js";
import { electrons, type FockSpace } from "./fock.js";
import type { Hamiltonian } from "./hamiltonian.js";
import { irreducible } from "./irreducible.js";
import { multiplets, spinClusters } from "./multiplets.js";

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

/** A space that the H_k keep, and what it falls into: bases, over its own, of blocks. */
interface Sector {
  family: Family;
  parts: { kind: number; basis: number[][] }[];
}

export function blocksOf(
  junction: Junction,
  space: FockSpace,
  H: Hamiltonian,
): { kinds: BlockKind[]; blocks: Block[] } {
  const { patterns, modes } = space;
  const components = componentsOf(patterns.length, H);
  const norm = components.reduce((largest, { family }) => Math.max(largest, largestElement(family)), 1e-300);
  const kinds: BlockKind[] = [];
  const kindOf = (family: Family): number => {
    const same = kinds.findIndex((kind) => equal(kind.family, family, norm));
    return same >= 0 ? same : kinds.push({ size: family[0]?.length ?? 1, family }) - 1;
  };
  // found once for all spaces with the same family: vectors that are not well determined are at least the same ones
  const sectors: Sector[] = [];
  const sectorOf = (family: Family): Sector => {
    const known = sectors.find((sector) => equal(sector.family, family, norm));
    if (known) return known;
    const parts = irreducible(family, norm).map((vectors) => {
      const basis = canonical(vectors, family, norm);
      return { kind: kindOf(restricted(family, basis, norm)), basis };
    });
    const sector = { family, parts };
    sectors.push(sector);
    return sector;
  };
  const clusters = spinClusters(junction);
  const blocks = components.flatMap(({ members, family }) =>
    multiplets(clusters, space, members).flatMap((vectors) =>
      sectorOf(restricted(family, vectors, norm)).parts.map(({ kind, basis }): Block => {
        const pattern = patterns[members[0]!]!;
        const spin = modes.reduce((m, mode, i) => m + ((pattern >> i) & 1) * (mode.spin === "up" ? 1 : -1), 0);
        return {
          kind,
          charge: electrons(pattern),
          spin,
          basis: basis.map((v) => overPatterns(v, vectors, members, patterns.length)),
        };
      }),
    ),
  );
  return { kinds, blocks };
}

/** The patterns that the H_k connect, by their positions, and the H_k among them. */
function componentsOf(size: number, { elements }: Hamiltonian): { members: number[]; family: Family }[] {
  const neighbours = Array.from({ length: size }, () => new Set<number>());
  for (const list of elements) for (const [i, j] of list) neighbours[i]!.add(j);
  const components = connected(size, (i, j) => neighbours[i]!.has(j)).map((members) => ({
    members,
    family: elements.map(() => members.map(() => new Array<number>(members.length).fill(0))),
  }));
  const placeOf = new Map(components.flatMap(({ members, family }) => members.map((at, i) => [at, { family, i }])));
  elements.forEach((list, k) => {
    for (const [row, column, value] of list) {
      const { family, i } = placeOf.get(row)!;
      family[k]![i]![placeOf.get(column)!.i]! += value;
    }
  });
  return components;
}

/** The family in a basis, without what symmetry forbids. */
const restricted = (family: Family, basis: number[][], norm: number): Family =>
  family.map((H) => restrict(H, basis).map((row) => row.map((x) => (Math.abs(x) > ZERO * norm ? x : 0))));

/** sum_n v_n vectors_n, over all patterns. */
function overPatterns(v: readonly number[], vectors: number[][], members: readonly number[], size: number): number[] {
  const all = new Array<number>(size).fill(0);
  vectors.forEach((vector, n) => {
    if (v[n] === 0) return;
    members.forEach((at, i) => (all[at]! += v[n]! * vector[i]!));
  });
  return all;
}

/** Fixes the signs of basis vectors, so that blocks of one kind have one family, entry by entry. */
function canonical(vectors: number[][], family: Family, norm: number): number[][] {
  const basis = vectors.map((v) => [...v]);
  const guide = combination(basis, family, 1);
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
  return basis;
}
