// From the JSON of a "dots" device to the device: names become indices, defaults are filled in.

import * as v from "valibot";
import { couplingSeries, spinsOf } from "./contacts.js";
import type { Dots, DotsLead } from "./dots.js";
import { refuse } from "../errors.js";
import { constant, isZero } from "./harmonics.js";
import { MOST_LEADS, MOST_ORBITALS } from "./limits.js";
import { fieldOf, keyed, name, named, type NameOrder } from "./names.js";
import { energy, intradot, temperature } from "./numbers.js";
import { contactEntries, contactsFile, couplingOf } from "./parseContacts.js";
import { harmonics, series, seriesFile } from "./parseHarmonics.js";

const PAIR = "a list of two names of orbitals";
const INTRA = 'a finite number or "infinite"';

const pair = v.strictTuple([v.string("the name of an orbital"), v.string("the name of an orbital")], PAIR);

const orbitalFields = { energy: series, zeeman: v.optional(series) };
const leadFields = {
  ...contactEntries,
  mu: energy,
  T: temperature,
};

export const dotsSchema = v.strictObject(
  {
    model: v.literal("dots", '"dots"'),
    spinless: v.optional(v.boolean("true or false")),
    orbitals: v.union(
      [
        v.record(name, v.strictObject(orbitalFields, 'an object {"energy", "zeeman"}')),
        v.array(v.strictObject({ name, ...orbitalFields }, 'an object {"name", "energy", "zeeman"}')),
      ],
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
              name,
              v.union([intradot, v.literal("infinite", INTRA)], INTRA),
              'an object {"orbital": number or "infinite", ...}',
            ),
          ),
          inter: v.optional(
            v.array(
              v.strictObject({ between: pair, U: energy }, 'an object {"between", "U"}'),
              'a list of {"between", "U"}',
            ),
          ),
        },
        'an object {"intra", "inter"}',
      ),
    ),
    leads: v.union(
      [
        v.record(name, v.strictObject(leadFields, 'an object {"gamma" or "channels", "mu", "T"}')),
        v.array(v.strictObject({ name, ...leadFields }, 'an object {"name", "gamma" or "channels", "mu", "T"}')),
      ],
      'an object {"name": {"gamma" or "channels", "mu", "T"}, ...}',
    ),
  },
  "an object that describes a device",
);

/** The JSON form of a device of any dots, orbitals and leads by name or in lists. */
export type DotsListFile = v.InferInput<typeof dotsSchema>;

type ByName<Group> = Extract<Group, Record<string, unknown>>;

/** The same with orbitals and leads by name. */
export type DotsFile = Omit<DotsListFile, "orbitals" | "leads"> & {
  orbitals: ByName<DotsListFile["orbitals"]>;
  leads: ByName<DotsListFile["leads"]>;
};

/**
 * The device that a file describes.
 *
 * @param file has passed the schema
 * @param order of the names in the text of the file; without it, that of the objects
 */
export function dotsOf(file: v.InferOutput<typeof dotsSchema>, order?: NameOrder): Dots {
  const { spinless = false, hopping = [], coulomb = {} } = file;
  const given = named("orbitals", file.orbitals, order?.orbitals);
  const names = given.map(({ name }) => name);
  if (names.length < 1 || names.length > MOST_ORBITALS) {
    refuse("orbitals", names.length, `1 to ${MOST_ORBITALS} orbitals`);
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
    const field = fieldOf("coulomb.intra", name);
    index(field, name);
    if (spinless) refuse(field, intra[name], "nothing in a spinless device");
  }
  const orbitals = given.map(({ name, field, item: { energy, zeeman } }) => {
    if (spinless && zeeman !== undefined) refuse(`${field}.zeeman`, zeeman, "nothing in a spinless device");
    const repulsion = Object.hasOwn(intra, name) ? intra[name]! : undefined;
    if (!spinless && repulsion === undefined) refuse(fieldOf("coulomb.intra", name), undefined, INTRA);
    return {
      name,
      energy: harmonics(`${field}.energy`, energy),
      zeeman: zeeman === undefined ? constant(0) : harmonics(`${field}.zeeman`, zeeman),
      intra: typeof repulsion === "number" ? repulsion : Infinity,
    };
  });

  const givenLeads = named("leads", file.leads, order?.leads);
  if (givenLeads.length < 1 || givenLeads.length > MOST_LEADS) {
    refuse("leads", givenLeads.length, `1 to ${MOST_LEADS} leads`);
  }
  const leads = givenLeads.map(({ name, field, item: { mu, T, ...contacts } }): DotsLead => ({
    name,
    mu,
    T,
    ...couplingOf(field, contacts, { spinless, names }),
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

/** The inverse of dotsOf: by name where an object keeps the order of the names. */
export function dotsFile(device: Dots): DotsListFile {
  const { spinless, orbitals, hopping, inter, leads } = device;
  const names = orbitals.map(({ name }) => name);
  const name = (l: number): string => names[l]!;
  return {
    model: "dots",
    spinless,
    orbitals: keyed(
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
    leads: keyed(
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
        fieldOf("orbitals", orbitals[lost]!.name),
        "no lead",
        `a rate gamma > 0${which} to some lead (or an amplitude in its channels), its own or that of an orbital it hops to: else its occupation is undecided`,
      );
    }
  }
}
