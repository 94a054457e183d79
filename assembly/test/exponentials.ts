// The entry of a binary for test/assembly/exponential.test.ts, which compiles it: the exponential as the vector code has it.

import { clear, real, reals, setReal } from "../memory/arena";
import { exponential } from "../numerics/exponential";

export let given: usize = 0;
export let results: usize = 0;

/** Room for an even number of arguments. */
export function layOut(count: i32): void {
  clear();
  given = reals(count);
  results = reals(count);
}

export function compute(count: i32): void {
  if (ASC_FEATURE_SIMD) {
    for (let i = 0; i < count; i += 2) {
      store<v128>(results + ((<usize>i) << 3), exponential<v128>(load<v128>(given + ((<usize>i) << 3))));
    }
  } else {
    for (let i = 0; i < count; ++i) setReal(results, i, exponential<f64>(real(given, i)));
  }
}
