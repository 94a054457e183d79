import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, test } from "vitest";
import { hoppingStreams, normalStreams, type Stream } from "../../src/mechanics/streams.js";
import { chiSquare, chiSquareBound, moments, Z } from "../statistics.js";

const take = (stream: Stream, n: number): Float64Array => {
  const buffer = new Float64Array(n);
  stream(buffer);
  return buffer;
};

const RECORDED = [20.86437019879672, 745.3349071696382];

describe("streams of random numbers", () => {
  test("a seed gives the same numbers, here and in any host, however they are fetched", () => {
    const [first, second] = normalStreams(42, 2);
    const whole = take(first!, 1000);
    const again = normalStreams(42, 1)[0]!;
    expect([...take(again, 7), ...take(again, 993)]).toEqual([...whole]);
    expect([...take(second!, 1000)]).not.toEqual([...whole]);
    // recorded once: every bit counts in a sum
    const sum = (x: Float64Array): number => x.reduce((a, b) => a + b, 0);
    expect([sum(whole), sum(take(hoppingStreams(42, 1)[0]!, 1000))]).toEqual(RECORDED);
  });

  test("they are the library's generator, a jump apart", () => {
    const generator = xoroshiro128plus(7);
    for (const stream of hoppingStreams(7, 3)) {
      generator.jump();
      const own = generator.clone();
      const [u, v] = [uniformFloat64(own), uniformFloat64(own)];
      const [wait, pick] = take(stream, 2);
      expect(Math.exp(-wait!)).toBeCloseTo(1 - u, 14);
      expect(pick).toBe(v);
    }
  });

  test("normal deviates are normal, exponential ones exponential (error rate 1e-4 each)", () => {
    const n = 200_000;
    const { mean, meanError, variance, varianceError } = moments(take(normalStreams(3, 1)[0]!, n));
    expect(Math.abs(mean)).toBeLessThan(Z * meanError);
    expect(Math.abs(variance - 1)).toBeLessThan(Z * varianceError);
    const pairs = take(hoppingStreams(3, 1)[0]!, n);
    // exp(-e) of an exponential deviate is uniform; so 20 x 20 squares are equally full if the two are independent
    const counts = new Array<number>(400).fill(0);
    for (let i = 0; i < n; i += 2) {
      counts[20 * Math.min(19, Math.floor(20 * Math.exp(-pairs[i]!))) + Math.floor(20 * pairs[i + 1]!)]!++;
    }
    expect(
      chiSquare(
        counts,
        counts.map(() => n / 2 / 400),
      ),
    ).toBeLessThan(chiSquareBound(399));
  });

  test("streams are not correlated, nor those of neighbouring seeds (error rate 1e-4)", () => {
    const n = 20_000;
    const series = [...normalStreams(1, 12), ...normalStreams(2, 12)].map((stream) => take(stream, n));
    let sum = 0;
    let pairs = 0;
    for (let i = 0; i < series.length; i++) {
      for (let j = 0; j < i; j++) {
        for (const lag of [0, 1, 2]) {
          let product = 0;
          for (let k = lag; k < n; k++) product += series[i]![k]! * series[j]![k - lag]!;
          sum += product ** 2 / n;
          pairs++;
        }
      }
    }
    expect(sum).toBeLessThan(chiSquareBound(pairs));
  });
});
