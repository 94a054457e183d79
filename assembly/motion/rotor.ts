// The rotor and one step of it. What moves it is given: the functions of seriesMotion.ts or, with the electrons as unknowns
// of their own, those of together/coupled.ts. How many steps make a revolution is the business of revolution.ts.

import { TWO_PI } from "../numerics/angles";
import { setConstant } from "./externalTorque";

export let theta: f64 = 0;
export let omega: f64 = 0;
export let time: f64 = 0;
/** The length that the next revolution starts with, 0 where none is known. */
export let step: f64 = 0;
/** Steps accepted since the latest call of `place`. */
export let steps: i32 = 0;
/** Angles of the last two turning points of a rotor that keeps turning back. */
export let turnedAt: f64 = 0;
export let turnedBefore: f64 = 0;

/** The slowest and the fastest the rotor has been since the latest call of `start`, signs and all. */
export let lowest: f64 = 0;
export let highest: f64 = 0;

export let inertia: f64 = 1;
/** At (theta, omega). */
export let acceleration: f64 = 0;

/** Where the step last attempted leads. */
export let nextTheta: f64 = 0;
export let nextOmega: f64 = 0;

/** Takes the rotor as it stands; the acceleration there. */
let begin: (() => f64) | null = null;
/** A step of length h, offered by `offer`; its error, the velocity's over `velocityScale`. */
let probe: ((h: f64, velocityScale: f64) => f64) | null = null;
/** Whatever else goes with the step of length h that the rotor takes; the acceleration at its end. */
let finish: ((h: f64) => f64) | null = null;

/** Says what moves the rotor. */
export function follow(begin_: () => f64, probe_: (h: f64, velocityScale: f64) => f64, finish_: (h: f64) => f64): void {
  begin = begin_;
  probe = probe_;
  finish = finish_;
}

/** Where a step leads, for `probe` to say. */
export function offer(theta_: f64, omega_: f64): void {
  nextTheta = theta_;
  nextOmega = omega_;
}

/** Sets what the rotor carries: its moment of inertia, and a constant external torque. */
export function burden(inertia_: f64, externalTorque: f64): void {
  inertia = inertia_;
  setConstant(externalTorque);
}

/** Sets the state and the clock to zero; the angle is folded into 0..2 pi. */
export function place(theta_: f64, omega_: f64): void {
  resume(theta_ - TWO_PI * Math.floor(theta_ / TWO_PI), omega_, 0.0, 0.0, 0);
  setTurns(0.0, 0.0);
}

/** Sets what a motion goes on from, as it was read: nothing is folded, no clock starts again. */
export function resume(theta_: f64, omega_: f64, time_: f64, step_: f64, steps_: i32): void {
  theta = theta_;
  omega = omega_;
  time = time_;
  step = step_;
  steps = steps_;
}

/** The angles of the last two turning points, the latest last. */
export function setTurns(before: f64, at: f64): void {
  turnedBefore = before;
  turnedAt = at;
}

/** The length that the next revolution starts with. */
export function setStep(h: f64): void {
  step = h;
}

/** Begins to move from where the rotor stands. */
export function start(): void {
  acceleration = begin!();
  lowest = omega;
  highest = omega;
}

/** A step of length h into (nextTheta, nextOmega); returns its error over the tolerance. */
export function attempt(h: f64, tolerance: f64, velocityScale: f64): f64 {
  return probe!(h, velocityScale) / tolerance;
}

/** Takes the step of length h last attempted. */
export function accept(h: f64): void {
  const before = acceleration;
  acceleration = finish!(h);
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

/** Folds the angle back where the rotor has gone once around. */
export function fold(theta_: f64): void {
  theta = theta_;
}

function observe(velocity: f64): void {
  lowest = Math.min(lowest, velocity);
  highest = Math.max(highest, velocity);
}
