// A device of dots from scratch, for comparison only: operators as matrices over all occupations (Jordan and Wigner), the
// whole Hamiltonian diagonalised at once (Jacobi), golden-rule rates between all eigenstates, the stationary state by
// Gauss. Nothing here comes from src/spectrum or the engines.

import type { Coupling, SpinSeries } from "../../src/device/contacts.js";
import type { Dots } from "../../src/device/dots.js";
import type { Harmonics } from "../../src/device/harmonics.js";

type Matrix = number[][];

export interface Point {
  F: number;
  I: number[];
  J: number[];
}

const zeros = (n: number): Matrix => Array.from({ length: n }, () => new Array<number>(n).fill(0));

function times(A: Matrix, B: Matrix): Matrix {
  return A.map((row) => {
    const sum = new Array<number>(B[0]!.length).fill(0);
    row.forEach((a, k) => {
      if (a !== 0) B[k]!.forEach((b, j) => (sum[j]! += a * b));
    });
    return sum;
  });
}

const transpose = (A: Matrix): Matrix => A[0]!.map((_, j) => A.map((row) => row[j]!));

const plus = (A: Matrix, factor: number, B: Matrix): Matrix =>
  A.map((row, i) => row.map((a, j) => a + factor * B[i]![j]!));

const kronecker = (A: Matrix, B: Matrix): Matrix =>
  A.flatMap((rowA) => B.map((rowB) => rowA.flatMap((a) => rowB.map((b) => a * b))));

const value = ({ const: c, cos, sin }: Harmonics, theta: number): number =>
  c +
  cos.reduce((sum, x, i) => sum + x * Math.cos((i + 1) * theta), 0) +
  sin.reduce((sum, x, i) => sum + x * Math.sin((i + 1) * theta), 0);

const slope = ({ cos, sin }: Harmonics, theta: number): number =>
  cos.reduce((sum, x, i) => sum - (i + 1) * x * Math.sin((i + 1) * theta), 0) +
  sin.reduce((sum, x, i) => sum + (i + 1) * x * Math.cos((i + 1) * theta), 0);

/** Eigenvalues and eigenvectors (columns) of a symmetric matrix, by plane rotations. */
function jacobi(A: Matrix): { values: number[]; vectors: Matrix } {
  const n = A.length;
  const H = A.map((row) => [...row]);
  const V: Matrix = zeros(n).map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const x = H[p]![q]!;
        off = Math.max(off, Math.abs(x));
        if (x === 0) continue;
        const tau = (H[q]![q]! - H[p]![p]!) / (2 * x);
        const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
        const c = 1 / Math.hypot(1, t);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          const [a, b] = [H[k]![p]!, H[k]![q]!];
          H[k]![p] = c * a - s * b;
          H[k]![q] = s * a + c * b;
        }
        for (let k = 0; k < n; k++) {
          const [a, b] = [H[p]![k]!, H[q]![k]!];
          H[p]![k] = c * a - s * b;
          H[q]![k] = s * a + c * b;
        }
        H[p]![q] = H[q]![p] = 0;
        for (let k = 0; k < n; k++) {
          const [a, b] = [V[k]![p]!, V[k]![q]!];
          V[k]![p] = c * a - s * b;
          V[k]![q] = s * a + c * b;
        }
      }
    }
    if (off === 0) break;
  }
  return { values: H.map((row, i) => row[i]!), vectors: V };
}

/** The solution of A x = b. */
function solve(A: Matrix, b: readonly number[]): number[] {
  const rows = A.map((row, i) => [...row, b[i]!]);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    const best = rows.slice(i).reduce((at, row, k) => (Math.abs(row[i]!) > Math.abs(rows[at]![i]!) ? i + k : at), i);
    [rows[i], rows[best]] = [rows[best]!, rows[i]!];
    for (let k = i + 1; k < n; k++) {
      const factor = rows[k]![i]! / rows[i]![i]!;
      for (let j = i; j <= n; j++) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    x[i] = (rows[i]![n]! - x.reduce((sum, xj, j) => (j > i ? sum + rows[i]![j]! * xj : sum), 0)) / rows[i]![i]!;
  }
  return x;
}

