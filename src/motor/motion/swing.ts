// A rotor that turns back: whether something holds it, or it may still swing over.

import { Untrustworthy } from "../../errors.js";
import type { RevolutionLimits, Rotor } from "../../mechanics/mechanics.js";

/** Looks at the width of a swing at most. */
const LOOKS = 400;

/** Changes of the width below this are rounding; what is still to come must be below the other to count as nothing. */
const WIDTH_NOISE = 1e-8;
const WIDTH_SETTLED = 1e-3;

/**
 * One revolution, or what keeps the rotor from it. A rotor that turns back is trapped once its swing shrinks or grows
 * towards a width that it has nearly reached; while it may still swing over the barrier, it is "swinging".
 */
export function swing(
  rotor: Rotor,
  limits: RevolutionLimits,
): "revolved" | "ran-away" | "out-of-steps" | "trapped" | "swinging" {
  let width = NaN;
  let growth = NaN;
  for (let look = 0; look < LOOKS; look++) {
    const outcome = rotor.revolve(limits);
    if (outcome !== "turning-back") return outcome;
    const [a, b] = rotor.turningPoints;
    const grown = Math.abs(b - a) - width;
    width = Math.abs(b - a);
    if (width < WIDTH_NOISE || grown < -WIDTH_NOISE * width) return "trapped";
    const ratio = grown / growth;
    const left = ratio > 0 && ratio < 1 ? (grown * ratio) / (1 - ratio) : Infinity;
    if (grown > WIDTH_NOISE * width && left < WIDTH_SETTLED * width) return "trapped";
    growth = grown;
  }
  return "swinging";
}

/** Room on both sides of a swing, in radians, in which what holds the rotor may lie. */
const TRAP_MARGIN = 1e-4;

/** A trap holds: between the turning points the torque on a rotor at rest changes its sign. */
export function checkTrap([from, to]: [number, number], atRest: (theta: number) => number): void {
  const a = atRest(from - TRAP_MARGIN);
  const b = atRest(to + TRAP_MARGIN);
  if (a * b <= 0) return;
  throw new Untrustworthy(
    `the rotor turns back at theta = ${from.toPrecision(4)}, where the torque does not hold it: its friction is too strong, or ` +
      "its inertia too small, for the steps",
  );
}
