// Random numbers: the generator and the distributions are those of pure-rand and d3-random. Here stands only who gets
// which numbers.

import { randomExponential, randomNormal } from "d3-random";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Fills a buffer, going on where it stopped. */
export type Stream = (buffer: Float64Array) => void;

/**
 * Streams of one seed. Each begins a jump of 2^64 numbers after the one before, so that they never meet; the first
 * begins a jump after the seed itself, whose first numbers show the bits of the seed.
 */
function streams(seed: number, count: number, distribution: (uniform: () => number) => () => number): Stream[] {
  const generator = xoroshiro128plus(seed);
  return Array.from({ length: count }, () => {
    generator.jump();
    const own = generator.clone();
    const next = distribution(() => uniformFloat64(own));
    return (buffer) => {
      for (let i = 0; i < buffer.length; i++) buffer[i] = next();
    };
  });
}

/** Standard normal deviates. */
export const normalStreams = (seed: number, count: number): Stream[] =>
  streams(seed, count, (uniform) => randomNormal.source(uniform)());

/** Alternating: an exponential deviate of mean 1, a uniform one in 0 <= u < 1. */
export const hoppingStreams = (seed: number, count: number): Stream[] =>
  streams(seed, count, (uniform) => {
    const exponential = randomExponential.source(uniform)(1);
    let waiting = false;
    return () => ((waiting = !waiting) ? exponential() : uniform());
  });
