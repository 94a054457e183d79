// Windows of bias: the intervals in which a rotor turns, each in one direction.

import { solutions } from "../../numerics/chebyshev.js";
import { type Piece, stretches } from "../../numerics/piecewise.js";
import { modeAt, type OperationMode } from "./steady.js";

/** An interval of bias in which the rotor turns in one direction. */
export interface BiasWindow {
  /** where it begins, in k_B T_0; 0 where the rotor turns without a bias already */
  from: number;
  /** what `from` may be off by; 0 where the window begins with the range */
  fromError: number;
  /** where it ends; null where it has not ended at the highest bias looked at */
  to: number | null;
  /** what `to` may be off by; null where `to` is */
  toError: number | null;
  /** forwards is the direction of growing theta, which a positive load is against */
  direction: "forwards" | "backwards";
  /** a motor turns against the load, a pump is turned by the load, helped by the electrons or not; idle without a load */
  mode: OperationMode;
}

/** A bias and what it may be off by. */
export interface Edge {
  at: number;
  error: number;
}

/** @param to null where the window does not end */
export function windowOf(sign: number, load: number, from: Edge, to: Edge | null): BiasWindow {
  return {
    from: from.at,
    fromError: from.error,
    to: to?.at ?? null,
    toError: to?.error ?? null,
    direction: sign > 0 ? "forwards" : "backwards",
    mode: modeAt(sign, load).mode,
  };
}

/** The windows of an infinitely heavy rotor, and every bias at which C_F(0) equals the load. */
interface HeavyWindows {
  windows: BiasWindow[];
  /** ascending: the edges of windows, and where C_F(0) only touches the load, within its error */
  equal: Edge[];
}

/**
 * Forwards where C_F(0) > C_ext, backwards where it is smaller. Where the two cannot be told apart there is no window;
 * where the rotor turns alike on both sides of such a stretch, one window.
 *
 * @param curve C_F(0) from bias 0 on
 * @param load C_ext
 * @param refine a crossing known as well as the curve, as well as can be
 */
export function heavyWindows(curve: readonly Piece[], load: number, refine: (crossing: Edge) => Edge): HeavyWindows {
  const equal: Edge[] = [];
  const turning: { side: number; from: Edge; to: Edge | null }[] = [];
  const found = stretches(curve, load);
  let last: Edge = { at: 0, error: 0 };
  found.forEach(({ from, to, side }, i) => {
    const before = found[i - 1];
    if (side === 0) {
      const root = curve.flatMap((piece) => solutions(piece, load)).find((at) => from <= at && at <= to);
      // without bias C_F(0) is known to be zero, or what the temperatures make of it: no root beside it is meant
      const at = i === 0 ? from : (root ?? (from + to) / 2);
      last = { at, error: Math.max(at - from, to - at) };
      const after = found[i + 1];
      if (before && after && before.side !== after.side) last = refine(last);
      equal.push(last);
      return;
    }
    if (before && before.side !== 0) equal.push((last = { at: from, error: Number.EPSILON * from }));
    const open = turning.at(-1);
    if (open && open.side !== side) open.to = last;
    if (open?.side !== side) turning.push({ side, from: last, to: null });
  });
  const open = turning.at(-1);
  if (open && found.at(-1)!.side === 0) open.to = last;
  return { windows: turning.map(({ side, from, to }) => windowOf(side, load, from, to)), equal };
}
