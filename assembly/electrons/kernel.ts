// From levels and weights to rates: the evolution kernel W = sum_r W_r of Eq. 48 as a graph of edges.

import { addReal, integer, real, reals, setReal } from "../memory/arena";
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

let argument: usize = 0;
let filled: usize = 0;
let empty: usize = 0;
let product: usize = 0;

/** Room for the series of one Fermi function; after model.layOut. */
export function layOutKernel(): void {
  argument = reals(length);
  filled = reals(length);
  empty = reals(length);
  product = reals(length);
}

/** Golden-rule rates per unit Gamma of every channel: weight f(E_upper - E_lower) up, weight (1 - f) down. */
function fillChannels(): void {
  const last = length - 1;
  for (let c = 0; c < channels; ++c) {
    const lead = integer(channelTable, 4 * c);
    const lower = seriesAt(energy, integer(channelTable, 4 * c + 1));
    const upper = seriesAt(energy, integer(channelTable, 4 * c + 2));
    const w = seriesAt(weight, integer(channelTable, 4 * c + 3));
    const mu = real(leadTable, 2 * lead);
    const T = real(leadTable, 2 * lead + 1);
    for (let k = 0; k <= last; ++k) setReal(argument, k, (real(upper, k) - real(lower, k)) / T);
    const heat = real(upper, 0) - real(lower, 0) - mu;
    setReal(excess, c, heat);
    setReal(argument, 0, heat / T);
    fermi(filled, empty, product, argument, last);
    const up = seriesAt(channelUp, c);
    const down = seriesAt(channelDown, c);
    const f0 = real(filled, 0);
    const h0 = real(empty, 0);
    for (let k = 0; k <= last; ++k) {
      // filled and empty sum to one: beyond order 0 they differ by the sign alone
      let change = 0.0;
      for (let j = 0; j < k; ++j) change += real(w, j) * real(filled, k - j);
      setReal(up, k, real(w, k) * f0 + change);
      setReal(down, k, real(w, k) * h0 - change);
    }
  }
}

/** Total rates of every edge, summed over the leads. */
function fillEdges(): void {
  const count = edges * length;
  memory.fill(edgeUp, 0, (<usize>count) << 3);
  memory.fill(edgeDown, 0, (<usize>count) << 3);
  for (let t = 0; t < transitions; ++t) {
    const edge = integer(transitionTable, 2 * t);
    const channel = integer(transitionTable, 2 * t + 1);
    const gammaUp = real(gammaTable, 2 * t);
    const gammaDown = real(gammaTable, 2 * t + 1);
    const up = seriesAt(edgeUp, edge);
    const down = seriesAt(edgeDown, edge);
    const unitUp = seriesAt(channelUp, channel);
    const unitDown = seriesAt(channelDown, channel);
    for (let k = 0; k < length; ++k) {
      addReal(up, k, gammaUp * real(unitUp, k));
      addReal(down, k, gammaDown * real(unitDown, k));
    }
  }
}

/** Fills the rates at the current angle, and the dense matrix of order 0. */
export function fillKernel(): void {
  fillChannels();
  fillEdges();
  fillKernelMatrix(edgeUp, edgeDown, length);
}

/** The dense matrix (column = from, row = to, no diagonal) of the edges' rates, which lie `stride` numbers apart. */
export function fillKernelMatrix(up: usize, down: usize, stride: i32): void {
  memory.fill(kernel, 0, (<usize>(states * states)) << 3);
  for (let e = 0; e < edges; ++e) {
    const lower = integer(edgeTable, 2 * e);
    const upper = integer(edgeTable, 2 * e + 1);
    addReal(kernel, upper * states + lower, real(up, e * stride));
    addReal(kernel, lower * states + upper, real(down, e * stride));
  }
}

/** b -= W_m x for the Taylor coefficient m of W: every edge moves its flux from one end to the other, so sum(b) is kept. */
export function subtractKernel(b: usize, m: i32, x: usize): void {
  for (let e = 0; e < edges; ++e) {
    const lower = integer(edgeTable, 2 * e);
    const upper = integer(edgeTable, 2 * e + 1);
    const flux = real(seriesAt(edgeUp, e), m) * real(x, lower) - real(seriesAt(edgeDown, e), m) * real(x, upper);
    addReal(b, lower, flux);
    addReal(b, upper, -flux);
  }
}
