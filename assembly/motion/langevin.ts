// The Langevin equation of the rotor (Eq. 7 to 9), for many rotors at once:
//   I d(omega) = (F(theta, omega) - F_ext) dt + sqrt(2 D(theta)) dB,   d(theta) = omega dt.
// The noise is multiplied by a function of theta alone, and theta is smooth in time: Ito and Stratonovich agree.
//
// A step of length h is a symmetric composition of flows, of second order in h for any mean value:
//   half a turn   theta += omega h / 2
//   half a kick   d(omega)/dt = sum_(k>=2) f^(k) omega^k / I, midpoint rule
//   friction      d(omega) = (f^(0) - F_ext + f^(1) omega) dt / I + noise, solved exactly with theta standing still
//   half a kick, half a turn
// Torque and noise are wanted at one angle a step. Strong friction (h |f^(1)| / I not small) does no harm, nor does the
// negative one of a biased device.

import { real, setReal } from "../memory/arena";
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
  THETA,
  TIME,
  upper,
  USED,
  watched,
} from "./ensemble";
import { coefficient, locateField, order, strength } from "./field";
import { arrival, crosses, nearer } from "./passage";

let push: f64 = 0; // h / I: by how much a step changes the velocity, over the torque
let spread: f64 = 0; // 2 h / I^2: by how much the noise of a step spreads it, as a variance over D

/** sum_(k>=2) f^(k) omega^k at the angle last located. */
function beyondFriction(omega: f64): f64 {
  let sum = 0.0;
  for (let k = order; k >= 2; --k) sum = sum * omega + coefficient(k);
  return sum * omega * omega;
}

/** Half a kick: the midpoint rule over h / 2. */
function kicked(omega: f64): f64 {
  if (order < 2) return omega;
  return omega + 0.5 * push * beyondFriction(omega + 0.25 * push * beyondFriction(omega));
}

/** The mean of exp(-x s) over s from 0 to 1, (1 - exp(-x)) / x; a series where x is small, within a step it mostly is. */
function meanDecay(x: f64): f64 {
  if (Math.abs(x) > 1e-2) return (1.0 - Math.exp(-x)) / x;
  return 1.0 - x * (1.0 / 2.0 - x * (1.0 / 6.0 - x * (1.0 / 24.0 - x * (1.0 / 120.0 - x * (1.0 / 720.0)))));
}

/** Friction, constant torque and noise over a step, exactly; `normal` is a standard normal deviate. */
function diffused(omega: f64, normal: f64): f64 {
  const x = order > 0 ? -coefficient(1) * push : 0.0;
  const mean = meanDecay(x);
  const decay = -x * mean; // exp(-x) - 1
  const variance = 0.5 * spread * strength() * mean * (2.0 + decay);
  return omega + decay * omega + (coefficient(0) - constantTorque) * push * mean + Math.sqrt(variance) * normal;
}

/**
 * Moves all rotors by `steps` steps of length h, a normal deviate of its row each and, where they are watched within the
 * steps too, a uniform one behind every normal one. A rotor whose velocity leaves its bounds stops there.
 */
export function diffuse(steps: i32, h: f64): void {
  push = h / inertia;
  spread = (2.0 * push) / inertia;
  for (let i = 0; i < count; ++i) {
    const rotor = rotorAt(i);
    if (!(real(rotor, EXIT) >= 0)) diffuseOne(rotor, randomOf(i), steps, h);
  }
}

function diffuseOne(rotor: usize, random: usize, steps: i32, h: f64): void {
  const numbers = watched ? 2 : 1; // a step
  let theta = real(rotor, THETA);
  let omega = real(rotor, OMEGA);
  let n = 0;
  while (n < steps) {
    const before = omega;
    theta += 0.5 * h * omega;
    locateField(theta);
    omega = kicked(omega);
    omega = diffused(omega, real(random, numbers * n));
    omega = kicked(omega);
    theta += 0.5 * h * omega;
    ++n;
    const inside = omega >= lower && omega <= upper;
    if (inside && !watched) continue;
    let share = 1.0; // of the step
    if (watched && isFinite(omega)) {
      const bound = nearer(before, omega, lower, upper);
      if (inside && !crosses(bound, before, omega, spread * strength(), real(random, numbers * n - 1))) continue;
      share = arrival(bound, before, omega);
      if (inside) omega = bound;
    }
    setReal(rotor, EXIT, real(rotor, TIME) + (<f64>(n - 1) + share) * h);
    break;
  }
  setReal(rotor, THETA, theta);
  setReal(rotor, OMEGA, omega);
  setReal(rotor, TIME, real(rotor, TIME) + <f64>n * h);
  setReal(rotor, USED, <f64>perRotor); // the next call brings its own
}
