// Where lowest-order rates between eigenstates are not the whole story: two states that the same tunnelling event can
// reach, closer in energy than the rates are wide, build up a superposition (coherence) that these rates leave out.

import { type Device, totalRate } from "../device/device.js";
import { asDots } from "../device/asDots.js";
import { type Dots, highestHarmonic } from "../device/dots.js";
import { Untrustworthy } from "../device/errors.js";
import { largest } from "../device/harmonics.js";
import { parseDevice } from "../device/parse.js";
import { minimum } from "./minimum.js";
import { lump, stateNetwork } from "./network.js";
import { Spectrum, type State } from "./spectrum.js";
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
  /** the same of all pairs of the device together */
  together: number;
}

/** Rates below this fraction of Gamma do not count. */
const NEGLIGIBLE = 1e-6;

/** A current is said to be off from this estimate on. */
const WORTH_SAYING = 0.01;

/** (rate / splitting)^2 below which a pair needs no estimate, and the splitting over all rates where none is looked for. */
const FAINT = 1e-3;
const FAR = 10;

/** Currents below this fraction of all rates are none: in equilibrium they are rounding. */
const NO_CURRENT = 1e-10;

/** Pairs at most whose superpositions are taken together. */
const TOGETHER = 24;

const ANGLES_PER_HARMONIC = 48;

/** A splitting that differs by less than this factor from another is the same. */
const SHORTER = 1 - 1e-9;

/** Angles at which currents are looked at. */
const STATIONS = 24;

type Pair = [number, number];

/**
 * The pairs of states whose superpositions, which lowest-order rates leave out, change currents by 1% or more together,
 * the worst pair first; none where they change less.
 *
 * @throws Untrustworthy where two levels that hopping mixes cross
 */
export function coherences(device: Device): Coherence[] {
  const dots = device.model === "dots" ? device : (parseDevice(asDots(device)) as Dots);
  const spectrum = new Spectrum(dots);
  const { nodeOf } = lump(stateNetwork(spectrum));
  const rates = spectrum.contacts.flatMap(({ users, rate: moving }) =>
    users.map(({ rate }) => rate * (moving ? largest(moving) : 1)),
  );
  const fastest = rates.reduce((sum, rate) => sum + rate, 0);
  const stations = Array.from({ length: STATIONS }, (_, i) => new Snapshot(spectrum, (2 * Math.PI * i) / STATIONS));
  const close = closestApproaches(spectrum, highestHarmonic(dots), FAR * fastest).flatMap(
    ({ pair, theta, splitting }) => {
      const nearest = new Snapshot(spectrum, theta);
      const faintness = [nearest, ...stations].map((at) => {
        const [a, b] = pair.map((state) => at.energies[state]!);
        return (at.drive(...pair, nodeOf) / (a! - b!)) ** 2;
      });
      // 0 / 0: nothing reaches both
      if (!faintness.some((x) => x > FAINT)) return [];
      return [{ pair, theta, splitting, rate: nearest.drive(...pair, nodeOf), nearest }];
    },
  );
  if (close.length === 0) return [];

  const angles = [...stations, ...close.map(({ nearest }) => nearest)];
  const scans = biasesOf(dots).map((mu) => angles.map((at) => new Bias(at, mu)));
  /** of pairs, at the stations and where they come closest */
  const change = (pairs: Pair[], own: number[]): number =>
    Math.max(
      ...scans.map((scan) => {
        const seen = [...scan.slice(0, STATIONS), ...own.map((i) => scan[STATIONS + i]!)];
        return relativeChange(seen, pairs, NO_CURRENT * fastest);
      }),
    );
  const found = close
    .map(({ pair: [a, b], splitting, rate, theta }, i) => ({
      states: [spectrum.states[a]!, spectrum.states[b]!] as [State, State],
      splitting,
      rate,
      theta,
      estimate: change([[a, b]], [i]),
      index: i,
    }))
    .sort((a, b) => b.estimate - a.estimate);
  const worst = found.slice(0, TOGETHER).map(({ index }) => index);
  const together = change(
    worst.map((i) => close[i]!.pair),
    worst,
  );
  if (together < WORTH_SAYING) return [];
  return found.map(({ index: _, ...pair }) => ({ ...pair, together }));
}

/**
 * The potentials at which currents are looked at: those of the device and, since a device near equilibrium pumps by what
 * a bias would drive through it (Onsager), those with one lead raised by its temperature.
 */
function biasesOf({ leads }: Dots): number[][] {
  const own = leads.map(({ mu }) => mu);
  return [own, ...leads.map(({ T }, r) => own.map((mu, i) => (i === r ? mu + T : mu)))];
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

/** Of every pair of states that one event can superpose, the angle at which they are closest, where within reach. */
function closestApproaches(
  spectrum: Spectrum,
  harmonics: number,
  reach: number,
): { pair: Pair; theta: number; splitting: number }[] {
  const count = ANGLES_PER_HARMONIC * Math.max(1, harmonics);
  const step = (2 * Math.PI) / count;
  const energies = Array.from({ length: count }, (_, i) => spectrum.energies(i * step));
  return pairs(spectrum.states).flatMap((pair) => {
    const [a, b] = pair;
    const apart = (i: number): number => {
      const E = energies[(i + count) % count]!;
      return Math.abs(E[a]! - E[b]!);
    };
    // every local minimum on the grid, refined where it can come within reach
    let closest = { theta: 0, splitting: Infinity };
    for (let i = 0; i < count; i++) {
      if (!(apart(i) <= apart(i - 1) && apart(i) <= apart(i + 1))) continue;
      const fall = Math.max(apart(i - 1), apart(i + 1)) - apart(i);
      if (apart(i) - fall >= Math.min(reach, closest.splitting)) continue;
      const at = minimum(
        (theta) => {
          const E = spectrum.energies(theta);
          return Math.abs(E[a]! - E[b]!);
        },
        (i - 1) * step,
        (i + 1) * step,
      );
      // of equal ones the first, whatever rounding says
      if (apart(i) < SHORTER * closest.splitting) closest = { theta: i * step, splitting: apart(i) };
      if (at.value < SHORTER * closest.splitting) closest = { theta: at.x, splitting: at.value };
    }
    return closest.splitting < reach ? [{ pair, ...closest }] : [];
  });
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
  const { nodeOf } = lump(stateNetwork(spectrum));
  const snapshots = GENERIC_ANGLES.map((theta) => new Snapshot(spectrum, theta));
  const gamma = totalRate(spectrum.device);
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
