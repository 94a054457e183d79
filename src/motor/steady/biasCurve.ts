// C_F(0), the work of the adiabatic torque in a revolution, as a function of the bias.

import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import { cycleIntegrals } from "../cycle/coefficients.js";
import { type Piece, piecewise, type Sample } from "../../numerics/piecewise.js";

/** First pieces, in the lowest temperature. */
const FIRST = 4;

/** Narrower than this, in the lowest temperature, a piece is not divided. */
const FINEST = 1e-6;

/** What rounding may do to C_F(0), over its scale. */
const ROUNDING = 1e-14;

/** C_F(0) at a bias. */
export type WorkAt = (V: number, tolerance?: number) => Sample;

/**
 * C_F(0) and its error by bias, in k_B T_0. A grid that was fine enough is tried first at the next bias.
 *
 * @param usual error asked for, relative to the scale, where the caller of the function names none
 */
export function workByBias(electrons: Electrons, usual: number): WorkAt {
  let nodes: number | undefined;
  return (V, tolerance = usual) => {
    const biased = electrons.biased(V);
    let found = nodes === undefined ? undefined : cycleIntegrals(biased, 0, tolerance, nodes);
    if (!found || !(found.error <= tolerance)) found = cycleIntegrals(biased, 0, tolerance);
    nodes = found.nodes;
    return { value: found.F[0]!, error: (found.error + ROUNDING) * found.scale[0]! };
  };
}

/**
 * C_F(0) from no bias to the highest.
 *
 * Why nothing is missed: a bias enters through Fermi functions of (E -+ V/2) / T alone, which have poles at a distance
 * 2 pi T from the real biases. On an interval 4 T wide an interpolant of degree 16 is good to 6^-16 = 1e-13 of what they
 * can do, and its points are 0.4 T apart at most; where rates of very different size bring a pole of the occupations
 * nearer, the last coefficients show it and the piece is halved. From the bias on at which every Fermi function is 0 or
 * 1 one piece is enough.
 *
 * @throws Untrustworthy where C_F(0) cannot be computed
 */
export function biasCurve(
  electrons: Electrons,
  work: WorkAt,
  highest: number,
  done: (fraction: number) => void,
): Piece[] {
  const first = FIRST * electrons.scales.lowestTemperature;
  const last = Math.min(highest, electrons.saturation);
  const cuts = [0];
  for (let k = 1; k * first < last; k++) cuts.push(k * first);
  if (last < highest) cuts.push(last);
  cuts.push(highest);
  return piecewise(
    cuts.slice(1).map((to, k) => [cuts[k]!, to]),
    (biases) => biases.map((V) => work(V)),
    (from, to) => {
      if (to - from < FINEST * electrons.scales.lowestTemperature) {
        throw new Untrustworthy(`V = ${(from + to) / 2}: C_F(0) changes too fast here`);
      }
    },
    done,
  );
}
