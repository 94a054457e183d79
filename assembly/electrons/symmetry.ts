// States that a symmetry of the device makes equally probable are kept so: only the difference between them, which
// must vanish, could grow by rounding where nothing relaxes it (the spin modes of an unpolarised blockaded dot).

import { addReal, integer, real, reals, setReal } from "../memory/arena";
import { copyStationary, factorise, solve } from "./elimination";
import { classes, classOfState, kernel, states } from "./model";

let total: usize = 0;
let size: usize = 0;
let lumped: usize = 0; // rates between classes

/** Room for a sum and a size of every class; after model.layOut. */
export function layOutSymmetry(): void {
  total = reals(classes);
  size = reals(classes);
  lumped = reals(classes * classes);
}

/** Sums over the classes, in `total`. */
function gather(x: usize): void {
  memory.fill(total, 0, (<usize>classes) << 3);
  for (let i = 0; i < states; ++i) addReal(total, integer(classOfState, i), real(x, i));
}

/** States in every class, in `size`. */
function count(): void {
  memory.fill(size, 0, (<usize>classes) << 3);
  for (let i = 0; i < states; ++i) addReal(size, integer(classOfState, i), 1.0);
}

/** Equal shares of what the classes hold. */
function spread(x: usize): void {
  for (let i = 0; i < states; ++i) {
    const c = integer(classOfState, i);
    setReal(x, i, real(total, c) / real(size, c));
  }
}

/**
 * Factorises the kernel between classes: modes between equal states, which may hardly relax, have no part in it. W_CD is
 * the mean over j in D of the rates into all of C. False where there is no unique stationary state.
 */
export function factoriseSymmetric(): bool {
  if (classes == states) return factorise();
  count();
  memory.fill(lumped, 0, (<usize>(classes * classes)) << 3);
  for (let i = 0; i < states; ++i) {
    for (let j = 0; j < states; ++j) {
      const from = integer(classOfState, j);
      addReal(lumped, integer(classOfState, i) * classes + from, real(kernel, i * states + j) / real(size, from));
    }
  }
  return factorise(lumped, classes);
}

/** x = the stationary state, after factoriseSymmetric. */
export function stationarySymmetric(x: usize): void {
  if (classes == states) {
    copyStationary(x);
    return;
  }
  copyStationary(total);
  spread(x);
}

/** As `solve`, for a b with the symmetry, after factoriseSymmetric. */
export function solveSymmetric(x: usize, b: usize): void {
  if (classes == states) {
    solve(x, b);
    return;
  }
  gather(b);
  solve(total, total);
  spread(x);
}
