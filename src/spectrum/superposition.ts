// What the superposition of two states does to the currents of the frozen device.
//
// Lowest-order rates keep the diagonal elements of the density matrix. The next ones are small where a splitting is large:
// of rho_ab, driven by the populations, damped by the mean rate lambda out of the pair and turned by the splitting w,
//   0 = d . p - (i w + lambda) rho_ab,   so   Re rho_ab = kappa d . p,   kappa = lambda / (w^2 + lambda^2),
// and it acts back on populations and currents, W p + v Re rho_ab = 0, I_r = I_r(p) + c_r Re rho_ab. All three come from
// the rates Gamma_r <a|A|m><m|A+|b> by which lead r joins both states to a third one m, each with the mean of the two
// Fermi functions; in equilibrium d . p = 0. Superpositions that drive each other are left out: this is an estimate.

import type { Lead } from "../device/lead.js";
import { solver } from "../numerics/linearSystem.js";
import { dot } from "../numerics/vector.js";
import type { Snapshot } from "./snapshot.js";

/** One superposition as it enters the equations at the head of the file. */
interface Feedback {
  kappa: number;
  /** what populations drive it with */
  d: number[];
  /** what it feeds back into the populations, solved: W y = v with sum(y) = 0 */
  y: number[];
  /** its part of the currents by lead */
  c: number[];
}

/** A frozen device with given potentials of the leads: stationary populations and currents, and what pairs change. */
export class Bias {
  /** I_r of the rates alone */
  readonly currents: number[];
  private readonly exits: number[];
  /** I_r = flow_r . p */
  private readonly flows: number[][];
  private readonly solved: ((b: readonly number[]) => number[]) | undefined;
  private readonly p: number[];
  private readonly feedbacks = new Map<string, Feedback>();

  constructor(
    private readonly at: Snapshot,
    private readonly leads: readonly Pick<Lead, "mu" | "T">[],
  ) {
    const { energies } = at;
    const n = energies.length;
    const W = new Float64Array(n * n);
    this.exits = energies.map(() => 0);
    this.flows = leads.map(() => energies.map(() => 0));
    const move = (from: number, to: number, rate: number): void => {
      W[to * n + from]! += rate;
      W[from * n + from]! -= rate;
      this.exits[from]! += rate;
    };
    for (const { lead, lower, upper, rate } of at.steps) {
      const [f, hole] = this.fermi(lead, energies[upper]! - energies[lower]!);
      move(lower, upper, rate * f);
      move(upper, lower, rate * hole);
      this.flows[lead]![lower]! -= rate * f;
      this.flows[lead]![upper]! += rate * hole;
    }
    // the last row gives way to the normalisation
    W.fill(1, n * (n - 1));
    this.solved = solver(W, n);
    this.p = this.solve([], 1);
    this.currents = this.currentsOf(this.p);
  }

  /** Whether the rates decide the populations here, to the digits of this solution. */
  get decided(): boolean {
    return this.p.every((pi) => Math.abs(pi) < 2);
  }

  /** I_r with the superpositions of some pairs. */
  with(pairs: readonly (readonly [number, number])[]): number[] {
    const all = pairs.map(([a, b]) => this.feedback(a, b));
    // x_i = kappa_i d_i . (p - sum_j y_j x_j)
    const driven = all.map(({ kappa, d }) => kappa * dot(d, this.p));
    const n = all.length;
    const coupling = all.flatMap(({ kappa, d }, i) => all.map(({ y }, j) => (i === j ? 1 : 0) + kappa * dot(d, y)));
    const x = solver(Float64Array.from(coupling), n)?.(driven) ?? [];
    const p = this.p.map((pi, s) => x.reduce((rest, xi, i) => rest - xi * all[i]!.y[s]!, pi));
    return this.currentsOf(p).map((I, r) => x.reduce((sum, xi, i) => sum + xi * all[i]!.c[r]!, I));
  }

  /** y with W y = b and sum(y) = total. */
  private solve(b: readonly number[], total: number): number[] {
    const right = this.exits.map((_, i) => (i === this.exits.length - 1 ? total : (b[i] ?? 0)));
    return this.solved?.(right) ?? right.map(() => NaN);
  }

  private currentsOf(p: readonly number[]): number[] {
    return this.flows.map((flow) => dot(flow, p));
  }

  private feedback(a: number, b: number): Feedback {
    const key = `${a} ${b}`;
    const known = this.feedbacks.get(key);
    if (known) return known;
    const { energies: E } = this.at;
    const d = E.map(() => 0);
    const v = E.map(() => 0);
    const c = this.leads.map(() => 0);
    for (const { m, above, lead, rate } of this.at.ways(a, b)) {
      // `to` leads from the pair to m, `from` back
      const [fromA, toA] = this.fermi(lead, above ? E[m]! - E[a]! : E[a]! - E[m]!, above);
      const [fromB, toB] = this.fermi(lead, above ? E[m]! - E[b]! : E[b]! - E[m]!, above);
      d[m]! += (rate * (fromA + fromB)) / 2;
      d[a]! -= (rate * toA) / 2;
      d[b]! -= (rate * toB) / 2;
      v[m]! += rate * (toA + toB);
      v[a]! -= rate * toB;
      v[b]! -= rate * toA;
      c[lead]! += (above ? -1 : 1) * rate * (toA + toB);
    }
    const splitting = E[a]! - E[b]!;
    const lambda = (this.exits[a]! + this.exits[b]!) / 2;
    const kappa = lambda / (splitting * splitting + lambda * lambda);
    const feedback = { kappa, d, y: this.solve(v, 0), c };
    this.feedbacks.set(key, feedback);
    return feedback;
  }

  /** f and 1 - f of a lead, or 1 - f and f. */
  private fermi(lead: number, x: number, swapped = false): [number, number] {
    const { mu, T } = this.leads[lead]!;
    const argument = (x - mu) / T;
    const [f, hole] = [1 / (1 + Math.exp(argument)), 1 / (1 + Math.exp(-argument))];
    return swapped ? [hole, f] : [f, hole];
  }
}
