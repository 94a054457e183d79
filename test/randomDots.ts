import fc from "fast-check";
import type { Dots } from "../src/device/dots.js";
import { parseDevice } from "../src/device/parse.js";
import { between } from "./randomNumber.js";

export interface DotsKind {
  orbitals: number;
  leads: number;
  spinless?: boolean;
  polarised?: boolean;
  /** default finite */
  intra?: "infinite";
  /** several windings and offsets: harmonics of each energy; default 2 */
  harmonics?: number;
  sameTemperatures?: boolean;
}

/** A chain of dots on a random closed path, leads anywhere (each dot has one at least), energies near the resonances. */
export function randomDots({
  orbitals,
  leads,
  spinless = false,
  polarised = false,
  intra,
  harmonics = 2,
  sameTemperatures = false,
}: DotsKind): fc.Arbitrary<Dots> {
  const names = Array.from({ length: orbitals }, (_, l) => `dot${l}`);
  const rate = between(0.05, 0.4);
  const gamma: fc.Arbitrary<number | { up: number; down: number }> = polarised
    ? fc.record({ up: rate, down: rate })
    : rate;
  const series = (size: number) =>
    fc.record({
      const: between(-4, 4),
      cos: fc.array(between(-size, size), { minLength: 1, maxLength: harmonics }),
      sin: fc.array(between(-size, size), { minLength: 1, maxLength: harmonics }),
    });
  // without the bias towards extremes: orbits of 1e-300 are not what this is about
  return fc
    .noBias(
      fc.record({
        energies: fc.array(series(4), { minLength: orbitals, maxLength: orbitals }),
        zeeman: between(-1, 1),
        hopping: fc.array(between(1.5, 4), { minLength: orbitals, maxLength: orbitals }),
        repulsion: fc.array(between(3, 12), { minLength: orbitals, maxLength: orbitals }),
        inter: fc.array(between(0, 6), { minLength: orbitals, maxLength: orbitals }),
        reservoirs: fc.array(
          fc.record({
            mu: between(-3, 3),
            T: between(0.7, 1.6),
            rates: fc.array(gamma, { minLength: orbitals, maxLength: orbitals }),
            touches: fc.array(fc.boolean(), { minLength: orbitals, maxLength: orbitals }),
          }),
          { minLength: leads, maxLength: leads },
        ),
      }),
    )
    .map(({ energies, zeeman, hopping, repulsion, inter, reservoirs }) => {
      const pairs = names.slice(1).map((name, l) => [names[l]!, name] as [string, string]);
      return parseDevice({
        model: "dots",
        spinless,
        orbitals: Object.fromEntries(
          names.map((name, l) => [name, { energy: energies[l]!, ...(spinless || !polarised ? {} : { zeeman }) }]),
        ),
        hopping: pairs.map((pair, l) => ({ between: pair, amplitude: -hopping[l]! })),
        coulomb: {
          ...(spinless ? {} : { intra: Object.fromEntries(names.map((name, l) => [name, intra ?? repulsion[l]!])) }),
          inter: pairs.map((pair, l) => ({ between: pair, U: inter[l]! })),
        },
        leads: Object.fromEntries(
          reservoirs.map(({ mu, T, rates, touches }, r) => [
            `lead${r}`,
            {
              mu,
              T: sameTemperatures ? 1 : T,
              gamma: Object.fromEntries(
                names.flatMap((name, l) => (touches[l] || l % leads === r ? [[name, rates[l]!]] : [])),
              ),
            },
          ]),
        ),
      }) as Dots;
    });
}
