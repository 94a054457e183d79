// Levels and weights of the double dot with a rotor (Sec. VII A): the one file that knows about two dots.

import { lanes, real, reals } from "../memory/arena";
import { add, at, mul, neg, pair, set, splat, sub, whereNegative } from "../numerics/lane";
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
  epsilonL = lanes(length);
  epsilonR = lanes(length);
  detuning = lanes(length);
  square = lanes(length);
  root = lanes(length);
  denominator = lanes(length);
  numerator = lanes(length);
}

/** Fills the level and weight series at the angle theta, and at the other one beside it. Eq. 57, 58. */
export function doubleDotLevels<Lane>(theta: f64, other: f64): void {
  const last = length - 1;
  const tc = real(parameters, 4);
  const radius = splat<Lane>(real(parameters, 2));
  const U = splat<Lane>(real(parameters, 3));

  // Eq. 58
  const cosine = mul<Lane>(radius, pair<Lane>(Math.cos(theta), isVector<Lane>() ? Math.cos(other) : 0.0));
  const sine = mul<Lane>(radius, pair<Lane>(Math.sin(theta), isVector<Lane>() ? Math.sin(other) : 0.0));
  circle<Lane>(epsilonL, epsilonR, cosine, sine, 1.0, last);
  set<Lane>(epsilonL, 0, add<Lane>(at<Lane>(epsilonL, 0), splat<Lane>(real(parameters, 0))));
  set<Lane>(epsilonR, 0, add<Lane>(at<Lane>(epsilonR, 0), splat<Lane>(real(parameters, 1))));

  // R = sqrt((eps_L - eps_R)^2 + tc^2)
  for (let k = 0; k <= last; ++k) set<Lane>(detuning, k, sub<Lane>(at<Lane>(epsilonL, k), at<Lane>(epsilonR, k)));
  multiply<Lane>(square, detuning, detuning, last);
  set<Lane>(square, 0, add<Lane>(at<Lane>(square, 0), splat<Lane>(tc * tc)));
  squareRoot<Lane>(root, square, last);

  const bonding = seriesAt(energy, 1);
  const antibonding = seriesAt(energy, 2);
  const double = seriesAt(energy, 3);
  const half = splat<Lane>(0.5);
  for (let k = 0; k <= last; ++k) {
    const sum = add<Lane>(at<Lane>(epsilonL, k), at<Lane>(epsilonR, k));
    set<Lane>(bonding, k, mul<Lane>(half, sub<Lane>(sum, at<Lane>(root, k)))); // Eq. 57
    set<Lane>(antibonding, k, mul<Lane>(half, add<Lane>(sum, at<Lane>(root, k))));
    set<Lane>(double, k, k == 0 ? add<Lane>(sum, U) : sum);
  }

  // The smaller of (1 -+ detuning/R)/2 loses its digits to the subtraction far from resonance;
  // tc^2 / (2 R (R + |detuning|)) is the same number without one.
  const sign = at<Lane>(detuning, 0);
  for (let k = 0; k <= last; ++k) {
    const x = at<Lane>(detuning, k);
    set<Lane>(numerator, k, add<Lane>(at<Lane>(root, k), whereNegative<Lane>(sign, neg<Lane>(x), x)));
  }
  multiply<Lane>(denominator, root, numerator, last);
  for (let k = 0; k <= last; ++k) {
    set<Lane>(denominator, k, mul<Lane>(splat<Lane>(2.0), at<Lane>(denominator, k)));
    set<Lane>(numerator, k, splat<Lane>(k == 0 ? tc * tc : 0.0));
  }
  const small = square;
  divide<Lane>(small, numerator, denominator, last);
  for (let k = 0; k <= last; ++k) {
    const x = at<Lane>(small, k);
    const large = sub<Lane>(splat<Lane>(k == 0 ? 1.0 : 0.0), x);
    set<Lane>(seriesAt(weight, 0), k, whereNegative<Lane>(sign, large, x)); // bonding on L
    set<Lane>(seriesAt(weight, 1), k, whereNegative<Lane>(sign, x, large));
  }
}
