// Where lowest-order rates between eigenstates are not the whole story: two states that the same tunnelling event can
// reach, closer in energy than the rates are wide, build up a superposition (coherence) that these rates leave out.

import { type Device, meanRate } from "../device/device.js";
import { asDots } from "../device/asDots.js";
import { type Dots, highestHarmonic } from "../device/dots.js";
import { Untrustworthy } from "../device/errors.js";
import type { Contact } from "../device/contacts.js";
import { largest } from "../device/harmonics.js";
import type { Lead } from "../device/lead.js";
import { parseDevice } from "../device/parse.js";
import { pause } from "../pause.js";
import { minimum } from "../numerics/minimum.js";
import type { Spectrum } from "./spectrum.js";
import { spectrumOf } from "./spectrumOf.js";
import type { State } from "./states.js";
import { Bias, Snapshot } from "./superposition.js";

/** Two states whose superposition matters somewhere on the path. */
export interface Coherence {
  states: [State, State];
  /** the smallest difference of their energies, in k_B T_0 */
  splitting: number;
  /** the rate at which tunnelling events reach both there, in k_B T_0 / hbar */
  rate: number;
  /** where they are closest */
  theta: number;
  /**
   * by how much their superposition changes a current, estimated: the largest change along the path relative to the
   * largest current there, superposition included. Of order (rate / splitting)^2 where that is small
   */
  estimate: number;
  /** the same of the worst pairs of the device together, 16 at most */
  together: number;
}

/** Rates below this fraction of Gamma do not count. */
const NEGLIGIBLE = 1e-6;

/** A current is said to be off from this estimate on. */
export const WORTH_SAYING = 0.01;

/** rate / splitting below which a pair needs no estimate, and the splitting over all rates where none is looked for. */
const FAINT = 0.03;
const FAR = 8;

/** Currents below this fraction of all rates are none: in equilibrium they are rounding. */
const NO_CURRENT = 1e-10;

/** Pairs at most that are looked at, those with the largest rate / splitting. */
const MOST = 96;

/** Pairs of those, the worst, whose superpositions are taken together. */
const TOGETHER = 16;

const ANGLES_PER_HARMONIC = 48;

/** A splitting that differs by less than this factor from another is the same. */
const SHORTER = 1 - 1e-9;

/** A splitting that falls by no more than to this fraction of itself between the angles of a grid is known. */
const WELL_KNOWN = 0.7;

/** Angles at which currents are looked at. */
const STATIONS = 12;

type Pair = [number, number];

/**
 * The pairs of states whose superpositions, which lowest-order rates leave out, change currents by 1% or more together,
 * the worst pair first; none where they change less.
 *
 * @throws Untrustworthy where two levels that hopping mixes cross
 */
