// What the superposition of two states does to the currents of the frozen device.
//
// Lowest-order rates keep the diagonal elements of the density matrix. The next ones are small where a splitting is large:
// of rho_ab, driven by the populations, damped by the mean rate lambda out of the pair and turned by the splitting w,
//   0 = d . p - (i w + lambda) rho_ab,   so   Re rho_ab = kappa d . p,   kappa = lambda / (w^2 + lambda^2),
// and it acts back on populations and currents, W p + v Re rho_ab = 0, I_r = I_r(p) + c_r Re rho_ab. All three come from
// the rates Gamma_r <a|A|m><m|A+|b> by which lead r joins both states to a third one m, each with the mean of the two
// Fermi functions; in equilibrium d . p = 0. Superpositions that drive each other are left out: this is an estimate.

import type { Lead } from "../device/lead.js";
import { inverse } from "../numerics/linearSystem.js";
import { dot } from "../numerics/vector.js";
import type { Snapshot, Way } from "./snapshot.js";

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

/** What a lead moves between two states, in electrons over time and population. */
interface Flow {
  lead: number;
  lower: number;
  upper: number;
  into: number;
  back: number;
}

/** A frozen device with given potentials of the leads: stationary populations and currents, and what pairs change. */
export class Bias {
  /** I_r of the rates alone */
  readonly currents: number[];
  private readonly flows: Flow[] = [];
  private readonly exits: number[];
  private readonly inverse: number[][] | undefined;
  private readonly p: number[];
  private readonly feedbacks = new Map<string, Feedback>();

  constructor(
    private readonly at: Snapshot,
    private readonly leads: readonly Pick<Lead, "mu" | "T">[],
  ) {
    const { energies } = at;
    const W = energies.map(() => energies.map(() => 0));
    const move = (from: number, to: number, rate: number): void => {
      W[to]![from]! += rate;
      W[from]![from]! -= rate;
    };
    for (const lower of energies.keys()) {
      for (const { m: upper, lead, rate } of merged(at.ways(lower, lower).filter(({ above }) => above))) {
        const [f, hole] = this.fermi(lead, energies[upper]! - energies[lower]!);
        const flow = { lead, lower, upper, into: rate * f, back: rate * hole };
        move(lower, upper, flow.into);
        move(upper, lower, flow.back);
        this.flows.push(flow);
      }
    }
    this.exits = W.map((row, i) => -row[i]!);
    // the last row gives way to the normalisation
    W[W.length - 1]!.fill(1);
    this.inverse = inverse(W);
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
    const solution = inverse(
      all.map(({ kappa, d }, i) => all.map(({ y }, j) => (i === j ? 1 : 0) + kappa * dot(d, y))),
    );
    const x = (solution ?? []).map((row) => dot(row, driven));
    const p = this.p.map((pi, s) => x.reduce((rest, xi, i) => rest - xi * all[i]!.y[s]!, pi));
    return this.currentsOf(p).map((I, r) => x.reduce((sum, xi, i) => sum + xi * all[i]!.c[r]!, I));
  }

  /** y with W y = b and sum(y) = total. */
  private solve(b: readonly number[], total: number): number[] {
    const right = this.exits.map((_, i) => (i === this.exits.length - 1 ? total : (b[i] ?? 0)));
    return this.exits.map((_, i) => (this.inverse ? dot(this.inverse[i]!, right) : NaN));
  }

  private currentsOf(p: readonly number[]): number[] {
    const I = this.leads.map(() => 0);
    for (const { lead, lower, upper, into, back } of this.flows) I[lead]! += back * p[upper]! - into * p[lower]!;
    return I;
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

/** The ways of a lead to a state as one. */
function merged(ways: readonly Way[]): Way[] {
  const sums = new Map<string, Way>();
  for (const way of ways) {
    const key = `${way.lead} ${way.m}`;
    const known = sums.get(key);
    if (known) known.rate += way.rate;
    else sums.set(key, { ...way });
  }
  return [...sums.values()];
}
