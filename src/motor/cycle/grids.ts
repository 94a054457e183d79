// Integrals over the cycle on grids that grow until two interleaved ones agree, and what they are worth (Eq. 59, 70, 71).

import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import type { GridIntegrals } from "../../electrons/engine.js";
import { combine, type Fluxes } from "../../electrons/fluxes.js";
import {
  AT_REST,
  chargeBalance,
  conserveChargeAndEnergy,
  energyBalance,
  errorsOf,
  largestOfOrder,
  relativeToTurnover,
  type Rounding,
  roundingOf,
  SAFETY,
  SMALLEST,
} from "./accuracy.js";

export const MAXIMAL_NODES = 1 << 19;

/** Integrals of every order up to `order` and what they are worth: see CycleCoefficients. */
export interface CycleIntegrals extends Fluxes {
  order: number;
  nodes: number;
  error: number;
  errors: Fluxes;
  balance: number[];
  scale: number[];
}

/** A grid made of two, as computed. */
interface Grid extends GridIntegrals {
  nodes: number;
  /** half the difference of the two */
  difference: Fluxes;
}

/** Doubles the grid, keeping what is computed, until the tolerance is met or doubling no longer helps. */
export function refine(electrons: Electrons, order: number, tolerance: number): CycleIntegrals {
  let nodes = firstGrid(electrons);
  let coarse = electrons.integrate(order, nodes, 0);
  let before: Grid | undefined;
  let rounding: Rounding | undefined;
  let best: CycleIntegrals | undefined;
  let vain = 0;
  for (;;) {
    const between = electrons.integrate(order, nodes, 0.5);
    nodes *= 2;
    const grid = merge(nodes, coarse, between);
    rounding ??= roundingOf(electrons, order);
    const fine = assess(electrons, grid, rounding, before);
    vain = best && fine.error > 0.25 * best.error ? vain + 1 : 0;
    if (!best || fine.error < best.error) best = fine;
    if (fine.error <= tolerance || vain >= 2 || nodes > MAXIMAL_NODES / 2) return best;
    before = grid;
    coarse = grid;
  }
}

export function fixed(electrons: Electrons, order: number, nodes: number): CycleIntegrals {
  const rounding = roundingOf(electrons, order);
  if (nodes % 2 === 0) {
    const halves = [0, 0.5].map((offset) => electrons.integrate(order, nodes / 2, offset));
    return assess(electrons, merge(nodes, halves[0]!, halves[1]!), rounding);
  }
  const grid = electrons.integrate(order, nodes, 0);
  const { difference } = merge(nodes, grid, electrons.integrate(order, nodes, 0.5));
  return assess(electrons, { ...grid, nodes, difference: combine((d) => 2 * d, difference) }, rounding);
}

/**
 * Points of the first grid: the narrowest feature decides how fast the trapezoid rule converges, and a grid that does
 * not see it would be fooled.
 */
export function firstGrid(electrons: Electrons): number {
  const wanted = Math.ceil(
    (7 * electrons.scales.energySlope) / electrons.scales.narrowestFeature + 7 * electrons.scales.barrierSlope,
  );
  if (wanted > MAXIMAL_NODES / 4) {
    throw new Untrustworthy(
      `the grid is exhausted: ${wanted} nodes are too many, and fewer would step over features of the device`,
    );
  }
  return Math.max(16, electrons.scales.fewestAngles, wanted);
}

/** The mean of two interleaved grids. */
function merge(nodes: number, a: GridIntegrals, b: GridIntegrals): Grid {
  const turnover = combine((x, y) => (x + y) / 2, a.turnover, b.turnover);
  return {
    nodes,
    integrals: combine((x, y) => (x + y) / 2, a.integrals, b.integrals),
    largest: a.largest.map((x, k) => Math.max(x, b.largest[k]!)),
    turnover,
    difference: combine((x, y) => Math.abs(x - y) / 2, a.integrals, b.integrals),
  };
}

/**
 * What a grid is worth. The trapezoid rule converges geometrically: with half differences d and, one doubling earlier, D,
 * the error left is d (d/D)^2; without a D, or where doubling did not help, it is d. The tolerance is held against
 * d, with a margin of ten.
 */
function assess(electrons: Electrons, grid: Grid, { floor, noise }: Rounding, before?: Grid): CycleIntegrals {
  const { nodes, turnover, difference, largest } = grid;
  const previous = before && relativeToTurnover(before.difference, before.turnover);
  const relative = relativeToTurnover(difference, turnover).map((d, k) => {
    const gain = previous && previous[k]! > 0 ? Math.min(1, d / previous[k]!) : 1;
    return SAFETY * d * gain * gain + floor;
  });
  const integrals = combine((x) => x, grid.integrals);
  const errors = combine((x, y) => x + y, errorsOf(relative, turnover), noise);
  conserveChargeAndEnergy(electrons, integrals, errors);
  // the same by the differences alone, for what the tolerance is held against
  const own = combine((d) => SAFETY * d + Number.MIN_VALUE, difference);
  const apart = combine((d) => d, own);
  conserveChargeAndEnergy(
    electrons,
    combine((x) => x, grid.integrals),
    own,
  );
  const stated = combine((x, y, d, e) => (x === y ? d : e), integrals, grid.integrals, apart, own);

  const scale = largest.map((x) => 2 * Math.PI * x);
  const balance = energyBalance(electrons.biases, integrals);
  const charge = chargeBalance(integrals);
  const worst = largestOfOrder(stated);
  const missing = largestOfOrder(combine((x, e) => Math.abs(x) - e, integrals, errors)).map((x) => x <= 0);
  const sizes = largestOfOrder(turnover);
  const units = scale.map((s, k) => (missing[k]! && s <= AT_REST * floor * sizes[k]! ? sizes[k]! : s));
  const ratios = units.map((unit, k) => {
    if (unit <= SMALLEST) return floor; // nothing happens in this order
    // the balance of order k holds currents of order k against the torque of order k - 1
    const balanceUnit = Math.max(unit, units[k - 1] ?? 0);
    return Math.max(floor, worst[k]! / unit, Math.abs(charge[k]!) / unit, Math.abs(balance[k]!) / balanceUnit);
  });
  // a NaN anywhere must not pass as an error of 0
  const finite = [...scale, ...worst, ...largestOfOrder(errors), ...balance].every((x) => Number.isFinite(x));
  const error = finite ? Math.max(...ratios) : Infinity;
  return { order: scale.length - 1, nodes, error, errors, balance, scale, ...integrals };
}
