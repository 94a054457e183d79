// The states of a device and what the leads drive between them, as a graph; and its exact lumping.

import type { Contact } from "../device/contacts.js";
import type { Exchange, State } from "./states.js";

/** One lead's part of the rates between two nodes: up * weight * f and down * weight * (1 - f). */
interface Link {
  lower: number;
  upper: number;
  lead: number;
  weight: number;
  up: number;
  down: number;
}

/** Nodes are states, or classes of states that are equally probable. */
export interface Network {
  /** level of each node */
  levelOf: number[];
  links: Link[];
  /** node of each state */
  nodeOf: number[];
  /** states in each node */
  size: number[];
}

/** Every state a node. */
export function stateNetwork(
  states: readonly State[],
  exchanges: readonly Exchange[],
  contacts: readonly Contact[],
): Network {
  const links = exchanges.flatMap(({ lower, upper, contact, weight, factor }): Link[] =>
    contacts[contact]!.users.map(({ lead, rate }) => ({
      lower,
      upper,
      lead,
      weight,
      up: rate * factor,
      down: rate * factor,
    })),
  );
  return {
    levelOf: states.map(({ level }) => level),
    links: merged(links),
    nodeOf: states.map((_, i) => i),
    size: states.map(() => 1),
  };
}

/**
 * The coarsest classes in which states are equally probable and the lumped network is exact: states of one level that
 * have, lead by lead and weight by weight, the same total rates to and from every class. Starts from the levels and
 * splits until nothing differs. Finds spin multiplets of unpolarised devices, equal dots, and whatever else is there.
 */
export function lump(network: Network): Network {
  const { levelOf, links } = network;
  const { leads, weights } = extent(links);
  let classOf = [...levelOf];
  for (let count = 0; ;) {
    const rates = levelOf.map(() => new Map<number, number>());
    const add = (node: number, key: number, rate: number): void => {
      rates[node]!.set(key, (rates[node]!.get(key) ?? 0) + rate);
    };
    for (const { lower, upper, lead, weight, up, down } of links) {
      const key = (other: number): number => (classOf[other]! * leads + lead) * weights + weight;
      add(lower, 2 * key(upper), up);
      add(upper, 2 * key(lower) + 1, down);
    }
    const representatives: number[] = [];
    const next = levelOf.map((_, node) => {
      const known = representatives.findIndex(
        (other) => classOf[other] === classOf[node] && same(rates[other]!, rates[node]!),
      );
      return known >= 0 ? known : representatives.push(node) - 1;
    });
    classOf = next;
    if (representatives.length === count) break;
    count = representatives.length;
  }

  const classes = Math.max(...classOf) + 1;
  const size = new Array<number>(classes).fill(0);
  classOf.forEach((c, node) => (size[c]! += network.size[node]!));
  const lumpedLevel = new Array<number>(classes).fill(0);
  classOf.forEach((c, node) => (lumpedLevel[c] = levelOf[node]!));
  const members = new Array<number>(classes).fill(0);
  classOf.forEach((c) => members[c]!++);
  // the rate of a class is that of any of its members: the sum over the members, shared
  const lumped = links.map((link) => {
    const lower = classOf[link.lower]!;
    const upper = classOf[link.upper]!;
    return { ...link, lower, upper, up: link.up / members[lower]!, down: link.down / members[upper]! };
  });
  return {
    levelOf: lumpedLevel,
    links: merged(lumped),
    nodeOf: network.nodeOf.map((node) => classOf[node]!),
    size,
  };
}

/** Adds up links that differ in nothing but their rates. */
function merged(links: readonly Link[]): Link[] {
  const { nodes, leads, weights } = extent(links);
  const sums = new Map<number, Link>();
  for (const link of links) {
    const key = ((link.lower * nodes + link.upper) * leads + link.lead) * weights + link.weight;
    const known = sums.get(key);
    if (known) {
      known.up += link.up;
      known.down += link.down;
    } else sums.set(key, { ...link });
  }
  return [...sums.values()];
}

/** One more than the largest of what links carry: numbers made of those are keys, quicker than strings. */
function extent(links: readonly Link[]): { nodes: number; leads: number; weights: number } {
  let [nodes, leads, weights] = [1, 1, 1];
  for (const { upper, lower, lead, weight } of links) {
    nodes = Math.max(nodes, lower + 1, upper + 1);
    leads = Math.max(leads, lead + 1);
    weights = Math.max(weights, weight + 1);
  }
  return { nodes, leads, weights };
}

function same(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, rate] of a) {
    const other = b.get(key);
    if (other === undefined || Math.abs(rate - other) > 1e-11 * Math.max(rate, other)) return false;
  }
  return true;
}
