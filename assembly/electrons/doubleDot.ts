// Levels and weights of the double dot with a rotor (Sec. VII A): the one file that knows about two dots.

import { real, reals, setReal } from "../memory/arena";
import { energy, length, seriesAt, weight } from "./model";
import { circle, divide, multiply, squareRoot } from "../numerics/series";

// levels: 0 empty, 1 bonding, 2 antibonding, 3 one electron in each dot
// weights: 0 |b on L|^2 = |a on R|^2, 1 |b on R|^2 = |a on L|^2

/** epsilonBar L and R, orbit radius, U, tc: written by the host. */
export let parameters: usize = 0;

let epsilonL: usize = 0;
let epsilonR: usize = 0;
let detuning: usize = 0;
let square: usize = 0;
let root: usize = 0;
let denominator: usize = 0;
let numerator: usize = 0;

/** Room for the series between the path and the levels; after model.layOut. */
export function layOutDoubleDot(): void {
  parameters = reals(5);
  epsilonL = reals(length);
  epsilonR = reals(length);
  detuning = reals(length);
  square = reals(length);
  root = reals(length);
  denominator = reals(length);
  numerator = reals(length);
}

/** Fills the level and weight series at the angle theta. Eq. 57, 58. */
export function doubleDotLevels(theta: f64): void {
  const last = length - 1;
  const tc = real(parameters, 4);
  const U = real(parameters, 3);

  // Eq. 58
  circle(epsilonL, epsilonR, real(parameters, 2), theta, last);
  setReal(epsilonL, 0, real(epsilonL, 0) + real(parameters, 0));
  setReal(epsilonR, 0, real(epsilonR, 0) + real(parameters, 1));

  // R = sqrt((eps_L - eps_R)^2 + tc^2)
  for (let k = 0; k <= last; ++k) setReal(detuning, k, real(epsilonL, k) - real(epsilonR, k));
  multiply(square, detuning, detuning, last);
  setReal(square, 0, real(square, 0) + tc * tc);
  squareRoot(root, square, last);

  const bonding = seriesAt(energy, 1);
  const antibonding = seriesAt(energy, 2);
  const double = seriesAt(energy, 3);
  for (let k = 0; k <= last; ++k) {
    const sum = real(epsilonL, k) + real(epsilonR, k);
    setReal(bonding, k, 0.5 * (sum - real(root, k))); // Eq. 57
    setReal(antibonding, k, 0.5 * (sum + real(root, k)));
    setReal(double, k, k == 0 ? sum + U : sum);
  }

  // The smaller of (1 -+ detuning/R)/2 loses its digits to the subtraction far from resonance;
  // tc^2 / (2 R (R + |detuning|)) is the same number without one.
  const sign = real(detuning, 0) < 0 ? -1.0 : 1.0;
  for (let k = 0; k <= last; ++k) setReal(numerator, k, real(root, k) + sign * real(detuning, k));
  multiply(denominator, root, numerator, last);
  for (let k = 0; k <= last; ++k) {
    setReal(denominator, k, 2.0 * real(denominator, k));
    setReal(numerator, k, 0.0);
  }
  setReal(numerator, 0, tc * tc);
  const bondingOnL = seriesAt(weight, 0);
  const bondingOnR = seriesAt(weight, 1);
  const small = sign > 0 ? bondingOnL : bondingOnR;
  const large = sign > 0 ? bondingOnR : bondingOnL;
  divide(small, numerator, denominator, last);
  for (let k = 0; k <= last; ++k) setReal(large, k, (k == 0 ? 1.0 : 0.0) - real(small, k));
}
