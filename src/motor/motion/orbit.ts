// The periodic motion of a rotor of finite inertia (Sec. III): what a trajectory settles on, or would if it were stable.
// Velocity and occupations come back after a revolution. At a velocity the occupations that come back are found first, and
// of the velocities then the root of the energy gained, which finds unstable orbits as well.

import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import type { CoupledRotor, Transfer } from "../../electrons/engine.js";
import type { RevolutionLimits } from "../../mechanics/mechanics.js";
import { SAFETY } from "../cycle/accuracy.js";
import { fixedPoint } from "../../numerics/fixedPoint.js";
import { type MotionOptions, motionOf } from "./motion.js";
import { type Followed, followed } from "../../progress.js";

export interface OrbitOptions extends MotionOptions {
  /** moment of inertia, in hbar^2 / k_B T_0 */
  inertia: number;
  /** velocity near which to look, within a factor of two */
  near: number;
}

export interface Orbit {
  inertia: number;
  /** 2 pi over the duration of a revolution, signed */
  omegaMean: number;
  /** what `omegaMean` may be off by: what is left of the energy gained, and the errors of the steps */
  omegaMeanError: number;
  /** velocity at theta = 0 */
  omegaAtZero: number;
  /** what `omegaAtZero` may be off by, as `omegaMeanError` */
  omegaAtZeroError: number;
  /** how far a revolution is from coming back: the largest change of an occupation, or of the velocity over itself */
  closure: number;
  /** largest minus smallest velocity within the revolution */
  variation: number;
  /** whether a rotor that turns a little faster gains less (Eq. 61), its electrons having adjusted */
  stable: boolean;
  /** integral of I_r over a revolution, by lead */
  chargePerCycle: Record<string, number>;
  /** integral of J_r over a revolution, by lead */
  heatPerCycle: Record<string, number>;
}

/** Secant steps at most, and the relative length of one that counts as none. */
const STEPS = 60;
const CONVERGED = 1e-10;

/** A step that is no shorter than half the last is due to rounding, if it is as short as this. */
const ROUNDING = 1e-7;

/** A step changes the velocity by this factor at most. */
const BOLDEST = 1.5;

/** Of two velocities nearer than this, relatively, the difference of the gains may be rounding: no slope is taken. */
const CLOSE = 1e-6;

/** How nearly occupations must come back, and revolutions at most until they do. */
const RETURNED = 1e-10;
const REVOLUTIONS = 80;

/** Attempts at a first velocity that takes the rotor around, and at one between two. */
const FASTER = 10;
const CLOSER = 20;

/** An orbit is near a velocity within this factor; so many velocities on either side are tried where it is not at once. */
const NEAR = 2;
const TRIALS = 12;

/** How much smaller the errors of the steps are that tell what they do. */
const STRICTER = 0.1;

/** One revolution from theta = 0, the occupations coming back. */
interface Revolution {
  omega: number;
  p: readonly number[];
  /** the largest change of an occupation */
  residual: number;
  /** C_F - C_ext from the kinetic energy gained (Eq. 10) */
  gain: number;
  /** velocity after it */
  after: number;
  mean: number;
  variation: number;
  transferred: Readonly<Record<string, Transfer>>;
}

/** A rotor whose orbits are looked for, and how. */
interface OrbitSearch {
  electrons: Electrons;
  rotor: CoupledRotor;
  limits: RevolutionLimits;
  /** F_ext */
  torque: number;
  inertia: number;
}

/** Once around; null where the rotor does not get there. */
function revolve(search: OrbitSearch, omega: number, p?: readonly number[]): Revolution | null {
  const { rotor, limits, torque, inertia } = search;
  rotor.place(0, omega, inertia, torque, p);
  const start = rotor.p;
  if (rotor.revolve(limits) !== "revolved" || rotor.omega * omega < 0) return null;
  return {
    omega,
    p: rotor.p,
    residual: Math.max(...rotor.p.map((pi, i) => Math.abs(pi - start[i]!))),
    gain: (Math.sign(omega) * inertia * (rotor.omega - omega) * (rotor.omega + omega)) / 2,
    after: rotor.omega,
    mean: (Math.sign(omega) * 2 * Math.PI) / rotor.time,
    variation: rotor.velocityRange[1] - rotor.velocityRange[0],
    transferred: rotor.transferred,
  };
}

/** As revolve, with the occupations that come back. */
function settled(search: OrbitSearch, omega: number, p?: readonly number[]): Revolution | null {
  const first = p ? undefined : revolve(search, omega);
  if (first === null) return null;
  const found = fixedPoint(
    (point) => {
      const answer = revolve(search, omega, point);
      return answer && { image: answer.p, answer };
    },
    p ?? first!.p,
    RETURNED,
    REVOLUTIONS,
  );
  return found && found.answer;
}

/** A closed orbit: its revolution, and how gain and mean velocity change with the velocity at theta = 0. */
interface Closed extends Revolution {
  slope: number;
  meanSlope: number;
}

