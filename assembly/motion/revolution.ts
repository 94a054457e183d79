// Revolutions of the rotor: how long a step may be, when the rotor has gone around, turned back or run away.

import { TWO_PI } from "../numerics/angles";
import {
  accept,
  attempt,
  fold,
  nextOmega,
  nextTheta,
  omega,
  setStep,
  setTurns,
  start,
  step,
  theta,
  turnedAt,
} from "./rotor";

/** Outcomes of `revolve`. */
export const REVOLVED: i32 = 0;
export const TURNING_BACK: i32 = 1;
export const RAN_AWAY: i32 = 2;
export const OUT_OF_STEPS: i32 = 3;
export const UNFINISHED: i32 = 4;

/** A step may go so many times its longest way, where the rotor speeds up within it. */
const LEAP: f64 = 4.0;

let from: f64 = 0; // where the revolution began
let reversals: i32 = 0; // since then

/** Factor by which the next step may be longer, from an error over the tolerance that grows as h^5. */
// @ts-ignore: decorator
@inline
function adjustment(error: f64): f64 {
  return 0.9 / Math.sqrt(Math.sqrt(error)); // the fourth root instead of the fifth: cheap, and tuned by the 0.9
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
    from = theta;
    reversals = 0;
    start();
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
    if (Math.abs(nextTheta - from) >= TWO_PI) {
      land(h, tolerance, velocityScale);
      setStep(grown);
      return REVOLVED;
    }
    if (nextOmega * omega < 0) {
      setTurns(turnedAt, turningPoint(h));
      ++reversals;
    }
    accept(h);
    h = grown;
    if (reversals >= turns) {
      setStep(h);
      return TURNING_BACK;
    }
    if (!(Math.abs(omega) <= velocityLimit)) return RAN_AWAY;
  }
  setStep(h);
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

/** Shortens the step that crosses `from` +- 2 pi until it ends there, then folds the angle back. */
function land(h: f64, tolerance: f64, velocityScale: f64): void {
  const direction = nextTheta > from ? 1.0 : -1.0;
  const target = from + direction * TWO_PI;
  let part = h;
  for (let i = 0; i < 8; ++i) {
    const miss = target - nextTheta;
    if (Math.abs(miss) < 1e-14 * TWO_PI) break;
    part += miss / nextOmega;
    attempt(part, tolerance, velocityScale);
  }
  accept(part);
  fold(from);
}