/** The device at one angle: levels, populations, currents, and W for what follows. */
interface Frozen {
  vectors: Matrix;
  energies: number[];
  slopes: number[];
  charge: number[];
  /** W_r[to][from] by lead, without diagonals */
  W: Matrix[];
  p: number[];
}

/** Any device of dots with finite repulsion. */
export class OccupationBasis {
  private readonly spins: readonly ("up" | "down")[];
  /** d_l,s by orbital and spin */
  private readonly d: Record<"up" | "down", Matrix[]>;
  private readonly number: Matrix[];

  constructor(private readonly device: Dots) {
    const { orbitals, spinless } = device;
    this.spins = spinless ? ["up"] : ["up", "down"];
    const modes = orbitals.length * this.spins.length;
    const one = [
      [1, 0],
      [0, 1],
    ];
    const parity = [
      [1, 0],
      [0, -1],
    ];
    const lower = [
      [0, 1],
      [0, 0],
    ];
    const destroy = (mode: number): Matrix =>
      Array.from({ length: modes }, (_, m) => (m < mode ? parity : m === mode ? lower : one)).reduce(kronecker);
    const of = (offset: number): Matrix[] => orbitals.map((_, l) => destroy(l * this.spins.length + offset));
    this.d = { up: of(0), down: spinless ? [] : of(1) };
    this.number = orbitals.map((_, l) =>
      this.spins.map((spin) => this.occupation(l, spin)).reduce((a, b) => plus(a, 1, b)),
    );
  }

  /** Torque and currents of order 0 and 1 in the velocity at an angle. */
  orders(theta: number): [Point, Point] {
    const here = this.frozen(theta);
    // dp/dtheta of the eigenstates, from the density matrix: their names may change between two angles
    const h = 1e-3;
    const at = [-2, -1, 1, 2].map((k) => this.density(theta + k * h));
    const [a, b, c, d] = at as [Matrix, Matrix, Matrix, Matrix];
    const derivative = a.map((row, i) =>
      row.map((_, j) => (a[i]![j]! - 8 * b[i]![j]! + 8 * c[i]![j]! - d[i]![j]!) / (12 * h)),
    );
    const rotated = times(transpose(here.vectors), times(derivative, here.vectors));
    const W = here.W.reduce((sum, Wr) => plus(sum, 1, Wr));
    const p1 = solve(
      generator(W, 0),
      rotated.map((row, i) => (i === 0 ? 0 : row[i]!)),
    );
    return [this.fluxes(here, here.p), this.fluxes(here, p1)];
  }

  /** The golden-rule rates per lead between eigenstates, filled with f = 1: sum over all pairs. */
  totalStrength(theta: number, lead: number): number {
    return this.operators(this.device.leads[lead]!, theta)
      .flatMap((A) => A.flat())
      .reduce((sum, x) => sum + x * x, 0);
  }

  private occupation(l: number, spin: "up" | "down"): Matrix {
    const d = this.d[spin][l]!;
    return times(transpose(d), d);
  }

  /** H(theta), or its derivative where `series` is `slope`. */
  private hamiltonian(theta: number, series: (x: Harmonics, theta: number) => number, constants: number): Matrix {
    const { orbitals, hopping, inter, spinless } = this.device;
    let H = zeros(this.number[0]!.length);
    orbitals.forEach(({ energy, zeeman, intra }, l) => {
      H = plus(H, series(energy, theta), this.number[l]!);
      if (spinless) return;
      const [up, down] = [this.occupation(l, "up"), this.occupation(l, "down")];
      H = plus(H, series(zeeman, theta) / 2, plus(up, -1, down));
      H = plus(H, constants * intra, times(up, down));
    });
    for (const {
      between: [a, b],
      amplitude,
    } of hopping) {
      for (const spin of this.spins) {
        const hop = times(transpose(this.d[spin][a]!), this.d[spin][b]!);
        H = plus(H, series(amplitude, theta), plus(hop, 1, transpose(hop)));
      }
    }
    for (const {
      between: [a, b],
      U,
    } of inter)
      H = plus(H, constants * U, times(this.number[a]!, this.number[b]!));
    return H;
  }

