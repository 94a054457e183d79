// The rotor's motion, step by step: how long a step may be, when the rotor has gone around, turned back or run away.
// What a step does is the business of seriesMotion.ts or, with the electrons as unknowns of their own, of together/coupled.ts.

import { TWO_PI } from "../numerics/angles";
import * as coupled from "../together/coupled";
import { setConstant } from "./load";
import * as series from "./seriesMotion";

/** Outcomes of `revolve`. */
export const REVOLVED: i32 = 0;
export const TURNING_BACK: i32 = 1;
export const RAN_AWAY: i32 = 2;
export const OUT_OF_STEPS: i32 = 3;
export const UNFINISHED: i32 = 4;

export let theta: f64 = 0;
export let omega: f64 = 0;
export let time: f64 = 0;
/** The length that `revolve` starts with, 0 where none is known. */
export let step: f64 = 0;
/** Steps accepted since the latest call of `place`. */
export let steps: i32 = 0;
/** Angles of the last two turning points of a rotor that keeps turning back. */
export let turnedAt: f64 = 0;
export let turnedBefore: f64 = 0;

/** The slowest and the fastest the rotor has been since the latest call of `revolve`, signs and all. */
export let lowest: f64 = 0;
export let highest: f64 = 0;

let start: f64 = 0; // where the revolution began
let reversals: i32 = 0; // since then

let withElectrons: bool = false;
let inertia: f64 = 1;
let acceleration: f64 = 0;

let nextTheta: f64 = 0;
let nextOmega: f64 = 0;

/** Whether the electrons are unknowns of their own, or the torque a series in the velocity. */
export function followElectrons(yes: bool): void {
  withElectrons = yes;
}

function begin(): void {
  if (withElectrons) acceleration = coupled.begin(theta, omega, inertia);
  else acceleration = series.acceleration(theta, omega, inertia);
  lowest = omega;
  highest = omega;
}

/** A step of length h into (nextTheta, nextOmega); returns its error over the tolerance. */
function attempt(h: f64, tolerance: f64, velocityScale: f64): f64 {
  let error: f64;
  if (withElectrons) {
    error = coupled.attempt(inertia, h, velocityScale);
    nextTheta = coupled.nextTheta();
    nextOmega = coupled.nextOmega();
  } else {
    error = series.attempt(theta, omega, acceleration, inertia, h, velocityScale);
    nextTheta = series.nextTheta;
    nextOmega = series.nextOmega;
  }
  return error / tolerance;
}

/** A step may go so many times its longest way, where the rotor speeds up within it. */
const LEAP: f64 = 4.0;

/** Takes the step of length h last attempted. */
function accept(h: f64): void {
  const before = acceleration;
  if (withElectrons) acceleration = coupled.accept(inertia, h);
  else acceleration = series.acceleration(nextTheta, nextOmega, inertia);
  if (before * acceleration < 0) {
    // within the step the velocity passes an extremum: where an acceleration linear in time vanishes
    const at = (h * before) / (before - acceleration);
    observe(omega + 0.5 * at * before);
  }
  observe(nextOmega);
  theta = nextTheta;
  omega = nextOmega;
  time += h;
  ++steps;
}

function observe(velocity: f64): void {
  lowest = Math.min(lowest, velocity);
  highest = Math.max(highest, velocity);
}

/** Factor by which the next step may be longer, from an error over the tolerance that grows as h^5. */
// @ts-ignore: decorator
@inline
function adjustment(error: f64): f64 {
  return 0.9 / Math.sqrt(Math.sqrt(error)); // the fourth root instead of the fifth: cheap, and tuned by the 0.9
}

/** Sets the state; the angle is folded into 0..2 pi. */
export function place(theta_: f64, omega_: f64, inertia_: f64, load: f64): void {
  theta = theta_ - TWO_PI * Math.floor(theta_ / TWO_PI);
  omega = omega_;
  inertia = inertia_;
  setConstant(load);
  time = 0;
  step = 0;
  steps = 0;
  turnedBefore = 0;
  turnedAt = 0;
}

