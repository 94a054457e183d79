// Blocks with the same energies, charge and spin: copies. Any rotation between copies gives another set of copies, but
// lowest-order rates need the one in which a tunnelling event never reaches two copies at once. (Two electrons of
// opposite spin on dots with infinite U': the pair ud, du that polarised leads tell apart, or singlet and triplet.)

import type { Contact } from "../device/contacts.js";
import { expandAt } from "../device/harmonics.js";
import { symmetricEigenpairs } from "../numerics/eigenvalues.js";
import { sineAndCosine } from "../numerics/elementary.js";
import { dot } from "../numerics/vector.js";
import { applied } from "./amplitudes.js";
import type { Block, BlockKind } from "./blocks.js";
import { Eigenpairs } from "./eigenpairs.js";
import type { FockSpace } from "./fock.js";
import { type Wave, waveSeries } from "./waves.js";

/** An angle and weights without relations to anything. */
const ANGLE = 0.7390851332151607;
const generic = (i: number): number => 0.5 + Math.abs(sineAndCosine(4.1414 * (i + 1)).sine);

/** The blocks, copies rotated so that the superposition of two of them is not driven, where such a rotation exists. */
export function separateCopies(
  contacts: readonly Contact[],
  space: FockSpace,
  waves: readonly Wave[],
  kinds: readonly BlockKind[],
  blocks: readonly Block[],
): Block[] {
  const groups = new Map<string, number[]>();
  blocks.forEach(({ kind, charge, spin }, b) => {
    const key = `${kind} ${charge} ${spin}`;
    groups.set(key, [...(groups.get(key) ?? []), b]);
  });
  const copies = [...groups.values()].filter((group) => group.length > 1);
  if (copies.length === 0) return [...blocks];

  const series = waveSeries(waves, ANGLE, 0);
  const pairs = kinds.map((kind) => new Eigenpairs(kind, 0).expand(series));
  // eigenvectors over the patterns, block by block
  const vectors = blocks.map(({ kind, basis }) => {
    const { size, vectors: V } = pairs[kind]!;
    return Array.from({ length: size }, (_, n) =>
      space.patterns.map((_, s) => basis.reduce((x, v, i) => x + v[s]! * V[0]![i * size + n]!, 0)),
    );
  });
  const rotated = [...blocks];
  for (const group of copies) {
    const drive = driveBetween(group, contacts, space, blocks, vectors);
    const mean = drive.reduce((sum, row, c) => sum + row[c]!, 0) / group.length;
    // copies that no event superposes stay as they are
    if (drive.every((row, c) => row.every((x, d) => c === d || Math.abs(x) < 1e-9 * mean))) continue;
    const { vectors: R } = symmetricEigenpairs(drive);
    group.forEach((b, c) => {
      const basis = blocks[b]!.basis.map((v, i) =>
        v.map((_, s) => group.reduce((x, other, d) => x + R[d]![c]! * blocks[other]!.basis[i]![s]!, 0)),
      );
      rotated[b] = { ...blocks[b]!, basis };
    });
  }
  return rotated;
}

/**
 * A weighted sum, over all events and ends, of what reaches two copies at once: diagonal where no event does.
 *
 * @param group the copies
 * @param vectors eigenvectors over the patterns, by block and level
 */
function driveBetween(
  group: readonly number[],
  contacts: readonly Contact[],
  space: FockSpace,
  blocks: readonly Block[],
  vectors: readonly number[][][],
): number[][] {
  const drive = group.map(() => group.map(() => 0));
  for (const { spin, shape, amplitudes, rate: moving, users } of contacts) {
    // equal for the two spins exactly where every lead treats them alike
    const strength = users.reduce((sum, { lead, rate }) => sum + generic(8 * shape + lead) * rate, 0);
    const rate = moving ? strength * expandAt(moving, ANGLE, 0)[0]! : strength;
    const factors = amplitudes.map((amplitude) => expandAt(amplitude, ANGLE, 0)[0]!);
    for (const direction of [1, -1] as const) {
      const images = group.map((b) => vectors[b]!.map((v) => applied(space, spin, factors, direction, v)));
      blocks.forEach(({ kind }, m) => {
        vectors[m]!.forEach((end, n) => {
          const amplitude = images.map((levels) => levels.map((image) => dot(image, end)));
          const weight = rate * generic(97 * kind + 7 * n + direction);
          drive.forEach((row, c) =>
            row.forEach((_, d) => {
              amplitude[c]!.forEach((a, i) => (row[d]! += weight * generic(31 * i) * a * amplitude[d]![i]!));
            }),
          );
        });
      });
    }
  }
  return drive;
}
