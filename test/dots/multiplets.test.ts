// Without magnetic field, and with leads that do not tell up from down, the states of one multiplet of the total spin are
// equally probable: a device has as many different ones as multiplets.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dots } from "../../src/device/dots.js";
import { parseDevice } from "../../src/device/parse.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { spectrumOf } from "../../src/spectrum/spectrumOf.js";
import { difference } from "../compare.js";
import { type ContactsKind, randomContacts } from "../randomContacts.js";
import { randomDots } from "../randomDots.js";

const SEED = 20251125;

const binomial = (n: number, k: number): number =>
  Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((product, x) => product * x, 1);

/** Spin multiplets of N electrons in n orbitals with total spin S (Weyl's and Paldus' formula). */
const multiplets = (n: number, N: number, S: number): number =>
  Math.round(((2 * S + 1) / (n + 1)) * binomial(n + 1, N / 2 - S) * binomial(n + 1, n - N / 2 - S));

/** All those of a device, with 2 S + 1 states each. */
const all = (n: number): number[] =>
  Array.from({ length: 2 * n + 1 }, (_, N) =>
    Array.from(
      { length: Math.floor(Math.min(N, 2 * n - N) / 2) + 1 },
      (_, i) => Math.min(N, 2 * n - N) / 2 - i,
    ).flatMap((S) => new Array<number>(multiplets(n, N, S)).fill(2 * S + 1)),
  ).flat();

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

const sample = (devices: fc.Arbitrary<Dots>, numRuns: number): Dots[] => fc.sample(devices, { seed: SEED, numRuns });

describe(`states are lumped to spin multiplets (seed ${SEED})`, () => {
  test.each([
    [2, 10],
    [3, 35],
    [4, 126],
  ])("%d dots in a row: %d", (orbitals, count) => {
    expect(all(orbitals)).toHaveLength(count);
    for (const device of sample(randomDots({ orbitals, leads: 2 }), orbitals === 4 ? 1 : 4)) {
      const { lumped, states } = spectrumOf(device);
      expect(states).toHaveLength(4 ** orbitals);
      expect(sorted(lumped.size)).toEqual(sorted(all(orbitals)));
    }
  });

  test("two pairs of dots that repel each other: each has spins of its own", () => {
    const [device] = sample(randomDots({ orbitals: 4, leads: 2 }), 1);
    const { lumped } = spectrumOf({ ...device!, hopping: device!.hopping.filter((_, i) => i !== 1) });
    expect(sorted(lumped.size)).toEqual(sorted(all(2).flatMap((a) => all(2).map((b) => a * b))));
  });

  test("dots that are full with one electron, beside others", () => {
    const [device] = sample(randomDots({ orbitals: 3, leads: 3 }), 1);
    device!.orbitals[1]!.intra = Infinity;
    // 48 states: 25 multiplets
    expect(spectrumOf(device!).lumped.size).toHaveLength(25);
  });
});

const kinds: [string, ContactsKind][] = [
  ["16 states, channels that move", { orbitals: 2, leads: 3, moving: true }],
  ["16 states, polarised", { orbitals: 2, leads: 2, polarised: true }],
  ["32 states without spin", { orbitals: 5, leads: 2, spinless: true }],
  ["64 states", { orbitals: 3, leads: 3 }],
];

test.each(kinds)(`%s: the same lumped or not, to 1e-12 of scale (seed ${SEED})`, (_, kind) => {
  for (const device of sample(randomContacts(kind), 2)) {
    const [lumped, resolved] = [new WasmEngine(device), new WasmEngine(device, "spin-resolved")].map((engine) =>
      engine.integrate(3, 12, 0.3),
    );
    const scale = resolved!.largest.map((x) => 2 * Math.PI * x);
    expect(difference(lumped!.integrals, resolved!.integrals, scale)).toBeLessThan(1e-12);
  }
});

test("six dots in a row, the same from either end: no block has even and odd states", () => {
  const n = 6;
  const mirrored = (size: number) => (l: number) => Math.min(l, size - 1 - l);
  const pair = mirrored(n);
  const bond = mirrored(n - 1);
  const number = (k: number): number => Math.abs(Math.sin(12.9 * k + 78.2 * 4));
  const names = Array.from({ length: n }, (_, l) => `dot${l}`);
  const neighbours = names.slice(1).map((name, l) => [names[l]!, name] as [string, string]);
  const device = parseDevice({
    model: "dots",
    spinless: true,
    orbitals: Object.fromEntries(
      names.map((name, l) => [
        name,
        { energy: { const: 2 * number(pair(l)), cos: [3 * number(10 + pair(l))], sin: [3 * number(20 + pair(l))] } },
      ]),
    ),
    hopping: neighbours.map((between, l) => ({ between, amplitude: -1 - 2 * number(30 + bond(l)) })),
    coulomb: { inter: neighbours.map((between, l) => ({ between, U: 2 + 5 * number(40 + bond(l)) })) },
    leads: { lead: { gamma: { [names[0]!]: 0.2, [names[n - 1]!]: 0.2 }, mu: 1, T: 1 } },
  }) as Dots;
  const { kinds, states } = spectrumOf(device);
  // with N electrons: half the patterns, but for those that are their own mirror images
  const even = Array.from({ length: n + 1 }, (_, N) => (N % 2 === 0 ? binomial(n / 2, N / 2) : 0));
  const sizes = even.flatMap((own, N) => [1, -1].map((parity) => (binomial(n, N) + parity * own) / 2));
  expect(states).toHaveLength(2 ** n);
  expect(sorted(kinds.map(({ size }) => size))).toEqual(sorted(sizes.filter((size) => size > 0)));
});
