// How constant a constant velocity is (Sec. III): its variation within a cycle against the moment of inertia.

import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import type { MotionOptions } from "./motion.js";
import { type FoundOrbit, type Orbit, orbitNear, orbitSearch } from "./orbit.js";
import { type Followed, followed } from "../../progress.js";

export interface VariationOptions extends MotionOptions {
  /** moments of inertia, two at least; in hbar^2 / k_B T_0 */
  inertias: readonly number[];
  /** velocity near which the heaviest rotor turns, within a factor of two */
  near: number;
}

export interface VelocityVariation {
  /** the periodic motion at each inertia, ascending */
  orbits: Orbit[];
  /** of (largest - smallest velocity) / mean velocity as a power of I, fitted to the heavier half: -1 by Eq. 10 */
  exponent: number;
}

/** From one inertia to the next at most so many halvings of the way, in the logarithm. */
const HALVINGS = 5;

/**
 * The periodic motion over the inertia, followed from the heaviest rotor to the lightest: what belongs to the velocity
 * asked for is what the motion of the heavier rotor changes into, over inertias in between where it changes much.
 *
 * @throws Untrustworthy where the heaviest has no motion near the velocity, or an inertia is too small for the rotor to turn
 */
export function velocityVariation(electrons: Electrons, options: VariationOptions & Followed): VelocityVariation {
  const { progress, ...rest } = options;
  return followed(progress ? { progress } : {}, (done) => vary(electrons, rest, done));
}

function vary(
  electrons: Electrons,
  { inertias, ...motion }: VariationOptions,
  done: (fraction: number) => void,
): VelocityVariation {
  const search = (inertia: number, near: number, p?: readonly number[]): FoundOrbit | string =>
    orbitNear(orbitSearch(electrons, { ...motion, inertia, near }), near, p);
  /** What the motion of a heavier rotor becomes. */
  const follow = ({ orbit, p }: FoundOrbit, inertia: number, halvings = HALVINGS): FoundOrbit | string => {
    const found = search(inertia, orbit.omegaAtZero, p);
    if (typeof found !== "string" || halvings === 0) return found;
    const between = follow({ orbit, p }, Math.sqrt(orbit.inertia * inertia), halvings - 1);
    return typeof between === "string" ? between : follow(between, inertia, halvings - 1);
  };
  let last: FoundOrbit | undefined;
  const orbits = [...inertias]
    .sort((a, b) => b - a)
    .map((inertia, i) => {
      const found = last ? follow(last, inertia) : search(inertia, motion.near);
      if (typeof found === "string") throw new Untrustworthy(found);
      last = found;
      done((i + 1) / inertias.length);
      return found.orbit;
    })
    .reverse();
  const heavier = orbits.slice(-Math.max(2, Math.ceil(orbits.length / 2)));
  const x = heavier.map(({ inertia }) => Math.log(inertia));
  const y = heavier.map(({ variation, omegaMean }) => Math.log(variation / Math.abs(omegaMean)));
  return { orbits, exponent: slope(x, y) };
}

/** Of the straight line that fits best. */
function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (a: readonly number[]): number => a.reduce((sum, value) => sum + value, 0) / a.length;
  const [mx, my] = [mean(x), mean(y)];
  const sxy = x.reduce((sum, xi, i) => sum + (xi - mx) * (y[i]! - my), 0);
  return sxy / x.reduce((sum, xi) => sum + (xi - mx) ** 2, 0);
}