  /** The operators sum_l t_l d_l,s of all channels and spins of a lead. */
  private operators({ gamma, channels }: Coupling, theta: number): Matrix[] {
    const own: SpinSeries[][] = channels ?? [];
    const amplitudes = this.spins.flatMap((spin) => [
      ...own.map((channel) => ({ spin, t: channel.map((x) => value(x[spin], theta)) })),
      ...(gamma ?? []).map((rate, l) => ({
        spin,
        t: (gamma ?? []).map((_, k) => (k === l ? Math.sqrt(value(rate[spin], theta)) : 0)),
      })),
    ]);
    return amplitudes.map(({ spin, t }) =>
      t.reduce((A, x, l) => (x === 0 ? A : plus(A, x, this.d[spin][l]!)), zeros(this.number[0]!.length)),
    );
  }

  private frozen(theta: number): Frozen {
    const { leads } = this.device;
    const { values: energies, vectors } = jacobi(this.hamiltonian(theta, value, 1));
    const diagonal = (A: Matrix): number[] => times(transpose(vectors), times(A, vectors)).map((row, i) => row[i]!);
    const W = leads.map((lead) => {
      const rates = zeros(energies.length);
      for (const d of this.operators(lead, theta)) {
        // <a|d|b>: an electron leaves b, which becomes a
        times(transpose(vectors), times(d, vectors)).forEach((row, a) =>
          row.forEach((x, b) => {
            const argument = (energies[b]! - energies[a]! - lead.mu) / lead.T;
            rates[a]![b]! += (x * x) / (1 + Math.exp(-argument));
            rates[b]![a]! += (x * x) / (1 + Math.exp(argument));
          }),
        );
      }
      return rates;
    });
    const p = solve(
      generator(
        W.reduce((sum, Wr) => plus(sum, 1, Wr)),
        0,
      ),
      energies.map((_, i) => (i === 0 ? 1 : 0)),
    );
    return {
      vectors,
      energies,
      slopes: diagonal(this.hamiltonian(theta, slope, 0)), // Hellmann and Feynman
      charge: diagonal(this.number.reduce((a, b) => plus(a, 1, b))).map(Math.round),
      W,
      p,
    };
  }

  private density(theta: number): Matrix {
    const { vectors, p } = this.frozen(theta);
    return times(
      vectors.map((row) => row.map((x, i) => x * p[i]!)),
      transpose(vectors),
    );
  }

  private fluxes({ energies, slopes, charge, W }: Frozen, p: readonly number[]): Point {
    const { leads } = this.device;
    const flow = (r: number, carried: (from: number, to: number) => number): number =>
      W[r]!.reduce(
        (sum, row, to) => sum + row.reduce((inner, w, from) => inner + w * p[from]! * carried(from, to), 0),
        0,
      );
    const left = (from: number, to: number): number => charge[from]! - charge[to]!;
    return {
      F: -slopes.reduce((sum, x, i) => sum + x * p[i]!, 0),
      I: leads.map((_, r) => flow(r, left)),
      J: leads.map(({ mu }, r) => flow(r, (from, to) => energies[from]! - energies[to]! - mu * left(from, to))),
    };
  }
}

/** The kernel with diagonals, one row replaced by the normalisation. */
function generator(W: Matrix, row: number): Matrix {
  const K = W.map((line) => [...line]);
  for (let j = 0; j < K.length; j++) K[j]![j] = -W.reduce((sum, line, i) => (i === j ? sum : sum + line[j]!), 0);
  K[row] = K[row]!.map(() => 1);
  return K;
}
