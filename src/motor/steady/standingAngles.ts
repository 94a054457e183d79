// Where a rotor can stand: the torque of the frozen device meets the external one.

import type { Electrons } from "../../electrons/electrons.js";
import type { Brake } from "../../mechanics/mechanics.js";
import { interpolate } from "../../numerics/interpolation.js";

export interface Equilibrium {
  theta: number;
  /** whether a displaced rotor is driven back; between two such angles lies one that is not, the top of a barrier */
  stable: boolean;
  /** gamma_ext - F^(1), the friction of a slow swing about the angle; where it is negative, swings grow by themselves */
  friction: number;
}

/** Bisections of a bracket: to rounding. */
const BISECTIONS = 60;

/** The total torque on a rotor at rest, by angle, in k_B T_0; load is C_ext. */
export function torqueAtRest(electrons: Electrons, load: number, { profile }: Brake): (theta: number) => number {
  return (theta) => {
    const extra = profile ? interpolate((i) => profile[i]!, profile.length, theta) : 0;
    return electrons.frozen(theta, 0).F[0]! - load / (2 * Math.PI) - extra;
  };
}

/**
 * Every angle in 0..2 pi at which F^(0) = F_ext, ascending.
 *
 * @param load C_ext = 2 pi F_ext
 * @param nodes angles at which the sign of the total torque is looked at
 */
export function equilibria(electrons: Electrons, load: number, brake: Brake, nodes: number): Equilibrium[] {
  const { friction } = brake;
  const total = torqueAtRest(electrons, load, brake);
  const found: Equilibrium[] = [];
  let before = total(0);
  for (let i = 1; i <= nodes; i++) {
    let low = (2 * Math.PI * (i - 1)) / nodes;
    let high = (2 * Math.PI * i) / nodes;
    const now = total(high);
    if (before > 0 !== now > 0) {
      const stable = before > 0;
      for (let n = 0; n < BISECTIONS && high > low; n++) {
        const middle = (low + high) / 2;
        if (total(middle) > 0 === stable) low = middle;
        else high = middle;
      }
      found.push({ theta: low, stable, friction: friction - electrons.frozen(low, 1).F[1]! });
    }
    before = now;
  }
  return found;
}
