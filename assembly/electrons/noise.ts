// The force noise of a rotor slow beside the electrons (xi of Eq. 7): <xi(t) xi(t')> = 2 D delta(t - t') with
//   D = -dF . W^+ (dF p),   dF_i = F_i - <F>,   F_i = -dE_i/dtheta,
// W^+ the group inverse of the kernel: the integral over time of the correlations of the force that the actual state of
// the dots exerts. At equilibrium D = T gamma with gamma = -f^(1) the friction.

import { integer, lanes } from "../memory/arena";
import { add, at, mul, neg, set, splat, sub } from "../numerics/lane";
import { energy, levelOfState, occupationAt, seriesAt, states } from "./model";
import { solveSymmetric } from "./symmetry";

let deviation: usize = 0; // dF, by state
let response: usize = 0; // W^+ (dF p)

export function layOutNoise(): void {
  deviation = lanes(states);
  response = lanes(states);
}

// @ts-ignore: decorator
@inline
function force<Lane>(state: i32): Lane {
  return neg<Lane>(at<Lane>(seriesAt(energy, integer(levelOfState, state)), 1));
}

/** D at the angles last evaluated, in (k_B T_0)^2 times hbar / k_B T_0; the elimination of their kernel is still in place. */
export function forceNoise<Lane>(): Lane {
  const p = occupationAt(0, 0);
  for (let i = 0; i < states; ++i) {
    // F_i - sum_j p_j F_j as sum_j p_j (F_i - F_j): where one state has nearly all the probability its deviation is small
    let sum = splat<Lane>(0.0);
    const own = force<Lane>(i);
    for (let j = 0; j < states; ++j) sum = add<Lane>(sum, mul<Lane>(at<Lane>(p, j), sub<Lane>(own, force<Lane>(j))));
    set<Lane>(deviation, i, sum);
    set<Lane>(response, i, mul<Lane>(sum, at<Lane>(p, i)));
  }
  solveSymmetric<Lane>(response, response);
  let D = splat<Lane>(0.0);
  for (let i = 0; i < states; ++i) D = sub<Lane>(D, mul<Lane>(at<Lane>(deviation, i), at<Lane>(response, i)));
  return D;
}
