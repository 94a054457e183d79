// States that a symmetry of the device makes equally probable are kept so: only the difference between them, which
// must vanish, could grow by rounding where nothing relaxes it (the spin modes of an unpolarised blockaded dot).

import { addReal, integer, lanes, real, reals } from "../memory/arena";
import { at, div, increase, LANE_BYTES, set, splat } from "../numerics/lane";
import { copyStationary, factorise, solve } from "./elimination";
import { classes, classOfState, kernel, states } from "./model";

let total: usize = 0;
let size: usize = 0; // states a class, whatever the angle
let lumped: usize = 0; // rates between classes

/** Room for a sum and a size of every class; after model.layOut. */
export function layOutSymmetry(): void {
  total = lanes(classes);
  size = reals(classes);
  lumped = lanes(classes * classes);
}

/** Sums over the classes, in `total`. */
function gather<Lane>(x: usize): void {
  memory.fill(total, 0, <usize>classes * LANE_BYTES);
  for (let i = 0; i < states; ++i) increase<Lane>(total, integer(classOfState, i), at<Lane>(x, i));
}

/** States in every class, in `size`. */
function count(): void {
  memory.fill(size, 0, (<usize>classes) << 3);
  for (let i = 0; i < states; ++i) addReal(size, integer(classOfState, i), 1.0);
}

/** Equal shares of what the classes hold. */
function spread<Lane>(x: usize): void {
  for (let i = 0; i < states; ++i) {
    const c = integer(classOfState, i);
    set<Lane>(x, i, div<Lane>(at<Lane>(total, c), splat<Lane>(real(size, c))));
  }
}

/**
 * Factorises the kernel between classes: modes between equal states, which may hardly relax, have no part in it. W_CD is
 * the mean over j in D of the rates into all of C. False as `factorise`.
 */
export function factoriseSymmetric<Lane>(): bool {
  if (classes == states) return factorise<Lane>();
  count();
  memory.fill(lumped, 0, <usize>(classes * classes) * LANE_BYTES);
  for (let i = 0; i < states; ++i) {
    const row = integer(classOfState, i) * classes;
    for (let j = 0; j < states; ++j) {
      const from = integer(classOfState, j);
      const share = div<Lane>(at<Lane>(kernel, i * states + j), splat<Lane>(real(size, from)));
      increase<Lane>(lumped, row + from, share);
    }
  }
  return factorise<Lane>(lumped, classes);
}

/** x = the stationary state, after factoriseSymmetric. */
export function stationarySymmetric<Lane>(x: usize): void {
  if (classes == states) {
    copyStationary(x);
    return;
  }
  copyStationary(total);
  spread<Lane>(x);
}

/** As `solve`, for a b with the symmetry, after factoriseSymmetric. */
export function solveSymmetric<Lane>(x: usize, b: usize): void {
  if (classes == states) {
    solve<Lane>(x, b);
    return;
  }
  gather<Lane>(b);
  solve<Lane>(total, total);
  spread<Lane>(x);
}
