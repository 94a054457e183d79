// From the JSON of a series in the rotor angle to the series.

import * as v from "valibot";
import { refuse } from "./errors.js";
import { constant, type Harmonics, interpolate } from "./harmonics.js";
import { finite } from "./numbers.js";

const SERIES = 'a finite number or {"const", "cos": [...], "sin": [...]} or {"samples": [...]}';

/** The coefficients or samples of a series. */
export const coefficients = v.optional(v.array(finite, "a list of finite numbers"));
/** A number, or the coefficients or samples of a series. */
export const series = v.union(
  [
    finite,
    v.strictObject({ const: v.optional(finite), cos: coefficients, sin: coefficients, samples: coefficients }, SERIES),
  ],
  SERIES,
);

export type SeriesFile = v.InferOutput<typeof series>;

const FEWEST_SAMPLES = 3;
const MAXIMAL_HARMONICS = 4096;

/** The series that a field holds. */
export function harmonics(field: string, file: SeriesFile): Harmonics {
  if (typeof file === "number") return constant(file);
  const { const: c = 0, cos = [], sin = [], samples } = file;
  if (Math.max(cos.length, sin.length, (samples?.length ?? 0) / 2) > MAXIMAL_HARMONICS) {
    refuse(field, Math.max(cos.length, sin.length, samples?.length ?? 0), `at most ${MAXIMAL_HARMONICS} harmonics`);
  }
  if (!samples) return { const: c, cos, sin };
  if (file.const !== undefined || file.cos || file.sin) refuse(field, file, "samples alone, or const, cos and sin");
  if (samples.length < FEWEST_SAMPLES) {
    refuse(`${field}.samples`, samples, `${FEWEST_SAMPLES} or more values at equal angles from 0`);
  }
  return interpolate(samples);
}

/** The inverse of harmonics. */
export function seriesFile({ const: c, cos, sin }: Harmonics): SeriesFile {
  return { const: c, cos, sin };
}
