// The device as tables: what the host writes once, and the buffers that the stages fill at every angle.
// A device is states, the levels they sit on, and transitions that leads drive between them; no dots are known here.
//
//   level      a many-body energy as a series in theta; several states may share one
//   weight     a tunnelling weight as a series in theta
//   channel    (lead, lower level, upper level, weight): one Fermi function, the rates per unit Gamma
//   edge       (lower state, upper state), one electron apart: the total rates up and down
//   transition (edge, channel, Gamma up, Gamma down): what a lead contributes to an edge
//   class      states that a symmetry of the device makes equally probable
//
// Two angles go through an instruction where the machine has vectors: whatever depends on the angle is a list of lanes.

import { clear, integers, lanes, reals } from "../memory/arena";
import { LANE_BYTES } from "../numerics/lane";

export let states: i32 = 0;
export let leads: i32 = 0;
export let levels: i32 = 0;
export let weights: i32 = 0;
export let channels: i32 = 0;
export let edges: i32 = 0;
export let transitions: i32 = 0;
export let classes: i32 = 0;
export let order: i32 = 0;
/** Coefficients kept of every series: order + 1, and at least 2 since the torque needs dE/dtheta. */
export let length: i32 = 0;

// tables written by the host, in this order within the two blocks
export let integerTable: usize = 0;
export let realTable: usize = 0;
export let levelOfState: usize = 0;
export let classOfState: usize = 0;
export let channelTable: usize = 0; // 4 a channel: lead, lower level, upper level, weight
export let edgeTable: usize = 0; // 2 an edge: lower state, upper state
export let transitionTable: usize = 0; // 2 a transition: edge, channel
export let leadTable: usize = 0; // 2 a lead: mu, T
export let gammaTable: usize = 0; // 2 a transition: Gamma up, Gamma down

// what an angle fills, in lanes
export let energy: usize = 0; // series a level
export let weight: usize = 0; // series a weight
export let excess: usize = 0; // a channel: E_upper - E_lower - mu
export let channelUp: usize = 0; // series a channel, per unit Gamma
export let channelDown: usize = 0;
export let edgeUp: usize = 0; // series an edge
export let edgeDown: usize = 0;
export let kernel: usize = 0; // states x states: rates at order 0, then their elimination
export let occupation: usize = 0; // (order + 1) x length x states: p^(k), coefficient n, state i

/** Sets how many states there are, and what they stand on. */
export function setStates(states_: i32, classes_: i32, levels_: i32, weights_: i32): void {
  states = states_;
  classes = classes_;
  levels = levels_;
  weights = weights_;
}

/** Sets how many ways lead from state to state. */
export function setRates(leads_: i32, channels_: i32, edges_: i32, transitions_: i32): void {
  leads = leads_;
  channels = channels_;
  edges = edges_;
  transitions = transitions_;
}

/** Lays out the tables and buffers of the device that was set; every pointer handed out before is dead. */
export function layOut(order_: i32): void {
  order = order_;
  length = order_ > 0 ? order_ + 1 : 2;

  clear();
  integerTable = integers(2 * states + 4 * channels + 2 * edges + 2 * transitions);
  levelOfState = integerTable;
  classOfState = levelOfState + ((<usize>states) << 2);
  channelTable = classOfState + ((<usize>states) << 2);
  edgeTable = channelTable + ((<usize>channels) << 4);
  transitionTable = edgeTable + ((<usize>edges) << 3);

  realTable = reals(2 * leads + 2 * transitions);
  leadTable = realTable;
  gammaTable = leadTable + ((<usize>leads) << 4);

  energy = lanes(levels * length);
  weight = lanes(weights * length);
  excess = lanes(channels);
  channelUp = lanes(channels * length);
  channelDown = lanes(channels * length);
  edgeUp = lanes(edges * length);
  edgeDown = lanes(edges * length);
  kernel = lanes(states * states);
  occupation = lanes((order + 1) * length * states);
}

// @ts-ignore: decorator
@inline
export function seriesAt(base: usize, index: i32): usize {
  return base + <usize>(index * length) * LANE_BYTES;
}

/** p^(k), Taylor coefficient n: a pointer to one lane a state. */
// @ts-ignore: decorator
@inline
export function occupationAt(k: i32, n: i32): usize {
  return occupation + <usize>((k * length + n) * states) * LANE_BYTES;
}
