// Random numbers: the generator is pure-rand's. The distributions stand here, since those of libraries ask the host for a
// logarithm, whose last bit is another one in every host: with src/numerics/elementary.ts a seed gives the same numbers
// everywhere.

import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { logarithm } from "../numerics/elementary.js";

/** Fills a buffer, going on where it stopped; one of pairs takes a buffer of an even length. */
export type Stream = (buffer: Float64Array) => void;

/**
 * Streams of one seed. Each begins a jump of 2^64 numbers after the one before, so that they never meet; the first
 * begins a jump after the seed itself, whose first numbers show the bits of the seed.
 */
function streams(seed: number, count: number, distribution: (uniform: () => number) => Stream): Stream[] {
  const generator = xoroshiro128plus(seed);
  return Array.from({ length: count }, () => {
    generator.jump();
    const own = generator.clone();
    return distribution(() => uniformFloat64(own));
  });
}

/**
 * Standard normal deviates, by Marsaglia's polar method: two from a point within the unit circle. Where `paired`, a
 * uniform deviate follows every one.
 */
function normal(uniform: () => number, paired: boolean): Stream {
  let spare = NaN;
  return (buffer) => {
    let other = spare; // a variable outside would be a new object for every number
    for (let i = 0; i < buffer.length; i++) {
      if (Number.isNaN(other)) {
        let x: number;
        let y: number;
        let square: number;
        do {
          x = 2 * uniform() - 1;
          y = 2 * uniform() - 1;
          square = x * x + y * y;
        } while (!(square > 0 && square < 1));
        const length = Math.sqrt((-2 * logarithm(square)) / square);
        buffer[i] = y * length;
        other = x * length;
      } else {
        buffer[i] = other;
        other = NaN;
      }
      if (paired) buffer[++i] = uniform();
    }
    spare = other;
  };
}

export const normalStreams = (seed: number, count: number): Stream[] =>
  streams(seed, count, (uniform) => normal(uniform, false));

/** Pairs: a standard normal deviate, a uniform one in 0 <= u < 1. */
export const passageStreams = (seed: number, count: number): Stream[] =>
  streams(seed, count, (uniform) => normal(uniform, true));

/** An exponential deviate of mean 1 from a uniform one in 0 <= u < 1, whose difference from 1 is exact. */
const exponential = (u: number): number => -logarithm(1 - u);

/** Pairs: an exponential deviate of mean 1, a uniform one in 0 <= u < 1. */
export const hoppingStreams = (seed: number, count: number): Stream[] =>
  streams(seed, count, (uniform) => (buffer) => {
    for (let i = 0; i < buffer.length; i += 2) {
      buffer[i] = exponential(uniform());
      buffer[i + 1] = uniform();
    }
  });
