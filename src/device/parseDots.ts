// From the JSON of a "dots" device to the device: names become indices, defaults are filled in.

import * as v from "valibot";
import { couplingSeries, spinsOf } from "./contacts.js";
import type { Dots, DotsLead } from "./dots.js";
import { refuse } from "./errors.js";
import { constant, isZero } from "./harmonics.js";
import { finite, positive } from "./numbers.js";
import { contactEntries, contactsFile, couplingOf } from "./parseContacts.js";
import { harmonics, series, seriesFile } from "./parseHarmonics.js";

const PAIR = "a list of two names of orbitals";
const INTRA = 'a finite number or "infinite"';

const pair = v.strictTuple([v.string("the name of an orbital"), v.string("the name of an orbital")], PAIR);

export const dotsSchema = v.strictObject(
  {
    model: v.literal("dots", '"dots"'),
    spinless: v.optional(v.boolean("true or false")),
    orbitals: v.record(
      v.string(),
      v.strictObject({ energy: series, zeeman: v.optional(series) }, 'an object {"energy", "zeeman"}'),
      'an object {"name": {"energy", "zeeman"}, ...}',
    ),
    hopping: v.optional(
      v.array(
        v.strictObject({ between: pair, amplitude: series }, 'an object {"between", "amplitude"}'),
        'a list of {"between", "amplitude"}',
      ),
    ),
    coulomb: v.optional(
      v.strictObject(
        {
          intra: v.optional(
            v.record(
              v.string(),
              v.union([finite, v.literal("infinite", INTRA)], INTRA),
              'an object {"orbital": number or "infinite", ...}',
            ),
          ),
          inter: v.optional(
            v.array(
              v.strictObject({ between: pair, U: finite }, 'an object {"between", "U"}'),
              'a list of {"between", "U"}',
            ),
          ),
        },
        'an object {"intra", "inter"}',
      ),
    ),
    leads: v.record(
      v.string(),
      v.strictObject({ ...contactEntries, mu: finite, T: positive }, 'an object {"gamma" or "channels", "mu", "T"}'),
      'an object {"name": {"gamma" or "channels", "mu", "T"}, ...}',
    ),
  },
  "an object that describes a device",
);

/** The JSON form of a device of any dots. */
export type DotsFile = v.InferInput<typeof dotsSchema>;

const MAXIMAL_ORBITALS = 12;
const MAXIMAL_LEADS = 8;

