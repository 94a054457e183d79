// States that a symmetry of the device makes equally probable are kept so: only the difference between them, which
// must vanish, could grow by rounding where nothing relaxes it (the spin modes of an unpolarised blockaded dot).

import { addReal, integer, real, reals, setReal } from "./arena";
import { classes, classOfState, states } from "./model";

let total: usize = 0;
let size: usize = 0;

/** Room for a sum and a size of every class; after model.layOut. */
export function layOutSymmetry(): void {
  total = reals(classes);
  size = reals(classes);
}

/** Replaces every x_i by the mean over the class of i. Exact for vectors that have the symmetry. */
export function project(x: usize): void {
  if (classes == states) return;
  for (let c = 0; c < classes; ++c) {
    setReal(total, c, 0.0);
    setReal(size, c, 0.0);
  }
  for (let i = 0; i < states; ++i) {
    addReal(total, integer(classOfState, i), real(x, i));
    addReal(size, integer(classOfState, i), 1.0);
  }
  for (let i = 0; i < states; ++i) {
    const c = integer(classOfState, i);
    setReal(x, i, real(total, c) / real(size, c));
  }
}
