// The stochastic process behind Eq. 7 to 9 without any expansion: electrons hop one at a time between the many-body
// states, s -> s' at the rate W_s's(theta), while the rotor turns under the force of the state they are in,
//   I d(omega)/dt = -dE_s/dtheta - F_ext,   d(theta)/dt = omega.
// For many rotors at once.
//
// Hops by thinning (Lewis and Shedler): candidates come at a constant rate B_s that no angle exceeds, and a candidate
// is a hop to s' with the probability W_s's(theta) / B_s. Exact however theta moves in between; there the rotor is
// carried by the velocity Verlet rule, in steps of h at most, whose energy does not drift.

import { TWO_PI } from "../numerics/angles";
import { integer, real, reals, setReal } from "../memory/arena";
import {
  count,
  EXIT,
  inertia,
  constantTorque,
  lower,
  OMEGA,
  perRotor,
  randomOf,
  rotorAt,
  STATE,
  THETA,
  TIME,
  upper,
  USED,
  WAIT,
  watched,
} from "../motion/ensemble";
import { edges, edgeTable, states } from "../electrons/model";
import { meeting, nearer } from "../motion/passage";
import { locateRates, points, rateDown, rateUp, slopeOf } from "./rateTable";

/** By how much the bound exceeds the largest rate of the table. */
const MARGIN: f64 = 1.01;

let bound: usize = 0; // B_s, by state

export function layOutHopping(): void {
  bound = reals(states);
}

/** Takes the bounds from the table of rates. */
export function boundRates(): void {
  for (let s = 0; s < states; ++s) setReal(bound, s, f64.MIN_NORMAL_VALUE); // never 0, it divides
  for (let i = 0; i < points; ++i) {
    locateRates((TWO_PI * <f64>i) / <f64>points);
    for (let s = 0; s < states; ++s) setReal(bound, s, Math.max(real(bound, s), MARGIN * escape(s)));
  }
}

/** The total rate out of a state at the angle last located. */
function escape(state: i32): f64 {
  let sum = 0.0;
  for (let e = 0; e < edges; ++e) {
    if (integer(edgeTable, 2 * e) == state) sum += rateUp(e);
    else if (integer(edgeTable, 2 * e + 1) == state) sum += rateDown(e);
  }
  return sum;
}

/** The state after a candidate: the share `u` of the bound picks a hop, or none. */
function chosen(state: i32, u: f64): i32 {
  let left = u * real(bound, state);
  for (let e = 0; e < edges; ++e) {
    const lower = integer(edgeTable, 2 * e);
    const upper = integer(edgeTable, 2 * e + 1);
    if (lower == state) {
      left -= rateUp(e);
      if (left < 0) return upper;
    } else if (upper == state) {
      left -= rateDown(e);
      if (left < 0) return lower;
    }
  }
  return state;
}

/**
 * Moves all rotors to the time `until` in steps of length h at most, two random numbers of its row a candidate: an
 * exponential deviate for when it comes, a uniform one in 0 ... 1 for what it does. A rotor whose velocity leaves its
 * bounds stops there, and where it is watched, that is seen within the steps too. Returns how many have run out of
 * random numbers on the way.
 */
export function hop(until: f64, h: f64): i32 {
  let unfinished = 0;
  for (let i = 0; i < count; ++i) {
    if (!hopOne(rotorAt(i), randomOf(i), until, h)) ++unfinished;
  }
  return unfinished;
}

function hopOne(rotor: usize, candidates: usize, until: f64, h: f64): bool {
  if (real(rotor, EXIT) >= 0) return true;
  let theta = real(rotor, THETA);
  let omega = real(rotor, OMEGA);
  let time = real(rotor, TIME);
  let used = <i32>real(rotor, USED);
  let state = <i32>real(rotor, STATE);
  let wait = real(rotor, WAIT);
  let finished = true;

  locateRates(theta);
  while (time < until) {
    if (wait < 0) {
      if (used + 2 > perRotor) {
        finished = false;
        break;
      }
      wait = real(candidates, used) / real(bound, state);
    }
    const rest = until - time;
    const dt = Math.min(Math.min(wait, h), rest);
    const before = omega;
    const pull = slopeOf(state) + constantTorque;
    const middle = omega - ((0.5 * dt) / inertia) * pull;
    theta += dt * middle;
    locateRates(theta);
    const pullAfter = slopeOf(state) + constantTorque;
    omega = middle - ((0.5 * dt) / inertia) * pullAfter;
    if (watched) {
      const bound = nearer(before, omega, lower, upper);
      const at = meeting(bound, before, -pull / inertia, -pullAfter / inertia, dt);
      if (at <= dt) {
        time += at;
        omega = bound;
        setReal(rotor, EXIT, time);
        break;
      }
    }
    time = dt == rest ? until : time + dt;
    if (dt < wait) {
      wait -= dt;
    } else {
      state = chosen(state, real(candidates, used + 1));
      used += 2;
      wait = -1.0;
    }
    if (!(omega >= lower && omega <= upper)) {
      setReal(rotor, EXIT, time);
      break;
    }
  }

  setReal(rotor, THETA, theta);
  setReal(rotor, OMEGA, omega);
  setReal(rotor, TIME, time);
  setReal(rotor, USED, <f64>used);
  setReal(rotor, STATE, <f64>state);
  setReal(rotor, WAIT, wait);
  return finished;
}