/** The device that a file describes; `file` has passed the schema. */
export function dotsOf(file: v.InferOutput<typeof dotsSchema>): Dots {
  const { spinless = false, hopping = [], coulomb = {} } = file;
  const names = Object.keys(file.orbitals);
  if (names.length < 1 || names.length > MAXIMAL_ORBITALS) {
    refuse("orbitals", names.length, `1 to ${MAXIMAL_ORBITALS} orbitals`);
  }
  const index = (field: string, name: string): number => {
    const at = names.indexOf(name);
    if (at < 0) refuse(field, name, `the name of an orbital: ${names.join(", ")}`);
    return at;
  };
  const between = (field: string, [a, b]: [string, string]): [number, number] => {
    const ends: [number, number] = [index(`${field}.0`, a), index(`${field}.1`, b)];
    if (ends[0] === ends[1]) refuse(field, [a, b], "two different orbitals");
    return ends;
  };

  const once = (field: string, pairs: readonly [number, number][]): void => {
    pairs.forEach(([a, b], i) => {
      const again = pairs.findIndex(([c, d], j) => j < i && ((a === c && b === d) || (a === d && b === c)));
      if (again >= 0)
        refuse(`${field}.${i}.between`, [names[a], names[b]], `a pair once; ${field}.${again} has it too`);
    });
  };

  const intra = coulomb.intra ?? {};
  for (const name of Object.keys(intra)) {
    index(`coulomb.intra.${name}`, name);
    if (spinless) refuse(`coulomb.intra.${name}`, intra[name], "nothing in a spinless device");
  }
  const orbitals = Object.entries(file.orbitals).map(([name, { energy, zeeman }]) => {
    if (spinless && zeeman !== undefined) refuse(`orbitals.${name}.zeeman`, zeeman, "nothing in a spinless device");
    const repulsion = Object.hasOwn(intra, name) ? intra[name]! : undefined;
    if (!spinless && repulsion === undefined) refuse(`coulomb.intra.${name}`, undefined, INTRA);
    return {
      name,
      energy: harmonics(`orbitals.${name}.energy`, energy),
      zeeman: zeeman === undefined ? constant(0) : harmonics(`orbitals.${name}.zeeman`, zeeman),
      intra: typeof repulsion === "number" ? repulsion : Infinity,
    };
  });

  const leadNames = Object.keys(file.leads);
  if (leadNames.length < 1 || leadNames.length > MAXIMAL_LEADS) {
    refuse("leads", leadNames.length, `1 to ${MAXIMAL_LEADS} leads`);
  }
  const leads = Object.entries(file.leads).map(([name, { mu, T, ...contacts }]): DotsLead => ({
    name,
    mu,
    T,
    ...couplingOf(`leads.${name}`, contacts, { spinless, names }),
  }));
  const device: Dots = {
    model: "dots",
    spinless,
    orbitals,
    hopping: hopping.map(({ between: ends, amplitude }, i) => ({
      between: between(`hopping.${i}.between`, ends),
      amplitude: harmonics(`hopping.${i}.amplitude`, amplitude),
    })),
    inter: (coulomb.inter ?? []).map(({ between: ends, U }, i) => ({
      between: between(`coulomb.inter.${i}.between`, ends),
      U,
    })),
    leads,
  };
  once(
    "hopping",
    device.hopping.map(({ between }) => between),
  );
  once(
    "coulomb.inter",
    device.inter.map(({ between }) => between),
  );
  checkConnected(device);
  return device;
}

/** The inverse of dotsOf. */
export function dotsFile(device: Dots): DotsFile {
  const { spinless, orbitals, hopping, inter, leads } = device;
  const names = orbitals.map(({ name }) => name);
  const name = (l: number): string => names[l]!;
  return {
    model: "dots",
    spinless,
    orbitals: Object.fromEntries(
      orbitals.map(({ name, energy, zeeman }) => [
        name,
        { energy: seriesFile(energy), ...(spinless ? {} : { zeeman: seriesFile(zeeman) }) },
      ]),
    ),
    hopping: hopping.map(({ between: [a, b], amplitude }) => ({
      between: [name(a), name(b)],
      amplitude: seriesFile(amplitude),
    })),
    coulomb: {
      ...(spinless
        ? {}
        : {
            intra: Object.fromEntries(
              orbitals.map(({ name, intra }) => [name, intra === Infinity ? ("infinite" as const) : intra]),
            ),
          }),
      inter: inter.map(({ between: [a, b], U }) => ({ between: [name(a), name(b)], U })),
    },
    leads: Object.fromEntries(
      leads.map(({ name, mu, T, ...coupling }) => [name, { ...contactsFile(coupling, { spinless, names }), mu, T }]),
    ),
  };
}

/** An orbital whose electrons reach no lead has an occupation that nothing decides. */
function checkConnected({ spinless, orbitals, hopping, leads }: Dots): void {
  const contacts = leads.flatMap(couplingSeries);
  for (const spin of spinsOf({ spinless })) {
    const reached = orbitals.map((_, l) =>
      contacts.some(({ orbital, series }) => orbital === l && !isZero(series[spin])),
    );
    const linked = hopping.filter(({ amplitude }) => !isZero(amplitude));
    let grown = true;
    while (grown) {
      grown = false;
      for (const {
        between: [a, b],
      } of linked) {
        if (reached[a] !== reached[b]) {
          reached[a] = reached[b] = true;
          grown = true;
        }
      }
    }
    const lost = reached.indexOf(false);
    if (lost >= 0) {
      const which = spinless ? "" : ` for spin ${spin}`;
      refuse(
        `orbitals.${orbitals[lost]!.name}`,
        "no lead",
        `a rate gamma > 0${which} to some lead (or an amplitude in its channels), its own or that of an orbital it hops to: else its occupation is undecided`,
      );
    }
  }
}
