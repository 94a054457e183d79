// The many-body spectrum of a device of dots along its path: what stands between the description and the rates.

import type { Dots } from "../device/dots.js";
import { passagesOf, type TunnellingMatrix } from "./amplitudes.js";
import { type Block, type BlockKind, blocksOf } from "./blocks.js";
import { eigenpairs, waveSeries, weightSeries } from "./expansion.js";
import { type FockSpace, fockSpace } from "./fock.js";
import { type Hamiltonian, hamiltonian } from "./hamiltonian.js";

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
 * What two states exchange through one spin orbital. The rates are Gamma_r,s `factor` |T|^2 f and 1 - f, with |T|^2 the
 * weight series.
 */
export interface Exchange {
  lower: number;
  upper: number;
  mode: number;
  weight: number;
  factor: number;
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
  private readonly matrices: TunnellingMatrix[];

  constructor(readonly device: Dots) {
    this.space = fockSpace(device);
    this.hamiltonian = hamiltonian(device, this.space);
    const { kinds, blocks } = blocksOf(this.space, this.hamiltonian);
    this.kinds = kinds;
    this.blocks = blocks;

    const firstLevel: number[] = [];
    this.levels = kinds.reduce((first, { size }) => {
      firstLevel.push(first);
      return first + size;
    }, 0);
    const firstState: number[] = [];
    blocks.forEach(({ kind, charge, spin }, block) => {
      firstState.push(this.states.length);
      for (let n = 0; n < kinds[kind]!.size; n++) {
        this.states.push({ block, n, charge, spin, level: firstLevel[kind]! + n });
      }
    });

    const { matrices, passages } = passagesOf(this.space, kinds, blocks);
    const used = passages.filter(({ mode }) => this.touched(mode));
    const kept = [...new Set(used.map(({ matrix }) => matrix))].sort((a, b) => a - b);
    this.matrices = kept.map((i) => matrices[i]!);
    const firstWeight = new Map<number, number>();
    this.weights = kept.reduce((first, matrix) => {
      firstWeight.set(matrix, first);
      const { lower, upper } = matrices[matrix]!;
      return first + kinds[lower]!.size * kinds[upper]!.size;
    }, 0);
    for (const { lower, upper, mode, matrix, factor } of used) {
      const columns = kinds[blocks[lower]!.kind]!.size;
      const rows = kinds[blocks[upper]!.kind]!.size;
      for (let j = 0; j < rows; j++) {
        for (let i = 0; i < columns; i++) {
          this.exchanges.push({
            lower: firstState[lower]! + i,
            upper: firstState[upper]! + j,
            mode,
            weight: firstWeight.get(matrix)! + j * columns + i,
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
    const length = order + 1;
    const waves = waveSeries(this.hamiltonian.waves, theta, order);
    const pairs = this.kinds.map((kind) => eigenpairs(kind, waves, order));
    let next = at;
    for (const { energies } of pairs) {
      out.set(energies, next);
      next += energies.length;
    }
    for (const matrix of this.matrices) {
      const count = this.kinds[matrix.lower]!.size * this.kinds[matrix.upper]!.size * length;
      weightSeries(matrix, pairs[matrix.lower]!, pairs[matrix.upper]!, order, out.subarray(next, next + count));
      next += count;
    }
  }

  private touched(mode: number): boolean {
    const { orbital, spin } = this.space.modes[mode]!;
    return this.device.leads.some(({ gamma }) => gamma[orbital]![spin] > 0);
  }
}
