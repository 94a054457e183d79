// Where lowest-order rates between eigenstates are not the whole story: two states that the same tunnelling event can
// reach, closer in energy than the rates are wide, build up a superposition (coherence) that these rates leave out.

import { asDots } from "../device/asDots.js";
import type { Contact } from "../device/contacts.js";
import type { Device } from "../device/device.js";
import type { Dots } from "../device/dots.js";
import { largest } from "../device/harmonics.js";
import type { Lead } from "../device/lead.js";
import { parseDevice } from "../device/parse.js";
import { pause } from "../pause.js";
import { type Approaches, approachesOf, closest } from "./approaches.js";
import { NEGLIGIBLE, Snapshot } from "./snapshot.js";
import type { Spectrum } from "./spectrum.js";
import { spectrumOf } from "./spectrumOf.js";
import type { Pair, State } from "./states.js";
import { Bias } from "./superposition.js";

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

/** Angles at which currents are looked at. */
const STATIONS = 12;

/**
 * The pairs of states whose superpositions, which lowest-order rates leave out, change currents by 1% or more together,
 * the worst pair first; none where they change less.
 *
 * @throws Untrustworthy where two levels that hopping mixes cross
 */
export function coherences(device: Device): Coherence[] {
  const dots = device.model === "dots" ? device : (parseDevice(asDots(device)) as Dots);
  const spectrum = spectrumOf(dots);
  const fastest = fastestRate(spectrum);
  const approaches = approachesOf(spectrum, FAR * fastest);
  if (approaches.length === 0) return [];
  const path = new Path(spectrum);
  // members of a multiplet come as close as each other
  const known = new Map<string, ReturnType<typeof closest>>();
  const close = strongest(approaches, path, NEGLIGIBLE * fastest).map((found) => {
    const levels = found.pair.map((state) => spectrum.states[state]!.level).join(" ");
    const { theta, splitting } = known.get(levels) ?? closest(spectrum, found);
    known.set(levels, { theta, splitting });
    return { pair: found.pair, theta, splitting, rate: path.at(theta).drive(...found.pair, spectrum.lumped.nodeOf) };
  });
  if (close.length === 0) return [];

  const change = changeOfCurrents(dots, path, NO_CURRENT * fastest);
  const found = close
    .map((one) => ({ ...one, estimate: change([one.pair], [one.theta]) }))
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

/** A junction at angles along its path, each looked at once. */
class Path {
  readonly stations: readonly Snapshot[];
  private readonly known = new Map<number, Snapshot>();

  constructor(readonly spectrum: Spectrum) {
    this.stations = Array.from({ length: STATIONS }, (_, i) => {
      pause();
      return new Snapshot(spectrum, (2 * Math.PI * i) / STATIONS);
    });
  }

  at(theta: number): Snapshot {
    pause();
    const snapshot = this.known.get(theta) ?? new Snapshot(this.spectrum, theta);
    this.known.set(theta, snapshot);
    return snapshot;
  }
}

/** The pairs with the largest rate / splitting, beside their closest approach or at a station. */
function strongest(approaches: readonly Approaches[], path: Path, negligible: number): Approaches[] {
  const { nodeOf } = path.spectrum.lumped;
  const driveAt = (snapshot: Snapshot, pair: Pair): number => {
    const drive = snapshot.drive(...pair, nodeOf);
    return drive > negligible ? drive : 0;
  };
  const byTheta = new Map<number, { found: Approaches; strength: number }[]>();
  for (const found of approaches) {
    const [a, b] = found.pair;
    const elsewhere = path.stations.map(
      (station) => driveAt(station, found.pair) / Math.abs(station.energies[a]! - station.energies[b]!),
    );
    const [{ theta }] = found.at;
    const here = byTheta.get(theta) ?? [];
    byTheta.set(theta, here);
    here.push({ found, strength: Math.max(0, ...elsewhere.filter(Number.isFinite)) });
  }
  // angle by angle: all that there may be would not fit into memory
  for (const [theta, here] of byTheta) {
    pause();
    const snapshot = new Snapshot(path.spectrum, theta);
    for (const one of here) {
      const beside = driveAt(snapshot, one.found.pair) / Math.max(one.found.at[0].lower, Number.MIN_VALUE);
      one.strength = Math.max(one.strength, beside);
    }
  }
  return [...byTheta.values()]
    .flat()
    .filter(({ strength }) => strength > FAINT)
    .sort((a, b) => b.strength - a.strength)
    .slice(0, MOST)
    .map(({ found }) => found);
}

/** How much superpositions of some pairs change a current, relatively, at the stations and at some angles more. */
function changeOfCurrents(
  dots: Dots,
  path: Path,
  negligible: number,
): (pairs: readonly Pair[], thetas: readonly number[]) => number {
  const scans = biasesOf(dots).map((leads) => {
    const known = new Map<Snapshot, Bias>();
    return (at: Snapshot): Bias => {
      pause();
      const bias = known.get(at) ?? new Bias(at, leads);
      known.set(at, bias);
      return bias;
    };
  });
  return (pairs, thetas) => {
    const angles = [...path.stations, ...new Set(thetas.map((theta) => path.at(theta)))];
    return Math.max(...scans.map((scan) => relativeChange(angles.map(scan), pairs, negligible)));
  };
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
