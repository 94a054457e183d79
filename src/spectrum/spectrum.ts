// The many-body spectrum of a device of dots along its path: what stands between the description and the rates.

import { type Contact, contactsOf } from "../device/contacts.js";
import type { Dots } from "../device/dots.js";
import { type Passage, passagesOf, type TunnellingMatrix } from "./amplitudes.js";
import { type Block, type BlockKind, blocksOf } from "./blocks.js";
import { separateCopies } from "./copies.js";
import { Eigenpairs, waveSeries } from "./expansion.js";
import { type FockSpace, fockSpace } from "./fock.js";
import { type Hamiltonian, hamiltonian } from "./hamiltonian.js";
import { Weights } from "./weights.js";

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

interface Expansion {
  pairs: Eigenpairs[];
  weights: Weights[];
}

export class Spectrum {
  readonly states: State[] = [];
  readonly exchanges: Exchange[] = [];
  /** series of energies and of weights that `fill` writes */
  readonly levels: number;
  readonly weights: number;
  readonly space: FockSpace;
  readonly blocks: Block[];
  readonly kinds: BlockKind[];
  readonly hamiltonian: Hamiltonian;
  readonly contacts: Contact[];
  private readonly matrices: TunnellingMatrix[];
  private readonly passages: Passage[];
  private readonly firstState: number[] = [];
  private readonly expansions = new Map<number, Expansion>();

  constructor(readonly device: Dots) {
    this.space = fockSpace(device);
    this.contacts = contactsOf(device);
    this.hamiltonian = hamiltonian(device, this.space);
    const { kinds, blocks: found } = blocksOf(this.space, this.hamiltonian);
    const blocks = separateCopies(this.contacts, this.space, this.hamiltonian.waves, kinds, found);
    this.kinds = kinds;
    this.blocks = blocks;

    const firstLevel: number[] = [];
    this.levels = kinds.reduce((first, { size }) => {
      firstLevel.push(first);
      return first + size;
    }, 0);
    blocks.forEach(({ kind, charge, spin }, block) => {
      this.firstState.push(this.states.length);
      for (let n = 0; n < kinds[kind]!.size; n++) {
        this.states.push({ block, n, charge, spin, level: firstLevel[kind]! + n });
      }
    });

    const { matrices, passages } = passagesOf(this.space, kinds, blocks, this.contacts);
    this.matrices = matrices;
    this.passages = passages;
    const firstWeight: number[] = [];
    this.weights = matrices.reduce((first, { lower, upper }) => {
      firstWeight.push(first);
      return first + kinds[lower]!.size * kinds[upper]!.size;
    }, 0);
    for (const { lower, upper, contact, matrix, factor } of passages) {
      const columns = kinds[blocks[lower]!.kind]!.size;
      const rows = kinds[blocks[upper]!.kind]!.size;
      for (let j = 0; j < rows; j++) {
        for (let i = 0; i < columns; i++) {
          this.exchanges.push({
            lower: this.firstState[lower]! + i,
            upper: this.firstState[upper]! + j,
            contact,
            weight: firstWeight[matrix]! + j * columns + i,
            factor: factor * factor,
          });
        }
      }
    }
  }

  /**
   * Taylor series about theta: those of the levels, then those of the weights, order + 1 numbers each.
   *
   * @param out (levels + weights) * (order + 1) numbers from `at` on
   */
  fill(theta: number, order: number, out: Float64Array, at = 0): void {
    const { pairs, weights } = this.expansions.get(order) ?? this.expansion(order);
    const waves = waveSeries(this.hamiltonian.waves, theta, order);
    let next = at;
    for (const block of pairs) {
      out.set(block.expand(waves).energies, next);
      next += block.energies.length;
    }
    for (const block of weights) {
      block.write(out, next, theta);
      next += block.count;
    }
  }

  /** Energy of every state at an angle, in k_B T_0. */
  energies(theta: number): number[] {
    const { pairs } = this.expansions.get(0) ?? this.expansion(0);
    const waves = waveSeries(this.hamiltonian.waves, theta, 0);
    const levels = pairs.flatMap((block) => [...block.expand(waves).energies]);
    return this.states.map(({ level }) => levels[level]!);
  }

  /** |E_a - E_b| of two states at an angle, from their blocks alone. */
  splitting(a: number, b: number, theta: number): number {
    const { pairs } = this.expansions.get(0) ?? this.expansion(0);
    const waves = waveSeries(this.hamiltonian.waves, theta, 0);
    const energy = (state: number): number => {
      const { block, n } = this.states[state]!;
      return pairs[this.blocks[block]!.kind]!.expand(waves).energies[n]!;
    };
    return Math.abs(energy(a) - energy(b));
  }

  /** <upper|A+|lower> of all contacts and pairs of states at an angle, zeros left out; signs up to those of the states. */
  amplitudes(theta: number): { lower: number; upper: number; contact: number; amplitude: number }[] {
    const { pairs, weights } = this.expansions.get(0) ?? this.expansion(0);
    this.energies(theta);
    return this.passages.flatMap(({ lower, upper, contact, matrix, factor }) => {
      const columns = pairs[this.blocks[lower]!.kind]!.size;
      return [...weights[matrix]!.amplitudes(theta)].flatMap((amplitude, e) => {
        if (Math.abs(amplitude) < 1e-12) return [];
        const [j, i] = [Math.floor(e / columns), e % columns];
        return [
          {
            lower: this.firstState[lower]! + i,
            upper: this.firstState[upper]! + j,
            contact,
            amplitude: factor * amplitude,
          },
        ];
      });
    });
  }

  private expansion(order: number): Expansion {
    const pairs = this.kinds.map((kind) => new Eigenpairs(kind, order));
    const weights = this.matrices.map(
      (matrix) => new Weights(matrix, pairs[matrix.lower]!, pairs[matrix.upper]!, order),
    );
    const expansion = { pairs, weights };
    this.expansions.set(order, expansion);
    return expansion;
  }
}
