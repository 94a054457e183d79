// A step of the rotor under the series of its torque (Eq. 9 without noise, F below Eq. 59), by the classical
// fourth-order Runge-Kutta rule, verified against two half steps.

import { force, locateField } from "./field";
import { externalTorque } from "./externalTorque";
import { acceleration, follow, inertia, nextOmega, nextTheta, offer, omega, theta } from "./rotor";

/** Makes the series move the rotor. */
export function followSeries(): void {
  follow(begin, probe, finish);
}

/** d(omega)/dt = (F - F_ext) / I (Eq. 9). */
function accelerationAt(theta: f64, omega: f64): f64 {
  locateField(theta);
  return (force(omega) - externalTorque(omega)) / inertia;
}

function begin(): f64 {
  return accelerationAt(theta, omega);
}

/** One step of length h from (theta, omega), where the acceleration is a1. */
function rungeKutta(theta: f64, omega: f64, a1: f64, h: f64): void {
  const half = 0.5 * h;
  const v2 = omega + half * a1;
  const a2 = accelerationAt(theta + half * omega, v2);
  const v3 = omega + half * a2;
  const a3 = accelerationAt(theta + half * v2, v3);
  const v4 = omega + h * a3;
  const a4 = accelerationAt(theta + h * v3, v4);
  offer(theta + (h / 6.0) * (omega + 2.0 * (v2 + v3) + v4), omega + (h / 6.0) * (a1 + 2.0 * (a2 + a3) + a4));
}

/** Two half steps with the fifth-order correction of Richardson. */
function probe(h: f64, velocityScale: f64): f64 {
  rungeKutta(theta, omega, acceleration, h);
  const coarseTheta = nextTheta;
  const coarseOmega = nextOmega;
  rungeKutta(theta, omega, acceleration, 0.5 * h);
  rungeKutta(nextTheta, nextOmega, accelerationAt(nextTheta, nextOmega), 0.5 * h);
  const errorTheta = (nextTheta - coarseTheta) / 15.0;
  const errorOmega = (nextOmega - coarseOmega) / 15.0;
  offer(nextTheta + errorTheta, nextOmega + errorOmega);
  return Math.max(Math.abs(errorTheta), Math.abs(errorOmega) / velocityScale);
}

function finish(_h: f64): f64 {
  return accelerationAt(nextTheta, nextOmega);
}
