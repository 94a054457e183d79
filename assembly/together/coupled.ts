// A step of the rotor and its electrons together: no constant velocity, no expansion. Eq. 9 without noise and Eq. 48,
//
//   d(theta)/dt = omega,   I d(omega)/dt = F(theta, p) - F_ext(theta, omega),   dp/dt = W(theta) p,   F = -sum_i dE_i/dtheta p_i,
//
// as one vector (theta, omega, p), by the classical fourth-order Runge-Kutta rule, verified against two half steps.
// Whatever W does to p it does edge by edge, so that the sum of p is kept to rounding.
//
// The rule is explicit: a step cannot be much longer than 2.8 over the fastest relaxation rate. Measured at Fig. 2c and a
// tolerance of 1e-9, accuracy asks for shorter ones down to 0.01 Omega_max; from there on the steps a revolution grow as
// 1/omega, 13,000 at 0.002 Omega_max, a dozen milliseconds. Slower still the electrons are adiabatic and the series of
// motion/seriesMotion.ts, which does not know their rates, is the better model: an implicit rule would earn little.

import { addReal, real, reals, setReal } from "../memory/arena";
import { add, mul, splat, sub } from "../numerics/lane";
import { externalTorque } from "../motion/externalTorque";
import { follow, inertia, offer, omega as rotorOmega, theta as rotorTheta } from "../motion/rotor";
import { leads, states } from "../electrons/model";
import { applyKernel, fillCurrents, locateCurrents, locateRates, stationaryState, torqueOf } from "./rateTable";
import { columnsFor } from "../numerics/stencil";

const THETA: i32 = 0;
const OMEGA: i32 = 1;
const ELECTRONS: usize = 16; // where p begins, in bytes

/** What has gone into the leads: charge and heat, lead by lead. */
export let transferred: usize = 0;

let size: i32 = 0; // numbers of a vector, filled up to whole lanes
let bytes: usize = 0;
let state: usize = 0;
let middle: usize = 0; // after the first of the two half steps
let next: usize = 0;
let coarse: usize = 0;
let trial: usize = 0;
let k1: usize = 0; // d(state)/dt
let kMiddle: usize = 0;
let k2: usize = 0;
let k3: usize = 0;
let k4: usize = 0;
let currents: usize = 0; // at the state
let currentsMiddle: usize = 0;
let currentsNext: usize = 0;

export function layOutCoupled(): void {
  size = columnsFor(2 + states);
  bytes = (<usize>size) << 3;
  state = reals(size);
  middle = reals(size);
  next = reals(size);
  coarse = reals(size);
  trial = reals(size);
  k1 = reals(size);
  kMiddle = reals(size);
  k2 = reals(size);
  k3 = reals(size);
  k4 = reals(size);
  transferred = reals(2 * leads);
  currents = reals(2 * leads);
  currentsMiddle = reals(2 * leads);
  currentsNext = reals(2 * leads);
}

/** p, one number a state. */
export function electrons(): usize {
  return state + ELECTRONS;
}

/** Makes rotor and electrons move together. */
export function followTogether(): void {
  follow(begin, probe, finish);
}

/** Electrons that have had time to settle at theta, nothing transferred; false where no unique state exists. */
export function settleElectrons(theta: f64): bool {
  memory.fill(transferred, 0, (<usize>(2 * leads)) << 3);
  locateRates(theta);
  return stationaryState(electrons());
}

function derivative(dy: usize, y: usize): void {
  const omega = real(y, OMEGA);
  const p = y + ELECTRONS;
  locateRates(real(y, THETA));
  setReal(dy, THETA, omega);
  setReal(dy, OMEGA, (torqueOf(p) - externalTorque(omega)) / inertia); // Eq. 9
  applyKernel(dy + ELECTRONS, p); // Eq. 48
}

/** The electrons are those that the last step left. */
function begin(): f64 {
  setReal(state, THETA, rotorTheta);
  setReal(state, OMEGA, rotorOmega);
  derivative(k1, state);
  fillCurrents(currents, electrons());
  return real(k1, OMEGA);
}

/** out = y + h k */
// @ts-ignore: decorator
@inline
function advanceIn<Lane>(out: usize, y: usize, k: usize, h: f64): void {
  const step = splat<Lane>(h);
  for (let i: usize = 0; i < bytes; i += sizeof<Lane>()) {
    store<Lane>(out + i, add<Lane>(load<Lane>(y + i), mul<Lane>(step, load<Lane>(k + i))));
  }
}

function advance(out: usize, y: usize, k: usize, h: f64): void {
  if (ASC_FEATURE_SIMD) advanceIn<v128>(out, y, k, h);
  else advanceIn<f64>(out, y, k, h);
}

/** out = y + h/6 (first + 2 (k2 + k3) + k4) */
// @ts-ignore: decorator
@inline
function gatherIn<Lane>(out: usize, y: usize, first: usize, h: f64): void {
  const two = splat<Lane>(2.0);
  const sixth = splat<Lane>(h / 6.0);
  for (let i: usize = 0; i < bytes; i += sizeof<Lane>()) {
    const inner = mul<Lane>(two, add<Lane>(load<Lane>(k2 + i), load<Lane>(k3 + i)));
    const sum = add<Lane>(add<Lane>(load<Lane>(first + i), inner), load<Lane>(k4 + i));
    store<Lane>(out + i, add<Lane>(load<Lane>(y + i), mul<Lane>(sixth, sum)));
  }
}

function gather(out: usize, y: usize, first: usize, h: f64): void {
  if (ASC_FEATURE_SIMD) gatherIn<v128>(out, y, first, h);
  else gatherIn<f64>(out, y, first, h);
}

/** One step of length h from y, where the derivative is `first`. */
function rungeKutta(out: usize, y: usize, first: usize, h: f64): void {
  advance(trial, y, first, 0.5 * h);
  derivative(k2, trial);
  advance(trial, y, k2, 0.5 * h);
  derivative(k3, trial);
  advance(trial, y, k3, h);
  derivative(k4, trial);
  gather(out, y, first, h);
}

/** Two half steps with the fifth-order correction of Richardson; the error of a probability counts as it is. */
function probe(h: f64, velocityScale: f64): f64 {
  rungeKutta(coarse, state, k1, h);
  rungeKutta(middle, state, k1, 0.5 * h);
  derivative(kMiddle, middle);
  rungeKutta(next, middle, kMiddle, 0.5 * h);
  let worst = 0.0;
  for (let i = 0; i < 2 + states; ++i) {
    const error = (real(next, i) - real(coarse, i)) / 15.0;
    addReal(next, i, error);
    worst = Math.max(worst, i == OMEGA ? Math.abs(error) / velocityScale : Math.abs(error));
  }
  offer(real(next, THETA), real(next, OMEGA));
  return worst;
}

/** What flowed in the step, by Simpson's rule. */
function finish(h: f64): f64 {
  locateCurrents(real(middle, THETA));
  fillCurrents(currentsMiddle, middle + ELECTRONS);
  memory.copy(state, next, bytes);
  derivative(k1, state);
  fillCurrents(currentsNext, electrons());
  for (let q = 0; q < 2 * leads; ++q) {
    const sum = real(currents, q) + 4.0 * real(currentsMiddle, q) + real(currentsNext, q);
    addReal(transferred, q, (h / 6.0) * sum);
    setReal(currents, q, real(currentsNext, q));
  }
  return real(k1, OMEGA);
}