/** Sets everything that a motion goes on from, as it was read: nothing is folded, no clock starts again. */
export function resume(
  theta_: f64,
  omega_: f64,
  inertia_: f64,
  load: f64,
  time_: f64,
  step_: f64,
  steps_: i32,
  turnedBefore_: f64,
  turnedAt_: f64,
): void {
  theta = theta_;
  omega = omega_;
  inertia = inertia_;
  setConstant(load);
  time = time_;
  step = step_;
  steps = steps_;
  turnedBefore = turnedBefore_;
  turnedAt = turnedAt_;
}

/**
 * Follows the rotor until it has gone once around from where it stands, in either direction, and lands exactly there.
 * After `mostSteps` without an outcome it is UNFINISHED, and another call with `goOn` takes it from there.
 *
 * `tolerance`      error a step, in radians and in units of `velocityScale`
 * `maximalAngle`   longest way a step may go, so that none jumps over a feature of the torque
 * `velocityLimit`  beyond it the rotor counts as running away
 * `turns`          so many reversals without a revolution count as being trapped
 */
export function revolve(
  tolerance: f64,
  velocityScale: f64,
  maximalAngle: f64,
  velocityLimit: f64,
  turns: i32,
  mostSteps: i32,
  goOn: bool,
): i32 {
  // a rotor that starts at rest is paced by its acceleration until it has a velocity
  let h = step > 0 ? step : maximalAngle / (Math.abs(omega) + velocityScale);
  if (!goOn) {
    start = theta;
    reversals = 0;
    begin();
  }
  for (let n = 0; n < mostSteps; ++n) {
    h = Math.min(h, maximalAngle / (Math.abs(omega) + 1e-3 * velocityScale));
    let error = attempt(h, tolerance, velocityScale);
    // a step that leaps is as wrong as one with an error: a light rotor is thrown over features it never sees
    while (!(error <= 1.0) || Math.abs(nextTheta - theta) > LEAP * maximalAngle) {
      // no step is short enough: the torque is not finite here, or the time does not advance
      if (!isFinite(error) && h < 1e-12 * (maximalAngle / (Math.abs(omega) + velocityScale))) return OUT_OF_STEPS;
      h *= error > 1.0 && error < 1e10 ? Math.max(0.1, adjustment(error)) : 0.1;
      error = attempt(h, tolerance, velocityScale);
    }
    const grown = h * Math.min(4.0, adjustment(error));
    if (Math.abs(nextTheta - start) >= TWO_PI) {
      land(h, tolerance, velocityScale);
      step = grown;
      return REVOLVED;
    }
    const turned = nextOmega * omega < 0;
    if (turned) {
      turnedBefore = turnedAt;
      turnedAt = turningPoint(h);
      ++reversals;
    }
    accept(h);
    h = grown;
    if (reversals >= turns) {
      step = h;
      return TURNING_BACK;
    }
    if (!(Math.abs(omega) <= velocityLimit)) return RAN_AWAY;
  }
  step = h;
  return UNFINISHED;
}

/** Where within the step of length h the rotor turns: the cubic through its two ends, at the zero of the velocity. */
function turningPoint(h: f64): f64 {
  const s = omega / (omega - nextOmega);
  const way = nextTheta - theta;
  const square = 3.0 * way - h * (2.0 * omega + nextOmega);
  const cube = h * (omega + nextOmega) - 2.0 * way;
  return theta + s * (h * omega + s * (square + s * cube));
}

/** Shortens the step that crosses start +- 2 pi until it ends there, then folds the angle back. */
function land(h: f64, tolerance: f64, velocityScale: f64): void {
  const direction = nextTheta > start ? 1.0 : -1.0;
  const target = start + direction * TWO_PI;
  let part = h;
  for (let i = 0; i < 8; ++i) {
    const miss = target - nextTheta;
    if (Math.abs(miss) < 1e-14 * TWO_PI) break;
    part += miss / nextOmega;
    attempt(part, tolerance, velocityScale);
  }
  accept(part);
  theta = start;
}
