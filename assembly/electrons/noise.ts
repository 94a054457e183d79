// The force noise of a rotor slow beside the electrons (xi of Eq. 7): <xi(t) xi(t')> = 2 D delta(t - t') with
//   D = -dF . W^+ (dF p),   dF_i = F_i - <F>,   F_i = -dE_i/dtheta,
// W^+ the group inverse of the kernel: the integral over time of the correlations of the force that the actual state of
// the dots exerts. At equilibrium D = T gamma with gamma = -f^(1) the friction.

import { integer, real, reals, setReal } from "../memory/arena";
import { energy, levelOfState, occupationAt, seriesAt, states } from "./model";
import { solveSymmetric } from "./symmetry";

let deviation: usize = 0; // dF, by state
let response: usize = 0; // W^+ (dF p)

export function layOutNoise(): void {
  deviation = reals(states);
  response = reals(states);
}

// @ts-ignore: decorator
@inline
function force(state: i32): f64 {
  return -real(seriesAt(energy, integer(levelOfState, state)), 1);
}

/** D at the angle last evaluated, in (k_B T_0)^2 times hbar / k_B T_0; the elimination of its kernel is still in place. */
export function forceNoise(): f64 {
  const p = occupationAt(0, 0);
  for (let i = 0; i < states; ++i) {
    // F_i - sum_j p_j F_j as sum_j p_j (F_i - F_j): where one state has nearly all the probability its deviation is small
    let sum = 0.0;
    for (let j = 0; j < states; ++j) sum += real(p, j) * (force(i) - force(j));
    setReal(deviation, i, sum);
    setReal(response, i, sum * real(p, i));
  }
  solveSymmetric(response, response);
  let D = 0.0;
  for (let i = 0; i < states; ++i) D -= real(deviation, i) * real(response, i);
  return D;
}
