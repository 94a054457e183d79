// The periodic state by Fourier collocation: p is a trigonometric polynomial through an odd number of uniform angles,
// which is differentiated exactly; Omega dp/dtheta = W p at all of them is one dense linear system.
//
// Where the rotor outruns the electrons, unknown are p at the first angle and what it differs by at the others, and in place
// of the equation at the first angle stands the mean of all, in which the derivative is zero: sum_i W_i p_i = 0. So no
// velocity is too large: the differences, which are small then, stand alone behind Omega, and W alone decides on p.

import { Untrustworthy } from "../errors.js";
import { solve } from "../numerics/linearSystem.js";
import type { Classes } from "./occupations.js";

/** Equations at most: beyond, a dense system takes minutes. */
const LARGEST_SYSTEM = 4500;

/** @throws Untrustworthy where a system would be too large */
export function checkAngles(N: number, classes: Classes): void {
  if (N * (classes.length - 1) <= LARGEST_SYSTEM) return;
  throw new Untrustworthy(`${N} angles are too many for the typescript engine; wasm takes them`);
}

/** dp/dtheta at angle i is the sum over j of this times p at angle j: (-1)^d / (2 sin(pi d / N)), d = i - j, N odd. */
function derivative(d: number, N: number): number {
  return d === 0 ? 0 : (d % 2 === 0 ? 0.5 : -0.5) / Math.sin((Math.PI * d) / N);
}

/**
 * Occupations of the periodic state of Omega dp/dtheta = W(theta) p.
 *
 * @param kernels W at the angles 2 pi i / N, N odd
 * @param classes states that a symmetry makes equally probable
 * @param pause called after every row of the system that is solved
 * @returns p[i][state]
 */
export function periodicOccupations(
  kernels: readonly number[][][],
  omega: number,
  classes: Classes,
  pause: () => void = () => undefined,
): number[][] {
  const N = kernels.length;
  // total occupations of the classes but the last one, P_C, are unknown; the last one is 1 - sum P_C
  const free = classes.length - 1;
  const last = classes[free]!;
  // row after row, each with its right-hand side behind it
  const system = Array.from({ length: N * free }, () => new Float64Array(N * free + 1));
  const fastest = Math.max(...kernels.flatMap((W) => W.map((row, k) => -row[k]!)));
  const outruns = Math.abs(omega) > fastest;
  const unit = outruns ? Math.abs(omega) : 1;
  kernels.forEach((W, i) => {
    /** W_CD = sum_(k in C) W_kl for any l in D */
    const rate = (C: readonly number[], D: readonly number[]): number => C.reduce((sum, k) => sum + W[k]![D[0]!]!, 0);
    for (let c = 0; c < free; c++) {
      const row = system[i * free + c]!;
      const constant = rate(classes[c]!, last);
      const changes = classes.slice(0, free).map((D) => rate(classes[c]!, D) - constant);
      if (outruns) {
        const mean = system[c]!;
        changes.forEach((change, d) => {
          mean[d]! -= change / N;
          if (i > 0) mean[i * free + d]! -= change / N;
        });
        mean[N * free]! += constant / N;
        if (i === 0) continue;
        changes.forEach((change, d) => (row[d]! -= change / unit));
      }
      for (let j = outruns ? 1 : 0; j < N; j++) row[j * free + c] = (omega / unit) * derivative(i - j, N);
      changes.forEach((change, d) => (row[i * free + d]! -= change / unit));
      row[N * free] = constant / unit;
    }
  });
  const P = solve(system, pause)?.map(([x]) => x!);
  if (!P?.every(Number.isFinite)) throw new Untrustworthy(`no unique periodic state at omega = ${omega}`);
  return kernels.map((W, i) => {
    const p = W.map(() => 0);
    const total = P.slice(i * free, (i + 1) * free).map((x, c) => (outruns && i > 0 ? P[c]! + x : x));
    total.push(1 - total.reduce((sum, x) => sum + x, 0));
    classes.forEach((members, c) => members.forEach((k) => (p[k] = total[c]! / members.length)));
    return p;
  });
}
