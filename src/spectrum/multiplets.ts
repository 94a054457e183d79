// Total spin. Energies, hopping and repulsion do not tell up from down; so a cluster of dots that hopping joins keeps its
// total spin S where one magnetic field is on all of them. The spins of its singly occupied dots couple, one after the
// other: |S + 1/2, M> and |S - 1/2, M> from |S, M - 1/2> |up> and |S, M + 1/2> |down> (Clebsch-Gordan). In these bases all
// members of a multiplet have the same Hamiltonian, and tunnelling does to one a multiple of what it does to another one,
// to rounding, whatever the levels are.

import type { Junction } from "../device/dots.js";
import { equal } from "../device/harmonics.js";
import { connected } from "../numerics/connected.js";
import type { FockSpace } from "./fock.js";

/** Amplitudes by bit pattern. */
type Amplitudes = ReadonlyMap<number, number>;

/** The multiplet that some spins form when they couple on one way. */
interface Multiplet {
  /** 2 S */
  total: number;
  /** of M = S, S - 1, ..., -S: amplitudes of the patterns of spins, bit i set where the i-th is down */
  members: Amplitudes[];
}

/** The clusters that keep their total spin: two orbitals or more that hopping joins, with the same Zeeman splitting. */
export function spinClusters({ spinless, orbitals, hopping }: Junction): number[][] {
  if (spinless) return [];
  const joined = new Set(hopping.flatMap(({ between: [a, b] }) => [`${a} ${b}`, `${b} ${a}`]));
  return connected(orbitals.length, (i, j) => joined.has(`${i} ${j}`)).filter(
    (cluster) => cluster.length > 1 && cluster.every((l) => equal(orbitals[l]!.zeeman, orbitals[cluster[0]!]!.zeeman)),
  );
}

/**
 * An orthonormal basis of the span of some patterns, in parts that differ in the total spin of a cluster. Spins of a
 * cluster stay as they are where exchanging two of them leads out of the span: infinite U' lets none pass another one.
 *
 * @param clusters of spinClusters
 * @param members positions of the patterns: those that hopping connects
 * @returns parts[...][n][i]: amplitude of the pattern at members[i] in vector n
 */
export function multiplets(
  clusters: readonly (readonly number[])[],
  { patterns }: FockSpace,
  members: readonly number[],
): number[][][] {
  const place = new Map(members.map((at, i) => [patterns[at]!, i]));
  const coupled = clusters.filter((cluster) =>
    [...place.keys()].every((pattern) => exchangeable(cluster, pattern, place)),
  );
  const first = patterns[members[0]!]!;
  const projections = coupled.map((cluster) => projectionOf(first, cluster));

  const parts = new Map<string, number[][]>();
  // in an order that is the same for all members of a multiplet
  const raised = new Set([...place.keys()].map((pattern) => coupled.reduce(allUp, pattern)));
  for (const configuration of [...raised].sort((a, b) => a - b)) {
    let states: { spins: string; amplitudes: Amplitudes }[] = [
      { spins: "", amplitudes: new Map([[configuration, 1]]) },
    ];
    coupled.forEach((cluster, c) => {
      const dots = cluster.filter((l) => spinAt(configuration, l) === UP);
      states = states.flatMap(({ spins, amplitudes }) =>
        couplings(dots.length).flatMap(({ total, members: own }) => {
          const member = own[(total - projections[c]!) / 2];
          return member ? [{ spins: `${spins} ${total}`, amplitudes: product(amplitudes, member, dots) }] : [];
        }),
      );
    });
    for (const { spins, amplitudes } of states) {
      const vector = members.map((at) => amplitudes.get(patterns[at]!) ?? 0);
      parts.set(spins, [...(parts.get(spins) ?? []), vector]);
    }
  }
  return [...parts.values()];
}

const UP = 1;
const DOWN = 2;

/** What is on an orbital: 0, UP, DOWN or both. */
const spinAt = (pattern: number, orbital: number): number => (pattern >> (2 * orbital)) & 3;

/** The pattern with the spin of a singly occupied orbital the other way. */
const flipped = (pattern: number, orbital: number): number => pattern ^ (3 << (2 * orbital));

const allUp = (pattern: number, cluster: readonly number[]): number =>
  cluster.reduce((p, l) => (spinAt(p, l) === DOWN ? flipped(p, l) : p), pattern);

/** Twice the spin projection of a cluster. */
const projectionOf = (pattern: number, cluster: readonly number[]): number =>
  cluster.reduce((m, l) => m + (spinAt(pattern, l) & 1) - (spinAt(pattern, l) >> 1), 0);

/** Whether any two opposite spins of a cluster may change places within a span. */
function exchangeable(cluster: readonly number[], pattern: number, span: ReadonlyMap<number, unknown>): boolean {
  const ups = cluster.filter((l) => spinAt(pattern, l) === UP);
  const downs = cluster.filter((l) => spinAt(pattern, l) === DOWN);
  return ups.every((a) => downs.every((b) => span.has(flipped(flipped(pattern, a), b))));
}

/** Puts the spins of a state on some dots, which are all up in what the amplitudes are of. */
function product(amplitudes: Amplitudes, spins: Amplitudes, dots: readonly number[]): Amplitudes {
  const all = new Map<number, number>();
  for (const [pattern, x] of amplitudes) {
    for (const [down, y] of spins) {
      all.set(
        dots.reduce((p, l, i) => ((down >> i) & 1 ? flipped(p, l) : p), pattern),
        x * y,
      );
    }
  }
  return all;
}

const known: Multiplet[][] = [[{ total: 0, members: [new Map([[0, 1]])] }]];

/** All multiplets of some spins, coupled in their order. */
function couplings(spins: number): readonly Multiplet[] {
  for (let i = known.length; i <= spins; i++) {
    known.push(
      known[i - 1]!.flatMap((multiplet) =>
        [1, -1].flatMap((change) => (multiplet.total + change < 0 ? [] : [withSpin(multiplet, change, i - 1)])),
      ),
    );
  }
  return known[spins]!;
}

/** A multiplet with spin `bit` more, 2 S greater by 1 or -1. */
function withSpin({ total, members }: Multiplet, change: number, bit: number): Multiplet {
  const larger = total + change;
  return {
    total: larger,
    members: Array.from({ length: larger + 1 }, (_, n) => {
      const projection = larger - 2 * n;
      const parallel = Math.sqrt((total + 1 + projection) / (2 * (total + 1)));
      const opposite = Math.sqrt((total + 1 - projection) / (2 * (total + 1)));
      const [up, down] = change > 0 ? [parallel, opposite] : [-opposite, parallel];
      const amplitudes = new Map<number, number>();
      const add = (factor: number, m: number, mask: number): void => {
        for (const [pattern, x] of members[(total - m) / 2] ?? []) amplitudes.set(pattern | mask, factor * x);
      };
      add(up, projection - 1, 0);
      add(down, projection + 1, 1 << bit);
      return amplitudes;
    }),
  };
}
