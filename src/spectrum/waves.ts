// What moves along the path: cos(h theta) and sin(h theta).

import { sineAndCosine } from "../numerics/elementary.js";
import { writeTurning } from "../numerics/taylor.js";

/** A function of the angle; h = 0 is the constant 1. */
export interface Wave {
  harmonic: number;
  phase: "cos" | "sin";
}

/** The coefficients of the waves' Taylor series about theta: waves x (order + 1). */
export function waveSeries(waves: readonly Wave[], theta: number, order: number): Float64Array {
  const series = new Float64Array(waves.length * (order + 1));
  waves.forEach(({ harmonic, phase }, k) => {
    const { sine: s, cosine: c } = sineAndCosine(theta, harmonic);
    if (order === 0) {
      series[k] = phase === "cos" ? c : s;
      return;
    }
    const quarters = phase === "cos" ? [c, -s, -c, s] : [s, c, -s, -c];
    writeTurning(series, k * (order + 1), quarters, order, harmonic);
  });
  return series;
}
