import fc from "fast-check";
import type { Dots } from "../src/device/dots.js";
import { deviceFile, parseDevice } from "../src/device/parse.js";
import type { DotsFile } from "../src/device/parseDots.js";
import { type DotsKind, randomDots } from "./randomDots.js";
import { between } from "./randomNumber.js";

export interface ContactsKind extends DotsKind {
  /** whether rates and amplitudes depend on the angle */
  moving?: boolean;
}

/**
 * As randomDots, but leads couple by rates or by one or two channels of amplitudes with signs, the first lead always by
 * channels.
 */
export function randomContacts({ moving = false, ...kind }: ContactsKind): fc.Arbitrary<Dots> {
  const { orbitals, leads, polarised = false } = kind;
  const names = Array.from({ length: orbitals }, (_, l) => `dot${l}`);
  const wobble = fc.record({ cos: fc.tuple(between(-1, 1)), sin: fc.tuple(between(-1, 1), between(-1, 1)) });
  /** const and, where it moves, at most `part` of it in every harmonic */
  const series = (size: fc.Arbitrary<number>, part: number) =>
    fc.tuple(size, wobble).map(([c, { cos, sin }]) => {
      const small = (x: number): number => part * x * c;
      return moving ? { const: c, cos: cos.map(small), sin: sin.map(small) } : c;
    });
  const spins = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | { up: T; down: T }> =>
    polarised ? fc.record({ up: one, down: one }) : one;
  // amplitudes may change their sign along the path, rates may not
  const amplitude = spins(
    series(
      fc.tuple(between(0.2, 0.6), fc.boolean()).map(([size, negative]) => (negative ? -size : size)),
      0.8,
    ),
  );
  const rate = spins(series(between(0.05, 0.4), 0.3));
  const channel = fc.array(amplitude, { minLength: orbitals, maxLength: orbitals });
  const contacts = fc.record({
    byChannels: fc.boolean(),
    channels: fc.array(channel, { minLength: 1, maxLength: 2 }),
    rates: fc.array(rate, { minLength: orbitals, maxLength: orbitals }),
  });
  const byName = <T>(values: readonly T[]): Record<string, T> =>
    Object.fromEntries(names.map((name, l) => [name, values[l]!]));
  return fc
    .noBias(fc.tuple(randomDots(kind), fc.array(contacts, { minLength: leads, maxLength: leads })))
    .map(([device, all]) => {
      const file = deviceFile(device) as DotsFile;
      return parseDevice({
        ...file,
        leads: Object.fromEntries(
          device.leads.map(({ name, mu, T }, r) => {
            const { byChannels, channels, rates } = all[r]!;
            const coupling = r === 0 || byChannels ? { channels: channels.map(byName) } : { gamma: byName(rates) };
            return [name, { ...coupling, mu, T }];
          }),
        ),
      }) as Dots;
    });
}
