// From levels and weights to rates: the evolution kernel W = sum_r W_r of Eq. 48 as a graph of edges.

import { integer, lanes, real } from "../memory/arena";
import { add, at, div, increase, LANE_BYTES, mul, set, splat, sub } from "../numerics/lane";
import { convolution } from "../numerics/series";
import { fermi } from "./fermi";
import {
  channelDown,
  channels,
  channelTable,
  channelUp,
  edgeDown,
  edges,
  edgeTable,
  edgeUp,
  energy,
  excess,
  gammaTable,
  kernel,
  leadTable,
  length,
  seriesAt,
  states,
  transitions,
  transitionTable,
  weight,
} from "./model";

let slope: usize = 0; // of the argument of a Fermi function
let filled: usize = 0;
let product: usize = 0;

/** Room for the series of one Fermi function; after model.layOut. */
export function layOutKernel(): void {
  slope = lanes(length);
  filled = lanes(length);
  product = lanes(length);
}

/** Golden-rule rates per unit Gamma of every channel: weight f(E_upper - E_lower) up, weight (1 - f) down. */
function fillChannels<Lane>(): void {
  const last = length - 1;
  for (let c = 0; c < channels; ++c) {
    const lead = integer(channelTable, 4 * c);
    const lower = seriesAt(energy, integer(channelTable, 4 * c + 1));
    const upper = seriesAt(energy, integer(channelTable, 4 * c + 2));
    const w = seriesAt(weight, integer(channelTable, 4 * c + 3));
    const mu = splat<Lane>(real(leadTable, 2 * lead));
    const T = real(leadTable, 2 * lead + 1);
    const heat = sub<Lane>(sub<Lane>(at<Lane>(upper, 0), at<Lane>(lower, 0)), mu);
    set<Lane>(excess, c, heat);
    for (let k = 1; k <= last; ++k) {
      const Ek = sub<Lane>(at<Lane>(upper, k), at<Lane>(lower, k));
      set<Lane>(slope, k - 1, mul<Lane>(div<Lane>(Ek, splat<Lane>(T)), splat<Lane>(<f64>k)));
    }
    const h0 = fermi<Lane>(filled, product, div<Lane>(heat, splat<Lane>(T)), slope, last);
    const f0 = at<Lane>(filled, 0);
    const up = seriesAt(channelUp, c);
    const down = seriesAt(channelDown, c);
    for (let k = 0; k <= last; ++k) {
      // filled and empty sum to one: beyond order 0 they differ by the sign alone
      const change = convolution<Lane>(w, filled, 0, k - 1, k);
      const wk = at<Lane>(w, k);
      set<Lane>(up, k, add<Lane>(mul<Lane>(wk, f0), change));
      set<Lane>(down, k, sub<Lane>(mul<Lane>(wk, h0), change));
    }
  }
}

/** Total rates of every edge, summed over the leads. */
function fillEdges<Lane>(): void {
  const bytes = <usize>(edges * length) * LANE_BYTES;
  memory.fill(edgeUp, 0, bytes);
  memory.fill(edgeDown, 0, bytes);
  for (let t = 0; t < transitions; ++t) {
    const edge = integer(transitionTable, 2 * t);
    const channel = integer(transitionTable, 2 * t + 1);
    const gammaUp = splat<Lane>(real(gammaTable, 2 * t));
    const gammaDown = splat<Lane>(real(gammaTable, 2 * t + 1));
    const up = seriesAt(edgeUp, edge);
    const down = seriesAt(edgeDown, edge);
    const unitUp = seriesAt(channelUp, channel);
    const unitDown = seriesAt(channelDown, channel);
    for (let k = 0; k < length; ++k) {
      increase<Lane>(up, k, mul<Lane>(gammaUp, at<Lane>(unitUp, k)));
      increase<Lane>(down, k, mul<Lane>(gammaDown, at<Lane>(unitDown, k)));
    }
  }
}

/** Fills the rates at the current angles, and the dense matrix of order 0. */
export function fillKernel<Lane>(): void {
  fillChannels<Lane>();
  fillEdges<Lane>();
  clearKernel();
  for (let e = 0; e < edges; ++e)
    addRates<Lane>(e, at<Lane>(seriesAt(edgeUp, e), 0), at<Lane>(seriesAt(edgeDown, e), 0));
}

/** Empties the dense matrix (column = from, row = to, no diagonal). */
export function clearKernel(): void {
  memory.fill(kernel, 0, <usize>(states * states) * LANE_BYTES);
}

/** Adds the rates of an edge to it. */
// @ts-ignore: decorator
@inline
export function addRates<Lane>(edge: i32, up: Lane, down: Lane): void {
  const lower = integer(edgeTable, 2 * edge);
  const upper = integer(edgeTable, 2 * edge + 1);
  increase<Lane>(kernel, upper * states + lower, up);
  increase<Lane>(kernel, lower * states + upper, down);
}

/** b -= W_m x for the Taylor coefficient m of W: every edge moves its flux from one end to the other, so sum(b) is kept. */
export function subtractKernel<Lane>(b: usize, m: i32, x: usize): void {
  for (let e = 0; e < edges; ++e) {
    const lower = integer(edgeTable, 2 * e);
    const upper = integer(edgeTable, 2 * e + 1);
    const up = mul<Lane>(at<Lane>(seriesAt(edgeUp, e), m), at<Lane>(x, lower));
    const flux = sub<Lane>(up, mul<Lane>(at<Lane>(seriesAt(edgeDown, e), m), at<Lane>(x, upper)));
    increase<Lane>(b, lower, flux);
    set<Lane>(b, upper, sub<Lane>(at<Lane>(b, upper), flux));
  }
}
