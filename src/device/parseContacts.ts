// From the JSON of a lead's contacts to the contacts: rates, or channels of amplitudes.

import * as v from "valibot";
import { type Coupling, spinsOf, type SpinSeries } from "./contacts.js";
import { refuse } from "../errors.js";
import { constant, type Harmonics, isZero, moves, negativeAt } from "./harmonics.js";
import { MOST_CHANNELS } from "./limits.js";
import { fieldOf, name } from "./names.js";
import { finite } from "./numbers.js";
import { harmonics, listOf, type SeriesFile, seriesFile, seriesOf } from "./parseHarmonics.js";

const RATE = 'a finite number >= 0 or a series {"const", "cos", "sin"} or {"samples"}, or {"up", "down"} of them';
const AMPLITUDE = 'a finite number or a series {"const", "cos", "sin"} or {"samples"}, or {"up", "down"} of them';

/** A series, or one for each spin. */
const spinSeries = (allowed: string) =>
  v.union(
    [
      finite,
      v.strictObject(
        {
          up: v.optional(seriesOf(finite)),
          down: v.optional(seriesOf(finite)),
          const: v.optional(finite),
          cos: listOf(finite),
          sin: listOf(finite),
          samples: listOf(finite),
        },
        allowed,
      ),
    ],
    allowed,
  );

/** The fields of a lead that say what it touches: one of the two. */
export const contactEntries = {
  gamma: v.optional(v.record(name, spinSeries(RATE), 'an object {"orbital": rate, ...}')),
  channels: v.optional(
    v.array(
      v.record(name, spinSeries(AMPLITUDE), 'an object {"orbital": amplitude, ...}'),
      'a list of {"orbital": amplitude, ...}',
    ),
  ),
};

type SpinSeriesFile = v.InferOutput<ReturnType<typeof spinSeries>>;

/** What a lead touches, as a device file holds it. */
interface ContactsFile {
  gamma?: Record<string, SpinSeriesFile> | undefined;
  channels?: Record<string, SpinSeriesFile>[] | undefined;
}

interface Orbitals {
  spinless: boolean;
  names: readonly string[];
}

/** The contacts of the lead in `field`. */
export function couplingOf(field: string, { gamma, channels }: ContactsFile, orbitals: Orbitals): Coupling {
  if (gamma && channels) refuse(`${field}.channels`, channels, "gamma (rates that add up) or channels, not both");
  if (gamma) return { gamma: byOrbital(`${field}.gamma`, gamma, orbitals, "rate") };
  if (!channels) refuse(`${field}.gamma`, undefined, 'an object {"orbital": rate, ...}, or channels instead');
  if (channels.length < 1 || channels.length > MOST_CHANNELS) {
    refuse(`${field}.channels`, channels.length, `1 to ${MOST_CHANNELS} channels`);
  }
  return {
    channels: channels.map((channel, q) => byOrbital(`${field}.channels.${q}`, channel, orbitals, "amplitude")),
  };
}

function byOrbital(
  field: string,
  file: Record<string, SpinSeriesFile>,
  { spinless, names }: Orbitals,
  kind: "rate" | "amplitude",
): SpinSeries[] {
  const all = names.map((): SpinSeries => ({ up: constant(0), down: constant(0) }));
  for (const [orbital, value] of Object.entries(file)) {
    const at = names.indexOf(orbital);
    const own = fieldOf(field, orbital);
    if (at < 0) refuse(own, orbital, `the name of an orbital: ${names.join(", ")}`);
    all[at] = bothSpins(own, value, spinless);
    if (kind === "rate") checkRates(own, value, all[at]);
  }
  return all;
}

function bothSpins(field: string, file: SpinSeriesFile, spinless: boolean): SpinSeries {
  if (typeof file === "number" || (file.up === undefined && file.down === undefined)) {
    const both = harmonics(field, file);
    return { up: both, down: both };
  }
  if (spinless) refuse(field, file, "one number or series in a spinless device");
  const { up, down, ...more } = file;
  if (up === undefined || down === undefined) {
    refuse(`${field}.${up === undefined ? "up" : "down"}`, undefined, "a number or series for each of the two spins");
  }
  if (Object.values(more).some((x) => x !== undefined)) refuse(field, file, "up and down alone, or one series");
  return { up: harmonics(`${field}.up`, up), down: harmonics(`${field}.down`, down) };
}

/** Rates are >= 0 at every angle. */
function checkRates(field: string, file: SpinSeriesFile, { up, down }: SpinSeries): void {
  for (const [spin, rate] of [
    ["up", up],
    ["down", down],
  ] as const) {
    const negative = negativeAt(rate);
    if (!negative) continue;
    const own = typeof file === "number" || file[spin] === undefined ? field : `${field}.${spin}`;
    if (!moves(rate)) refuse(own, rate.const, RATE);
    refuse(own, negative.value, `a rate >= 0 at every angle; this is its value at theta = ${negative.theta}`);
  }
}

/** The inverse of couplingOf. */
export function contactsFile({ gamma, channels }: Coupling, { spinless, names }: Orbitals): ContactsFile {
  const one = (x: Harmonics): SeriesFile => (moves(x) ? seriesFile(x) : x.const);
  const file = (all: readonly SpinSeries[]): Record<string, SpinSeriesFile> =>
    Object.fromEntries(
      all.flatMap((series, l) => {
        if (spinsOf({ spinless }).every((spin) => isZero(series[spin]))) return [];
        return [[names[l]!, spinless ? one(series.up) : { up: one(series.up), down: one(series.down) }]];
      }),
    );
  return gamma ? { gamma: file(gamma) } : { channels: channels.map(file) };
}
