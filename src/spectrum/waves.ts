// What moves along the path: cos(h theta) and sin(h theta).

import { cosine, sine } from "../numerics/taylor.js";

/** A function of the angle; h = 0 is the constant 1. */
export interface Wave {
  harmonic: number;
  phase: "cos" | "sin";
}

/** The coefficients of the waves' Taylor series about theta: waves x (order + 1). */
export function waveSeries(waves: readonly Wave[], theta: number, order: number): Float64Array {
  const series = new Float64Array(waves.length * (order + 1));
  waves.forEach(({ harmonic, phase }, k) => {
    series.set(phase === "cos" ? cosine(theta, order, harmonic) : sine(theta, order, harmonic), k * (order + 1));
  });
  return series;
}
