// What passages tell about the time they take, some rotors having been given up before theirs.

import { meanAndSpread } from "./ensemble.js";

/** Estimates from passages of rotors that were all followed for the same time. */
export interface PassageTimes {
  passed: number;
  /** rotors that had not passed in the given time, and their share */
  censored: number;
  censoredShare: number;
  /**
   * mean first passage time. Where every rotor passed, the mean of the sample. Where some did not, the maximum of the
   * likelihood of memoryless passages, 1 / rate, given only where the passages are seen to be memoryless; else null
   */
  mean: number | null;
  standardError: number | null;
  /** which of the two `mean` is */
  meanOf: "sample" | "memoryless" | null;
  /**
   * the time by which half of all rotors had passed, by Kaplan and Meier (all were followed equally long, so that it is
   * the median of the sample with those that did not pass at its end), and its standard error; null where not reached
   */
  median: number | null;
  medianError: number | null;
  /** passages over the time spent waiting by all rotors, and its standard error: the rate of rare, memoryless passages */
  rate: number;
  rateError: number;
  /** every passage, ascending */
  times: number[];
}

/** Fewer passages, a mean known to a tenth, do not show whether they are memoryless. */
const FEWEST = 100;

/** Standard deviations of a mean that memoryless passages exceed once in twenty (Laplace's test). */
const TREND = 1.96;

/** The distance of Kolmogorov and Smirnov that memoryless passages exceed once in a hundred (Stephens). */
const DISTANCE = 1.628;

/**
 * @param exits of all rotors, NaN for those that had not passed
 * @param time for which each was followed
 */
export function passageTimes(exits: Float64Array, time: number): PassageTimes {
  const times = exits.filter((t) => !Number.isNaN(t)).sort();
  const passed = times.length;
  const censored = exits.length - passed;
  const waited = times.reduce((sum, t) => sum + t, censored * time);
  const rate = passed / waited;
  const estimate = mean(times, exits.length, time);
  const half = exits.length / 2;
  const median = times[Math.ceil(half) - 1] ?? null;
  // the number of rotors that have passed by then scatters by this much
  const scatter = Math.sqrt(exits.length) / 2;
  const early = times[Math.max(0, Math.floor(half - scatter) - 1)];
  const late = times[Math.ceil(half + scatter) - 1];
  return {
    passed,
    censored,
    censoredShare: censored / exits.length,
    ...estimate,
    median,
    medianError: median === null || early === undefined || late === undefined ? null : (late - early) / 2,
    rate,
    rateError: Math.sqrt(passed) / waited,
    times: [...times],
  };
}

function mean(
  times: Float64Array,
  count: number,
  time: number,
): Pick<PassageTimes, "mean" | "standardError" | "meanOf"> {
  if (times.length === count) {
    const { mean, spread } = meanAndSpread(times);
    return { mean, standardError: spread / Math.sqrt(count), meanOf: "sample" };
  }
  if (!memoryless(times, count, time)) return { mean: null, standardError: null, meanOf: null };
  const waited = times.reduce((sum, t) => sum + t, (count - times.length) * time);
  const estimate = waited / times.length;
  return { mean: estimate, standardError: estimate / Math.sqrt(times.length), meanOf: "memoryless" };
}

/**
 * Whether passages come at a constant rate, as far as they show: over the time spent waiting by all rotors up to each
 * (the total time on test) they then are uniform. Their mean there finds out a rate that falls or rises, rotors having
 * started hotter or colder than they become; their largest distance from uniform a time that passes before any comes.
 */
function memoryless(times: Float64Array, count: number, time: number): boolean {
  const n = times.length;
  if (n < FEWEST) return false;
  let before = 0;
  const upTo = times.map((t, i) => (before += t) + (count - i - 1) * t);
  const waited = before + (count - n) * time;
  const uniform = upTo.map((t) => t / waited);
  const trend = (uniform.reduce((sum, u) => sum + u, 0) / n - 0.5) * Math.sqrt(12 * n);
  const distance = uniform.reduce((most, u, i) => Math.max(most, u - i / n, (i + 1) / n - u), 0);
  return Math.abs(trend) < TREND && (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance < DISTANCE;
}
