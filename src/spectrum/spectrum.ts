// The many-body spectrum of dots along their path: what stands between the description and the rates.

import { type Contact, contactsOf } from "../device/contacts.js";
import type { Junction } from "../device/dots.js";
import { type Passage, passagesOf, type TunnellingMatrix } from "./amplitudes.js";
import { type Block, type BlockKind, blocksOf } from "./blocks.js";
import { separateCopies } from "./copies.js";
import { Eigenpairs } from "./eigenpairs.js";
import { type FockSpace, fockSpace } from "./fock.js";
import { hamiltonian } from "./hamiltonian.js";
import { lump, type Network, stateNetwork } from "./network.js";
import { type Exchange, exchangesOf, offsets, type State, statesOf } from "./states.js";
import { type Wave, waveSeries } from "./waves.js";
import { Weights } from "./weights.js";

interface Expansion {
  pairs: Eigenpairs[];
  weights: Weights[];
}

/**
 * Energies, states and tunnelling amplitudes of a junction. Building it takes milliseconds, for 64 states some ten, so
 * that a device is given its own by spectrumOf. Methods share scratch, and leave nothing in it that another one reads.
 */
export class Spectrum {
  readonly states: State[];
  readonly exchanges: Exchange[];
  /** series of energies and of weights that `fill` writes */
  readonly levels: number;
  readonly weights: number;
  readonly space: FockSpace;
  readonly blocks: Block[];
  readonly kinds: BlockKind[];
  readonly contacts: Contact[];
  private readonly waves: readonly Wave[];
  private readonly matrices: TunnellingMatrix[];
  private readonly passages: Passage[];
  private readonly firstState: number[];
  private readonly expansions = new Map<number, Expansion>();
  private graph: Network | undefined;
  private classes: Network | undefined;

  constructor(readonly junction: Junction) {
    this.space = fockSpace(junction);
    this.contacts = contactsOf(junction);
    const H = hamiltonian(junction, this.space);
    this.waves = H.waves;
    const { kinds, blocks } = blocksOf(this.space, H);
    this.kinds = kinds;
    this.blocks = separateCopies(this.contacts, this.space, H.waves, kinds, blocks);
    const { matrices, passages } = passagesOf(this.space, kinds, this.blocks, this.contacts);
    this.matrices = matrices;
    this.passages = passages;
    this.firstState = offsets(this.blocks.map(({ kind }) => kinds[kind]!.size)).first;
    this.states = statesOf(kinds, this.blocks);
    this.exchanges = exchangesOf(kinds, matrices, passages, this.firstState);
    this.levels = offsets(kinds.map(({ size }) => size)).total;
    this.weights = offsets(matrices.map(({ lower, upper }) => kinds[lower]!.size * kinds[upper]!.size)).total;
  }

  /** The states as a graph, every state a node. */
  get network(): Network {
    return (this.graph ??= stateNetwork(this.states, this.exchanges, this.contacts));
  }

  /** The same with states that are equally probable as one node. */
  get lumped(): Network {
    return (this.classes ??= lump(this.network));
  }

  /**
   * Taylor series about theta: those of the levels, then those of the weights, order + 1 numbers each.
   *
   * @param out (levels + weights) * (order + 1) numbers from `at` on
   */
  fill(theta: number, order: number, out: Float64Array, at = 0): void {
    const { weights } = this.expansion(order);
    let next = at;
    for (const { energies } of this.eigenpairs(theta, order)) {
      out.set(energies, next);
      next += energies.length;
    }
    for (const block of weights) {
      block.write(out, next, theta);
      next += block.count;
    }
  }

  /** Taylor series about theta of the eigenpairs of every kind of block: to be read before anything else is asked. */
  eigenpairs(theta: number, order: number): readonly Eigenpairs[] {
    const { pairs } = this.expansion(order);
    const series = waveSeries(this.waves, theta, order);
    return pairs.map((block) => block.expand(series));
  }

  /** Energy of every state at an angle, in k_B T_0. */
  energies(theta: number): number[] {
    const levels = this.eigenpairs(theta, 0).flatMap(({ energies }) => [...energies]);
    return this.states.map(({ level }) => levels[level]!);
  }

  /** Energies of one kind of block at an angle, ascending, in k_B T_0. */
  energiesOf(kind: number, theta: number): number[] {
    const { pairs } = this.expansion(0);
    return [...pairs[kind]!.expand(waveSeries(this.waves, theta, 0)).energies];
  }

  /** |E_a - E_b| of two states at an angle, from their blocks alone. */
  splitting(a: number, b: number, theta: number): number {
    const energy = (state: number): number => {
      const { block, n } = this.states[state]!;
      return this.energiesOf(this.blocks[block]!.kind, theta)[n]!;
    };
    return Math.abs(energy(a) - energy(b));
  }

  /** <upper|A+|lower> of all contacts and pairs of states at an angle, zeros left out; signs up to those of the states. */
  amplitudes(theta: number): { lower: number; upper: number; contact: number; amplitude: number }[] {
    const { weights } = this.expansion(0);
    const pairs = this.eigenpairs(theta, 0);
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

  /** Scratch for one order. */
  private expansion(order: number): Expansion {
    const known = this.expansions.get(order);
    if (known) return known;
    const pairs = this.kinds.map((kind) => new Eigenpairs(kind, order));
    const weights = this.matrices.map(
      (matrix) => new Weights(matrix, pairs[matrix.lower]!, pairs[matrix.upper]!, order),
    );
    const expansion = { pairs, weights };
    this.expansions.set(order, expansion);
    return expansion;
  }
}
