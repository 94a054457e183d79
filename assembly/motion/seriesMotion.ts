// A step of the rotor under the series of its torque (Eq. 9 without noise, F below Eq. 59), by the classical
// fourth-order Runge-Kutta rule, verified against two half steps.

import { externalTorque } from "./load";
import { torque } from "./torque";

export let nextTheta: f64 = 0;
export let nextOmega: f64 = 0;

/** d(omega)/dt = (F - F_ext) / I (Eq. 9). */
export function acceleration(theta: f64, omega: f64, inertia: f64): f64 {
  const F = torque(theta, omega); // and locates the angle
  return (F - externalTorque(omega)) / inertia;
}

/** One step of length h from (theta, omega), where the acceleration is a1, into (nextTheta, nextOmega). */
function rungeKutta(theta: f64, omega: f64, a1: f64, inertia: f64, h: f64): void {
  const half = 0.5 * h;
  const v2 = omega + half * a1;
  const a2 = acceleration(theta + half * omega, v2, inertia);
  const v3 = omega + half * a2;
  const a3 = acceleration(theta + half * v2, v3, inertia);
  const v4 = omega + h * a3;
  const a4 = acceleration(theta + h * v3, v4, inertia);
  nextTheta = theta + (h / 6.0) * (omega + 2.0 * (v2 + v3) + v4);
  nextOmega = omega + (h / 6.0) * (a1 + 2.0 * (a2 + a3) + a4);
}

/** Two half steps with the fifth-order correction of Richardson; returns the error, the velocity's over its scale. */
export function attempt(theta: f64, omega: f64, a1: f64, inertia: f64, h: f64, velocityScale: f64): f64 {
  rungeKutta(theta, omega, a1, inertia, h);
  const coarseTheta = nextTheta;
  const coarseOmega = nextOmega;
  rungeKutta(theta, omega, a1, inertia, 0.5 * h);
  const halfTheta = nextTheta;
  const halfOmega = nextOmega;
  rungeKutta(halfTheta, halfOmega, acceleration(halfTheta, halfOmega, inertia), inertia, 0.5 * h);
  const errorTheta = (nextTheta - coarseTheta) / 15.0;
  const errorOmega = (nextOmega - coarseOmega) / 15.0;
  nextTheta += errorTheta;
  nextOmega += errorOmega;
  return Math.max(Math.abs(errorTheta), Math.abs(errorOmega) / velocityScale);
}
