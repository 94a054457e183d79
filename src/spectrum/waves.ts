// What moves along the path: cos(h theta) and sin(h theta).

import { sineAndCosine } from "../numerics/elementary.js";

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
    // each derivative turns the phase by a quarter and brings a factor h
    const turns = phase === "cos" ? [c, -s, -c, s] : [s, c, -s, -c];
    let factor = 1;
    for (let n = 0; n <= order; n++) {
      if (n > 0) factor *= harmonic / n;
      series[k * (order + 1) + n] = factor * turns[n % 4]!;
    }
  });
  return series;
}