export function coherences(device: Device): Coherence[] {
  const dots = device.model === "dots" ? device : (parseDevice(asDots(device)) as Dots);
  const spectrum = spectrumOf(dots);
  const { nodeOf } = spectrum.lumped;
  const fastest = fastestRate(spectrum);
  const count = ANGLES_PER_HARMONIC * Math.max(1, highestHarmonic(dots));
  const step = (2 * Math.PI) / count;
  const approaches = approachesOf(spectrum, step, count, FAR * fastest);
  if (approaches.length === 0) return [];
  const stations = Array.from({ length: STATIONS }, (_, i) => {
    pause();
    return new Snapshot(spectrum, (2 * Math.PI * i) / STATIONS);
  });
  const snapshots = new Map<number, Snapshot>();
  const snapshotAt = (theta: number): Snapshot => {
    pause();
    const snapshot = snapshots.get(theta) ?? new Snapshot(spectrum, theta);
    snapshots.set(theta, snapshot);
    return snapshot;
  };
  const close = approaches
    .map(({ pair, at }) => {
      const driveAt = (snapshot: Snapshot): number => {
        const drive = snapshot.drive(...pair, nodeOf);
        return drive > NEGLIGIBLE * fastest ? drive : 0;
      };
      const [{ theta, lower }] = at as [Approach];
      const beside = driveAt(snapshotAt(theta)) / Math.max(lower, Number.MIN_VALUE);
      const elsewhere = stations.map(
        (station) => driveAt(station) / Math.abs(station.energies[pair[0]]! - station.energies[pair[1]]!),
      );
      return { pair, at, strength: Math.max(beside, ...elsewhere.filter(Number.isFinite)) };
    })
    .filter(({ strength }) => strength > FAINT)
    .sort((a, b) => b.strength - a.strength)
    .slice(0, MOST)
    .map(({ pair, at }) => {
      const { theta, splitting } = closest(spectrum, pair, at, step);
      return { pair, theta, splitting, rate: snapshotAt(theta).drive(...pair, nodeOf) };
    });
  if (close.length === 0) return [];

  const scans = biasesOf(dots).map((leads) => {
    const known = new Map<Snapshot, Bias>();
    return (at: Snapshot): Bias => {
      pause();
      const bias = known.get(at) ?? new Bias(at, leads);
      known.set(at, bias);
      return bias;
    };
  });
  /** of pairs, at the stations and at some angles more */
  const change = (pairs: readonly Pair[], thetas: readonly number[]): number => {
    const angles = [...stations, ...new Set(thetas.map(snapshotAt))];
    return Math.max(...scans.map((scan) => relativeChange(angles.map(scan), pairs, NO_CURRENT * fastest)));
  };
  const found = close
    .map((approach) => ({ ...approach, estimate: change([approach.pair], [approach.theta]) }))
    .sort((a, b) => b.estimate - a.estimate);
  const worst = found.slice(0, TOGETHER);
  const together = change(
    worst.map(({ pair }) => pair),
    worst.map(({ theta }) => theta),
  );
  if (together < WORTH_SAYING) return [];
  return found.map(({ pair: [a, b], ...numbers }) => ({
    states: [spectrum.states[a]!, spectrum.states[b]!],
    ...numbers,
    together,
  }));
}

/** What all leads give together to one spin, wherever they touch, in k_B T_0 / hbar. */
function fastestRate({ contacts }: Spectrum): number {
  const bySpin = (wanted: Contact["spin"]): number =>
    contacts
      .filter(({ spin }) => spin === wanted)
      .flatMap(({ users, rate: moving }) => users.map(({ rate }) => rate * (moving ? largest(moving) : 1)))
      .reduce((sum, rate) => sum + rate, 0);
  return Math.max(bySpin("up"), bySpin("down"));
}

/**
 * The potentials at which currents are looked at: those of the device and, since a device near equilibrium pumps by what
 * a bias would drive through it (Onsager), those with one lead raised by its temperature.
 */
function biasesOf({ leads }: Dots): Lead[][] {
  const raised = leads.map((_, r) => leads.map((lead, i) => (i === r ? { ...lead, mu: lead.mu + lead.T } : lead)));
  return [leads, ...raised];
}

/** The largest change of a current that superpositions bring about, relative to the largest current with them. */
function relativeChange(scan: readonly Bias[], pairs: readonly Pair[], negligible: number): number {
  let [change, scale] = [0, 0];
  for (const bias of scan) {
    if (!bias.decided) continue;
    bias.with(pairs).forEach((I, r) => {
      change = Math.max(change, Math.abs(I - bias.currents[r]!));
      scale = Math.max(scale, Math.abs(I));
    });
  }
  return Math.max(change, scale) > negligible ? change / scale : 0;
}

/** Where two states are closest on a grid, and how close they can come next to that angle. */
interface Approach {
  theta: number;
  splitting: number;
  lower: number;
}

