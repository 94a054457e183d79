// The rotor's motion (Eq. 9 without noise): I d(omega)/dt = F(theta, omega) - F_ext, d(theta)/dt = omega,
// by the classical fourth-order Runge-Kutta rule with every step verified against two half steps.

import { torque } from "./torque";
import { TWO_PI } from "./angles";

/** Outcomes of `revolve`. */
export const REVOLVED: i32 = 0;
export const TURNING_BACK: i32 = 1;
export const RAN_AWAY: i32 = 2;
export const OUT_OF_STEPS: i32 = 3;

export let theta: f64 = 0;
export let omega: f64 = 0;
export let time: f64 = 0;
let step: f64 = 0; // the length that `revolve` starts with, where one is known
/** Steps accepted since the latest call of `place`. */
export let steps: i32 = 0;
/** Angles of the last two turning points of a rotor that keeps turning back. */
export let turnedAt: f64 = 0;
export let turnedBefore: f64 = 0;

let inertia: f64 = 1;
let load: f64 = 0;

let nextTheta: f64 = 0;
let nextOmega: f64 = 0;

// @ts-ignore: decorator
@inline
function acceleration(theta: f64, omega: f64): f64 {
  return (torque(theta, omega) - load) / inertia;
}

/** One step of length h from (theta, omega) into (nextTheta, nextOmega). */
function rungeKutta(theta: f64, omega: f64, h: f64): void {
  const half = 0.5 * h;
  const a1 = acceleration(theta, omega);
  const v2 = omega + half * a1;
  const a2 = acceleration(theta + half * omega, v2);
  const v3 = omega + half * a2;
  const a3 = acceleration(theta + half * v2, v3);
  const v4 = omega + h * a3;
  const a4 = acceleration(theta + h * v3, v4);
  nextTheta = theta + (h / 6.0) * (omega + 2.0 * (v2 + v3) + v4);
  nextOmega = omega + (h / 6.0) * (a1 + 2.0 * (a2 + a3) + a4);
}

/** Two half steps with the fifth-order correction of Richardson; returns the error over the tolerance. */
function verified(h: f64, tolerance: f64, velocityScale: f64): f64 {
  rungeKutta(theta, omega, h);
  const coarseTheta = nextTheta;
  const coarseOmega = nextOmega;
  rungeKutta(theta, omega, 0.5 * h);
  rungeKutta(nextTheta, nextOmega, 0.5 * h);
  const errorTheta = (nextTheta - coarseTheta) / 15.0;
  const errorOmega = (nextOmega - coarseOmega) / 15.0;
  nextTheta += errorTheta;
  nextOmega += errorOmega;
  return Math.max(Math.abs(errorTheta), Math.abs(errorOmega) / velocityScale) / tolerance;
}

/** Factor by which the next step may be longer, from an error over the tolerance that grows as h^5. */
// @ts-ignore: decorator
@inline
function adjustment(error: f64): f64 {
  return 0.9 / Math.sqrt(Math.sqrt(error)); // the fourth root instead of the fifth: cheap, and tuned by the 0.9
}

/** Sets the state; the angle is folded into 0..2 pi. */
export function place(theta_: f64, omega_: f64, inertia_: f64, load_: f64): void {
  theta = theta_ - TWO_PI * Math.floor(theta_ / TWO_PI);
  omega = omega_;
  inertia = inertia_;
  load = load_;
  time = 0;
  step = 0;
  steps = 0;
}

/**
 * Follows the rotor until it has gone once around from where it stands, in either direction, and lands exactly there.
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
  maximalSteps: i32,
): i32 {
  const start = theta;
  let reversals = 0;
  // a rotor that starts at rest is paced by its acceleration until it has a velocity
  let h = step > 0 ? step : maximalAngle / (Math.abs(omega) + velocityScale);
  for (let n = 0; n < maximalSteps; ++n) {
    h = Math.min(h, maximalAngle / (Math.abs(omega) + 1e-3 * velocityScale));
    let error = verified(h, tolerance, velocityScale);
    while (!(error <= 1.0)) {
      // no step is short enough: the torque is not finite here, or the time does not advance
      if (!isFinite(error) && h < 1e-12 * (maximalAngle / (Math.abs(omega) + velocityScale))) return OUT_OF_STEPS;
      h *= Math.max(0.1, error < 1e10 ? adjustment(error) : 0.1);
      error = verified(h, tolerance, velocityScale);
    }
    const grown = h * Math.min(4.0, adjustment(error));
    const angle = Math.abs(nextTheta - start);
    if (angle >= TWO_PI) {
      land(start, h, tolerance, velocityScale);
      step = grown;
      ++steps;
      return REVOLVED;
    }
    if (nextOmega * omega < 0) {
      turnedBefore = turnedAt;
      turnedAt = nextTheta;
      if (++reversals >= turns) {
        theta = nextTheta;
        omega = nextOmega;
        time += h;
        step = grown;
        return TURNING_BACK;
      }
    }
    theta = nextTheta;
    omega = nextOmega;
    time += h;
    ++steps;
    h = grown;
    if (!(Math.abs(omega) <= velocityLimit)) return RAN_AWAY;
  }
  step = h;
  return OUT_OF_STEPS;
}

/** Shortens the step that crosses start +- 2 pi until it ends there, then folds the angle back. */
function land(start: f64, h: f64, tolerance: f64, velocityScale: f64): void {
  const direction = nextTheta > start ? 1.0 : -1.0;
  const target = start + direction * TWO_PI;
  let part = h;
  for (let i = 0; i < 8; ++i) {
    const miss = target - nextTheta;
    if (Math.abs(miss) < 1e-14 * TWO_PI) break;
    part += miss / nextOmega;
    verified(part, tolerance, velocityScale);
  }
  theta = start;
  omega = nextOmega;
  time += part;
}
