// The many-body states that the orbitals allow, as bit patterns of occupied spin orbitals.

import type { Dots } from "../device/dots.js";
import { refuse } from "../device/errors.js";

/** A spin orbital: bit `index` of a pattern. */
export interface Mode {
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

/** What the core and an afternoon of computing bear. */
const MAXIMAL_STATES = 64;

/** Energies beyond this many of the lowest temperature leave too few digits of the rest: doubles hold sixteen. */
const LARGEST_ENERGY = 1e6;

/** @throws InvalidInput where there are more than MAXIMAL_STATES, or energies that leave the others no digits */
export function fockSpace(device: Dots): FockSpace {
  const { spinless, orbitals } = device;
  checkEnergies(device);
  const modes = orbitals.flatMap((_, orbital): Mode[] =>
    spinless
      ? [{ orbital, spin: "up" }]
      : [
          { orbital, spin: "up" },
          { orbital, spin: "down" },
        ],
  );
  // an orbital holds 2 (spinless), 3 (infinite U') or 4 patterns
  const count = orbitals.reduce((total, { intra }) => total * (spinless ? 2 : intra === Infinity ? 3 : 4), 1);
  if (count > MAXIMAL_STATES) {
    refuse(
      "orbitals",
      `${orbitals.length} with ${count} many-body states`,
      `${MAXIMAL_STATES} states: 2 an orbital without spin, 3 with infinite intradot repulsion, 4 otherwise`,
    );
  }
  const patterns: number[] = [];
  for (let pattern = 0; pattern < 1 << modes.length; pattern++) {
    const allowed = orbitals.every(
      ({ intra }, l) => spinless || intra !== Infinity || ((pattern >> (2 * l)) & 3) !== 3,
    );
    if (allowed) patterns.push(pattern);
  }
  return { modes, patterns, position: new Map(patterns.map((pattern, i) => [pattern, i])) };
}

function checkEnergies({ orbitals, hopping, inter, leads }: Dots): void {
  const T = Math.min(...leads.map((lead) => lead.T));
  const check = (field: string, ...values: number[]): void => {
    const value = values.find((x) => Math.abs(x) > LARGEST_ENERGY * T && x !== Infinity);
    if (value === undefined) return;
    refuse(field, value, `at most ${LARGEST_ENERGY * T} in size, 1e6 of the lowest temperature ("infinite" for U')`);
  };
  for (const { name, energy, zeeman, intra } of orbitals) {
    check(`orbitals.${name}.energy`, energy.const, ...energy.cos, ...energy.sin);
    check(`orbitals.${name}.zeeman`, zeeman.const, ...zeeman.cos, ...zeeman.sin);
    check(`coulomb.intra.${name}`, intra);
  }
  hopping.forEach(({ amplitude: t }, i) => {
    check(`hopping.${i}.amplitude`, t.const, ...t.cos, ...t.sin);
  });
  inter.forEach(({ U }, i) => {
    check(`coulomb.inter.${i}.U`, U);
  });
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