/** Minima of the splitting of every pair of states that one event can superpose, those within reach, the lowest first. */
function approachesOf(
  spectrum: Spectrum,
  step: number,
  count: number,
  reach: number,
): { pair: Pair; at: Approach[] }[] {
  const energies = Array.from({ length: count }, (_, i) => {
    pause();
    return spectrum.energies(i * step);
  });
  return pairs(spectrum.states).flatMap((pair) => {
    const apart = (i: number): number => {
      const E = energies[(i + count) % count]!;
      return Math.abs(E[pair[0]]! - E[pair[1]]!);
    };
    const at: Approach[] = [];
    for (let i = 0; i < count; i++) {
      if (!(apart(i) <= apart(i - 1) && apart(i) <= apart(i + 1))) continue;
      const fall = Math.max(apart(i - 1), apart(i + 1)) - apart(i);
      const lower = Math.max(0, apart(i) - fall);
      if (lower < reach) at.push({ theta: i * step, splitting: apart(i), lower });
    }
    return at.length > 0 ? [{ pair, at: at.sort((a, b) => a.lower - b.lower) }] : [];
  });
}

/** The closest approach of a pair, between the angles of the grid where it can be there. */
function closest(spectrum: Spectrum, pair: Pair, at: readonly Approach[], step: number): Omit<Approach, "lower"> {
  let best = { theta: 0, splitting: Infinity };
  for (const { theta, splitting, lower } of at) {
    if (lower >= best.splitting) break;
    // of equal ones the first, whatever rounding says
    if (splitting < SHORTER * best.splitting) best = { theta, splitting };
    if (lower > WELL_KNOWN * splitting) continue;
    const between = minimum((x) => spectrum.splitting(...pair, x), theta - step, theta + step);
    if (between.value < SHORTER * best.splitting) best = { theta: between.x, splitting: between.value };
  }
  return best;
}

/** Angles without relations to anything: rates that move need not vanish at all of them. */
const GENERIC_ANGLES = [0.7390851332151607, 2.2360679774997896, 4.6692016091029907];

/**
 * Refuses a device in which states that coincide at every angle are reached together: which superposition a lead fills is
 * then decided by coherences alone. Refuses one in which no chain of tunnelling events joins some states to the others, as
 * when all channels leave a superposition of orbitals out: which of them are occupied is then not decided at all.
 *
 * @throws Untrustworthy
 */
export function checkRatesDefined(spectrum: Spectrum): void {
  checkJoined(spectrum);
  const coinciding = pairs(spectrum.states).filter(([a, b]) => spectrum.states[a]!.level === spectrum.states[b]!.level);
  if (coinciding.length === 0) return;
  const { nodeOf } = spectrum.lumped;
  const snapshots = GENERIC_ANGLES.map((theta) => new Snapshot(spectrum, theta));
  const gamma = meanRate(spectrum.junction);
  for (const [a, b] of coinciding) {
    if (!snapshots.some((at) => at.drive(a, b, nodeOf) > NEGLIGIBLE * gamma)) continue;
    throw new Untrustworthy(
      `two states with ${spectrum.states[a]!.charge} electrons coincide at every angle and leads reach both: ` +
        "which of them a lead fills is decided by coherences, which lowest-order rates leave out",
    );
  }
}

function checkJoined({ states, exchanges }: Spectrum): void {
  const joined = new Set([0]);
  for (let before = 0; before < joined.size;) {
    before = joined.size;
    for (const { lower, upper } of exchanges) {
      if (joined.has(lower) !== joined.has(upper)) joined.add(lower).add(upper);
    }
  }
  const apart = states.find((_, i) => !joined.has(i));
  if (!apart) return;
  throw new Untrustworthy(
    `tunnelling joins no state without electrons to some with ${apart.charge}: the channels of the leads leave a ` +
      "superposition of orbitals out, whose occupation is then undecided",
  );
}

/** States that one event can superpose: as many electrons of each spin. */
function pairs(states: readonly State[]): Pair[] {
  return states.flatMap((a, i) =>
    states.flatMap((b, j): Pair[] => (i < j && a.charge === b.charge && a.spin === b.spin ? [[i, j]] : [])),
  );
}
