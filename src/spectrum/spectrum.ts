// The many-body spectrum of dots along their path: what stands between the description and the rates.

import { type Contact, contactsOf } from "../device/contacts.js";
import type { Junction } from "../device/dots.js";
import { type Passage, passagesOf, type TunnellingMatrix } from "./amplitudes.js";
import { type Block, type BlockKind, blocksOf } from "./blocks.js";
import { separateCopies } from "./copies.js";
import { Eigenpairs } from "./eigenpairs.js";
import { type FockSpace, fockSpace } from "./fock.js";
import { hamiltonian } from "./hamiltonian.js";
import { Levels } from "./levels.js";
import { lump, type Network, stateNetwork } from "./network.js";
import { type Exchange, exchangesOf, offsets, type State, statesOf } from "./states.js";
import { type Wave, waveSeries } from "./waves.js";

/** Levels of a block closer than this, relative to the largest, may be a crossing. */
const CLOSE = 1e-11;

/**
 * Energies, states and tunnelling amplitudes of a junction. Building it takes milliseconds, for 256 states a hundred, so
 * that a device is given its own by spectrumOf. Methods share scratch, and leave nothing in it that another one reads.
 */
export class Spectrum {
  readonly states: State[];
  readonly exchanges: Exchange[];
  /** energies of all kinds, and weights of all pairs of their states that a matrix connects */
  readonly levels: number;
  readonly weights: number;
  readonly space: FockSpace;
  readonly blocks: Block[];
  readonly kinds: BlockKind[];
  readonly contacts: Contact[];
  readonly waves: readonly Wave[];
  readonly matrices: readonly TunnellingMatrix[];
  private readonly passages: Passage[];
  private readonly firstState: number[];
  private readonly expansions = new Map<number, Eigenpairs[]>();
  private readonly levelsOf: Levels[] = [];
  private graph: Network | undefined;
  private classes: Network | undefined;

  constructor(readonly junction: Junction) {
    this.space = fockSpace(junction);
    this.contacts = contactsOf(junction);
    const H = hamiltonian(junction, this.space);
    this.waves = H.waves;
    const { kinds, blocks } = blocksOf(junction, this.space, H);
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

  /** Taylor series about theta of the eigenpairs of every kind of block: to be read before anything else is asked. */
  eigenpairs(theta: number, order: number): readonly Eigenpairs[] {
    const series = waveSeries(this.waves, theta, order);
    return this.expansion(order).map((block) => block.expand(series));
  }

  /** Energy of every state at an angle, in k_B T_0. */
  energies(theta: number): number[] {
    const levels = this.kinds.flatMap((_, kind) => this.energiesOf(kind, theta));
    return this.states.map(({ level }) => levels[level]!);
  }

  /** Energies of one kind of block at an angle, ascending, in k_B T_0. */
  energiesOf(kind: number, theta: number): number[] {
    const waves = waveSeries(this.waves, theta, 0);
    const energies = [...(this.levelsOf[kind] ??= new Levels(this.kinds[kind]!)).at(waves)];
    const distance = energies.slice(1).reduce((least, E, n) => Math.min(least, E - energies[n]!), Infinity);
    if (distance > CLOSE * Math.max(...energies.map(Math.abs))) return energies;
    // the eigenpairs know whether they cross
    return [...this.expansion(0)[kind]!.expand(waves).energies];
  }

  /** |E_a - E_b| of two states at an angle, from their blocks alone. */
  splitting(a: number, b: number, theta: number): number {
    const [one, other] = [this.states[a]!, this.states[b]!];
    const [kind, otherKind] = [this.blocks[one.block]!.kind, this.blocks[other.block]!.kind];
    const energies = this.energiesOf(kind, theta);
    const others = kind === otherKind ? energies : this.energiesOf(otherKind, theta);
    return Math.abs(energies[one.n]! - others[other.n]!);
  }

  /** <upper|A+|lower> of all contacts and pairs of states at an angle, zeros left out; signs up to those of the states. */
  amplitudes(theta: number): { lower: number; upper: number; contact: number; amplitude: number }[] {
    const pairs = this.eigenpairs(theta, 0);
    const amplitudes = this.matrices.map((matrix) =>
      amplitudesOf(matrix, pairs[matrix.lower]!, pairs[matrix.upper]!, theta),
    );
    const found: ReturnType<Spectrum["amplitudes"]> = [];
    for (const { lower, upper, contact, matrix, factor } of this.passages) {
      const columns = pairs[this.blocks[lower]!.kind]!.size;
      amplitudes[matrix]!.forEach((amplitude, e) => {
        if (Math.abs(amplitude) < 1e-12) return;
        const [j, i] = [Math.floor(e / columns), e % columns];
        found.push({
          lower: this.firstState[lower]! + i,
          upper: this.firstState[upper]! + j,
          contact,
          amplitude: factor * amplitude,
        });
      });
    }
    return found;
  }

  /** Scratch for one order. */
  private expansion(order: number): Eigenpairs[] {
    const known = this.expansions.get(order);
    if (known) return known;
    const pairs = this.kinds.map((kind) => new Eigenpairs(kind, order));
    this.expansions.set(order, pairs);
    return pairs;
  }
}

/** <upper j|T|lower i> at j * lower size + i, from the eigenvectors at the angle. */
function amplitudesOf(
  { elements, waves }: TunnellingMatrix,
  lower: Eigenpairs,
  upper: Eigenpairs,
  theta: number,
): Float64Array {
  const [rows, columns] = [upper.size, lower.size];
  const [U, V] = [upper.vectors[0]!, lower.vectors[0]!];
  const wave = waveSeries(waves, theta, 0);
  const amplitudes = new Float64Array(rows * columns);
  const image = new Float64Array(columns);
  for (let m = 0; m < rows; m++) {
    image.fill(0);
    elements.forEach((matrix, w) => {
      matrix[m]!.forEach((x, l) => {
        if (x === 0) return;
        for (let i = 0; i < columns; i++) image[i]! += wave[w]! * x * V[l * columns + i]!;
      });
    });
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) amplitudes[j * columns + i]! += U[m * rows + j]! * image[i]!;
    }
  }
  return amplitudes;
}
