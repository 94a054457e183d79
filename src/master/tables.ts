// A device in the form the WebAssembly core takes: tables of states, channels, edges and transitions.
// The vocabulary stands at the head of assembly/electrons/model.ts.

import type { DoubleDotRotor } from "../device/doubleDot.js";
import type { SpinRates } from "../device/lead.js";
import type { Network } from "../spectrum/network.js";
import type { Spectrum } from "../spectrum/spectrum.js";
import { checkOccupations, type StatesName } from "../electrons/engine.js";

export interface DeviceTables {
  leads: number;
  levels: number;
  weights: number;
  levelOfState: number[];
  classOfState: number[];
  /** lead, lower level, upper level, weight */
  channels: [number, number, number, number][];
  /** lower state, upper state */
  edges: [number, number][];
  transitions: { edge: number; channel: number; up: number; down: number }[];
  /** each many-body state of the device: the state here that holds it and its share of the probability */
  spinResolved: { state: number; share: number }[];
}

/** Occupations of all many-body states from those of the states here. */
export function spinResolve({ spinResolved }: DeviceTables, p: Float64Array): number[] {
  return spinResolved.map(({ state, share }) => share * p[state]!);
}

/** Occupations of the states here from those of all many-body states. */
export function gather({ spinResolved, levelOfState }: DeviceTables, p: readonly number[]): Float64Array {
  checkOccupations(p, spinResolved.length);
  const gathered = new Float64Array(levelOfState.length);
  spinResolved.forEach(({ state }, i) => (gathered[state]! += p[i]!));
  return gathered;
}

/** Consecutive numbers for keys, in the order in which they appear. */
class Numbering<Row> {
  readonly rows: Row[] = [];
  private readonly known = new Map<string, number>();

  of(row: Row): number {
    const key = String(row);
    const at = this.known.get(key) ?? this.rows.push(row) - 1;
    this.known.set(key, at);
    return at;
  }
}

/** Any device of dots; the network is that of its states or a lumped one. */
export function dotsTables(
  { junction, levels, weights }: Spectrum,
  { levelOf, links, nodeOf, size }: Network,
): DeviceTables {
  const channels = new Numbering<[number, number, number, number]>();
  const edges = new Numbering<[number, number]>();
  const transitions = links.map(({ lower, upper, lead, weight, up, down }) => ({
    edge: edges.of([lower, upper]),
    channel: channels.of([lead, levelOf[lower]!, levelOf[upper]!, weight]),
    up,
    down,
  }));
  return {
    leads: junction.leads.length,
    levels,
    weights,
    levelOfState: levelOf,
    classOfState: levelOf.map((_, node) => node),
    channels: channels.rows,
    edges: edges.rows,
    transitions,
    spinResolved: nodeOf.map((state) => ({ state, share: 1 / size[state]! })),
  };
}

const EMPTY = 0;
const ORBITAL_LEVELS = [1, 2]; // bonding, antibonding
const DOUBLE = 3;

/** Weight 0 is |b on L|^2 = |a on R|^2, weight 1 the other one. */
const weightOf = (orbital: number, side: number): number => (orbital === side ? 0 : 1);

/** The channels of both state spaces: empty <-> orbital through the own dot, orbital <-> double through the other. */
function doubleDotChannels(): DeviceTables["channels"] {
  return [0, 1].flatMap((lead) =>
    [0, 1].flatMap((orbital): DeviceTables["channels"] => [
      [lead, EMPTY, ORBITAL_LEVELS[orbital]!, weightOf(orbital, lead)],
      [lead, ORBITAL_LEVELS[orbital]!, DOUBLE, weightOf(orbital, 1 - lead)],
    ]),
  );
}

const filling = (lead: number, orbital: number): number => 4 * lead + 2 * orbital;
const doubling = (lead: number, orbital: number): number => filling(lead, orbital) + 1;

/** Four states: 0, b, a, 2, each the sum over its spins. Adding an electron may use either spin, removing only its own. */
function spinSymmetric(device: DoubleDotRotor): DeviceTables {
  const transitions: DeviceTables["transitions"] = [];
  const edges: [number, number][] = [];
  for (const orbital of [0, 1]) {
    const first = edges.length;
    edges.push([EMPTY, ORBITAL_LEVELS[orbital]!], [ORBITAL_LEVELS[orbital]!, DOUBLE]);
    device.leads.forEach(({ gamma: { up: gamma } }, lead) => {
      transitions.push(
        { edge: first, channel: filling(lead, orbital), up: 2 * gamma, down: gamma },
        { edge: first + 1, channel: doubling(lead, orbital), up: 2 * gamma, down: gamma },
      );
    });
  }
  return {
    leads: device.leads.length,
    levels: 4,
    weights: 2,
    levelOfState: [0, 1, 2, 3],
    classOfState: [0, 1, 2, 3],
    channels: doubleDotChannels(),
    edges,
    transitions,
    spinResolved: [0, 1, 1, 2, 2, 3, 3, 3, 3].map((state) => ({ state, share: [1, 1 / 2, 1 / 2, 1 / 4][state]! })),
  };
}

/** Nine states in the paper's order: 0, b-up, b-down, a-up, a-down, up-up, up-down, down-up, down-down. */
function spinResolved(device: DoubleDotRotor, unpolarised: boolean): DeviceTables {
  const edges: [number, number][] = [];
  const transitions: DeviceTables["transitions"] = [];
  const edge = (lower: number, upper: number): number => {
    const known = edges.findIndex(([a, b]) => a === lower && b === upper);
    return known >= 0 ? known : edges.push([lower, upper]) - 1;
  };
  const rate = (gamma: SpinRates, spin: number): number => (spin === 0 ? gamma.up : gamma.down);
  device.leads.forEach(({ gamma }, lead) => {
    for (const orbital of [0, 1]) {
      for (const spin of [0, 1]) {
        const single = 1 + 2 * orbital + spin;
        const own = rate(gamma, spin);
        transitions.push({ edge: edge(EMPTY, single), channel: filling(lead, orbital), up: own, down: own });
        for (const added of [0, 1]) {
          const double = 5 + (lead === 0 ? 2 * added + spin : 2 * spin + added);
          const other = rate(gamma, added);
          transitions.push({ edge: edge(single, double), channel: doubling(lead, orbital), up: other, down: other });
        }
      }
    }
  });
  return {
    leads: device.leads.length,
    levels: 4,
    weights: 2,
    levelOfState: [0, 1, 1, 2, 2, 3, 3, 3, 3],
    classOfState: unpolarised ? [0, 1, 1, 2, 2, 3, 3, 3, 3] : [0, 1, 2, 3, 4, 5, 6, 7, 8],
    channels: doubleDotChannels(),
    edges,
    transitions,
    spinResolved: Array.from({ length: 9 }, (_, state) => ({ state, share: 1 })),
  };
}

export function doubleDotTables(device: DoubleDotRotor, states: StatesName, unpolarised: boolean): DeviceTables {
  return states === "spin-symmetric" ? spinSymmetric(device) : spinResolved(device, unpolarised);
}