/** The root of the gain that secants from a velocity lead to; undefined where they leave the motions that get around. */
function rootFrom(search: OrbitSearch, start: number, p?: readonly number[]): Closed | undefined {
  // started too slow the rotor does not get around at all
  let before = settled(search, start, p);
  for (let tries = 1, omega = start; !before && tries <= FASTER; tries++) before = settled(search, (omega *= 1.2), p);
  if (!before) return undefined;
  let omega = before.omega * (1 + 1e-3);
  let slope = NaN;
  let meanSlope = NaN;
  let lastStep = Infinity;
  for (let step = 0; step < STEPS; step++) {
    let now = settled(search, omega, before.p);
    // come back towards the last velocity that took the rotor around
    for (let tries = 0; !now && tries < CLOSER; tries++) {
      omega = (omega + before.omega) / 2;
      now = settled(search, omega, before.p);
    }
    if (!now) return undefined;
    const apart = omega - before.omega;
    if (Math.abs(apart) > CLOSE * Math.abs(omega)) {
      slope = (now.gain - before.gain) / apart;
      meanSlope = (now.mean - before.mean) / apart;
    }
    const change = -now.gain / slope;
    const length = Math.abs(change / omega);
    if (length <= CONVERGED || (length <= ROUNDING && length > lastStep / 2)) return { ...now, slope, meanSlope };
    lastStep = length;
    const next = omega + Math.sign(change) * Math.min(Math.abs(change), (BOLDEST - 1) * Math.abs(omega));
    if (!(next * start > 0)) return undefined; // beyond rest: nothing turns in this direction
    before = now;
    omega = next;
  }
  return undefined;
}

/** The root nearest to a velocity, by looking at more and more distant ones. */
function nearestRoot(search: OrbitSearch, near: number, p?: readonly number[]): Closed | undefined {
  const first = settled(search, near, p);
  const reached = [first, first];
  for (let k = 1; k <= TRIALS; k++) {
    for (const side of [0, 1]) {
      const from = reached[side];
      const to = settled(search, near * NEAR ** ((side === 0 ? k : -k) / TRIALS), from?.p ?? p);
      reached[side] = to;
      if (!from || !to || from.gain > 0 === to.gain > 0) continue;
      const between = from.omega - (from.gain * (to.omega - from.omega)) / (to.gain - from.gain);
      const root = rootFrom(search, between, from.p);
      if (root && isNear(root, near)) return root;
    }
  }
  return undefined;
}

const isNear = ({ omega, mean }: Revolution, near: number): boolean =>
  [omega, mean].some((velocity) => velocity / near <= NEAR && near / velocity <= NEAR && velocity * near > 0);

/** An orbit and the occupations at theta = 0 with which it begins. */
export interface FoundOrbit {
  orbit: Orbit;
  p: readonly number[];
}

/**
 * The periodic motion near a velocity, its electrons beginning as given or as they come back.
 *
 * @returns why there is none, where there is none
 */
export function orbitNear(search: OrbitSearch, near: number, p?: readonly number[]): FoundOrbit | string {
  const root = rootFrom(search, near, p);
  if (root && isNear(root, near)) return orbitOf(search, root);
  const nearest = nearestRoot(search, near, p);
  if (nearest) return orbitOf(search, nearest);
  const none = `no periodic motion found near ${near} with inertia ${search.inertia}: `;
  if (root) return `${none}the next one turns at ${root.mean.toPrecision(6)}`;
  return `${none}the rotor stops, turns back or heads elsewhere`;
}

function orbitOf(search: OrbitSearch, root: Closed): FoundOrbit {
  const { electrons, limits, inertia } = search;
  const { omega, p, residual, after, gain, mean, variation, slope, meanSlope, transferred } = root;
  // the same with smaller errors, and the electrons a revolution further
  const strict = revolve({ ...search, limits: { ...limits, tolerance: STRICTER * limits.tolerance } }, omega, p);
  const gainError = Math.abs(gain) + SAFETY * (strict ? Math.abs(strict.gain - gain) : Infinity);
  const omegaAtZeroError = gainError / Math.abs(slope);
  const meanError = SAFETY * (strict ? Math.abs(strict.mean - mean) : Infinity);
  const byLead = (kind: keyof Transfer): Record<string, number> =>
    Object.fromEntries(electrons.leads.map(({ name }) => [name, transferred[name]![kind]]));
  const orbit: Orbit = {
    inertia,
    omegaMean: mean,
    omegaMeanError: meanError + Math.abs(meanSlope) * omegaAtZeroError,
    omegaAtZero: omega,
    omegaAtZeroError,
    closure: Math.max(residual, Math.abs(after / omega - 1)),
    variation,
    stable: slope < 0,
    chargePerCycle: byLead("charge"),
    heatPerCycle: byLead("heat"),
  };
  return { orbit, p };
}

/** A search for one inertia. */
export function orbitSearch(electrons: Electrons, options: OrbitOptions): OrbitSearch {
  return { electrons, inertia: options.inertia, ...motionOf(electrons, options) };
}

/**
 * The periodic motion near a velocity: velocity at theta = 0 or mean velocity within a factor of two of it.
 *
 * @throws Untrustworthy where there is none, or none that the rotor passes without turning back
 */
export function periodicOrbit(electrons: Electrons, options: OrbitOptions & Followed): Orbit {
  const found = followed(options, () => orbitNear(orbitSearch(electrons, options), options.near));
  if (typeof found === "string") throw new Untrustworthy(found);
  return found.orbit;
}
