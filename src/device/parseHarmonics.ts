// From the JSON of a series in the rotor angle to the series.

import * as v from "valibot";
import { refuse } from "../errors.js";
import { constant, type Harmonics, interpolate } from "./harmonics.js";
import { MOST_HARMONICS } from "./limits.js";
import { energy, type finite } from "./numbers.js";

const SERIES = 'a finite number or {"const", "cos": [...], "sin": [...]} or {"samples": [...]}';

type Value = typeof finite | typeof energy;

/** The coefficients or samples of a series. */
export const listOf = (value: Value) => v.optional(v.array(value, "a list of finite numbers"));

/** A number, or the coefficients or samples of a series. */
export const seriesOf = (value: Value) =>
  v.union(
    [
      value,
      v.strictObject(
        { const: v.optional(value), cos: listOf(value), sin: listOf(value), samples: listOf(value) },
        SERIES,
      ),
    ],
    SERIES,
  );

/** Of energies. */
export const series = seriesOf(energy);

export type SeriesFile = v.InferOutput<typeof series>;

const FEWEST_SAMPLES = 3;

/** The series that a field holds. */
export function harmonics(field: string, file: SeriesFile): Harmonics {
  if (typeof file === "number") return constant(file);
  const { const: c = 0, cos = [], sin = [], samples } = file;
  const given = Math.max(cos.length, sin.length, Math.floor((samples?.length ?? 0) / 2));
  if (given > MOST_HARMONICS) refuse(field, `${given} harmonics`, `at most ${MOST_HARMONICS}`);
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
