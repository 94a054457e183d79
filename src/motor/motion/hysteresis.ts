// Standing or turning (end of Sec. III): where both are possible, what the rotor does depends on where it comes from.

import type { Electrons } from "../../electrons/electrons.js";
import type { CoupledRotor } from "../../electrons/engine.js";
import { refuse, Untrustworthy } from "../../errors.js";
import { type BrakeOptions, brakeOf } from "../../mechanics/brake.js";
import { equilibria } from "../steady/standingAngles.js";
import { coupledRotor, tablePoints } from "./motion.js";
import { trajectory } from "./trajectory.js";
import { type Followed, followed, part } from "../../progress.js";

export interface HysteresisOptions extends BrakeOptions {
  /** what is swept: the symmetric bias V, or the load C_ext */
  sweep: "bias" | "load";
  /** the values to stop at, ascending, two at least; the sweep goes up and comes down again */
  values: readonly number[];
  /** moment of inertia, in hbar^2 / k_B T_0 */
  inertia: number;
  /** C_ext = 2 pi F_ext where the bias is swept */
  load: number;
  /** the rotor starts, barely moving, where it can stand next to this angle */
  theta0: number;
  /** revolutions at each value at most */
  cycles: number;
  /** error a step, as of a trajectory */
  tolerance: number;
}

export interface HysteresisPoint {
  /** bias or load */
  value: number;
  branch: "up" | "down";
  turning: boolean;
  /** mean velocity of the last revolution; 0 where the rotor stands */
  omegaMean: number;
}

export interface Hysteresis {
  points: HysteresisPoint[];
  /** where the standing rotor began to turn; null if it never did */
  starts: number | null;
  /** where the turning rotor came to a standstill; null if it never did */
  stops: number | null;
}

interface State {
  theta: number;
  omega: number;
  turning: boolean;
  omegaMean: number;
}

/** Bisections of the interval between two values within which the rotor starts or stops. */
const BISECTIONS = 6;

/** Revolutions of the whole sweep at most. */
const MOST_REVOLUTIONS = 1e10;

/** Kinetic energy with which the rotor starts, in k_B T_0: it must leave where it could stand only in theory. */
const NUDGE = 1e-3;

/**
 * Sweeps bias or load slowly up and down; at every value the coupled motion goes on from where it was.
 *
 * @throws Untrustworthy where the rotor runs away
 */
export function hysteresis(electrons: Electrons, options: HysteresisOptions & Followed): Hysteresis {
  const { progress, ...rest } = options;
  return followed(progress ? { progress } : {}, (done) => upAndDown(electrons, rest, done));
}

/** Refuses a sweep that would take for ever. */
function checkLength({ values, cycles }: HysteresisOptions): void {
  const revolutions = 2 * values.length * cycles;
  if (revolutions <= MOST_REVOLUTIONS) return;
  const allowed = `at most ${MOST_REVOLUTIONS.toExponential()} revolutions in all, ${values.length} values up and down`;
  refuse("cycles", cycles, `${allowed}; this would be ${revolutions.toExponential(1)}`);
}

function upAndDown(electrons: Electrons, options: HysteresisOptions, done: (fraction: number) => void): Hysteresis {
  checkLength(options);
  const { values } = options;
  const at = surroundings(electrons, options);
  const settle = (state: State, value: number, follower: Followed = {}): State =>
    settled(state, at(value), { ...options, ...follower }, `at ${options.sweep} ${value}`);
  let state = atRest(at(values[0]!), options, tablePoints(electrons, options));
  let last: number | undefined;
  const result: Hysteresis = { points: [], starts: null, stops: null };
  for (const branch of ["up", "down"] as const) {
    for (const value of branch === "up" ? values : [...values].reverse()) {
      const n = result.points.length;
      const next = settle(state, value, part(done, n / (2 * values.length), (n + 1) / (2 * values.length)));
      if (last !== undefined && last !== value && next.turning !== state.turning) {
        const where = threshold(settle, state, last, value);
        if (next.turning) result.starts ??= where;
        else result.stops ??= where;
      }
      state = next;
      last = value;
      result.points.push({ value, branch, turning: state.turning, omegaMean: state.omegaMean });
      done(result.points.length / (2 * values.length));
    }
  }
  return result;
}

/** What the rotor moves in at one value of the sweep, and the rotor itself. */
interface Surroundings {
  electrons: Electrons;
  rotor: CoupledRotor;
  /** C_ext */
  load: number;
}

/** By the value of the sweep; a biased device is read once, and has one rotor. */
function surroundings(electrons: Electrons, options: HysteresisOptions): (value: number) => Surroundings {
  const { sweep, load } = options;
  const within = (biased: Electrons): Omit<Surroundings, "load"> => {
    const points = tablePoints(biased, options);
    return { electrons: biased, rotor: coupledRotor(biased, points, brakeOf(options, points)) };
  };
  if (sweep === "load") {
    const there = within(electrons);
    return (value) => ({ ...there, load: value });
  }
  const known = new Map<number, Omit<Surroundings, "load">>();
  return (value) => {
    const there = known.get(value) ?? within(electrons.biased(value));
    known.set(value, there);
    return { ...there, load };
  };
}

/** A rotor that barely moves, where it can stand next to the angle asked for. */
function atRest(
  { electrons, load }: Surroundings,
  { theta0, inertia, ...brakes }: HysteresisOptions,
  points: number,
): State {
  const standing = equilibria(electrons, load, brakeOf(brakes, points), points / 4);
  const apart = (theta: number): number => Math.abs(Math.sin((theta - theta0) / 2));
  const nearest = standing.filter(({ stable }) => stable).sort((a, b) => apart(a.theta) - apart(b.theta))[0];
  const nudge = Math.sqrt((2 * NUDGE) / inertia);
  return { theta: nearest?.theta ?? theta0, omega: nudge, turning: false, omegaMean: 0 };
}

/** What becomes of a state; `where` names it in a message. */
function settled(
  state: State,
  { electrons, rotor, load }: Surroundings,
  options: HysteresisOptions & Followed,
  where: string,
): State {
  const { theta: theta0, omega: omega0 } = state;
  const run = trajectory(electrons, { ...options, order: null, load, theta0, omega0 }, rotor);
  if (run.outcome === "ran-away") {
    throw new Untrustworthy(`${where} the rotor runs away: its velocity passes 20 Omega_max (Eq. 68)`);
  }
  const turning = run.trappedBetween === null;
  return { ...run.end, turning, omegaMean: turning ? (run.settledAt ?? run.omegaMean.at(-1)!) : 0 };
}

/** The value between two at which the rotor changes from standing to turning, or back. */
function threshold(settle: (state: State, value: number) => State, state: State, from: number, to: number): number {
  for (let n = 0; n < BISECTIONS; n++) {
    const middle = (from + to) / 2;
    const next = settle(state, middle);
    if (next.turning === state.turning) [state, from] = [next, middle];
    else to = middle;
  }
  return (from + to) / 2;
}
