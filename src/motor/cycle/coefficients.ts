import type { Electrons } from "../../electrons/electrons.js";
import { refuse, Untrustworthy } from "../../device/errors.js";
import {
  checkOrder,
  combine,
  type EngineName,
  type Fluxes,
  type GridIntegrals,
  type StatesName,
} from "../../electrons/engine.js";
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
import { type Followed, followed } from "../../progress.js";

/** The cycle coefficients C_F, C_I,r and C_J,r (Eq. 59, 70) and how far they can be trusted. */
export interface CycleCoefficients extends Fluxes {
  order: number;
  /** grid points used */
  nodes: number;
  /**
   * what the tolerance is held against: ten times the largest half difference between two interleaved grids (truncation
   * and rounding) and residual of the conservation of charge and energy, relative to the scale of its order. Within the tolerance,
   * except on a fixed number of nodes: there it is whatever it is, and may exceed 1. Of an order that is zero but for
   * rounding: relative to what its sums are made of
   */
  error: number;
  /**
   * estimated error of each coefficient, in its own units, shaped like F and leads: truncation, extrapolated from the
   * grids, and rounding. A current that is known far worse than the others follows from theirs
   */
  errors: Fluxes;
  engine: EngineName;
  states: StatesName | null;
  /** residual of C_J(k) + C_I(k) . dV = -C_F(k-1) (Eq. 71), order by order */
  balance: number[];
  /** 2 pi times the largest integrand of each order: what `error` is relative to */
  scale: number[];
  /** smallest relaxation rate of the electrons at 32 angles of the cycle, all states counted, in k_B T_0 / hbar */
  slowestRate: number;
  /** the same at 128 angles, without the modes that nothing excites (the spins between unpolarised leads) */
  slowestFeltRate: number;
  /** largest condition number of the kernel at the same angles */
  conditioning: number;
}

export interface CoefficientOptions {
  /** highest power of the velocity, 0 to 6; default 3 */
  order?: number;
  /** wanted error relative to the scale of each order; default 1e-10. Ignored where `nodes` is given. */
  tolerance?: number;
  /** a fixed number of grid points instead, 2 to 2^19, whatever the error then is */
  nodes?: number;
}

export const DEFAULT_TOLERANCE = 1e-10;

const MAXIMAL_NODES = 1 << 19;

/** Nodes at which the relaxation of the electrons is looked at. */
const RELAXATION_NODES = 128;

/**
 * Integrates torque and currents over the cycle, doubling the grid until two interleaved halves agree.
 *
 * @throws Untrustworthy where the tolerance cannot be reached
 */
export function cycleCoefficients(
  electrons: Electrons,
  options: CoefficientOptions & Followed = {},
): CycleCoefficients {
  const { order = 3, tolerance = DEFAULT_TOLERANCE, nodes } = options;
  checkOrder(order);
  if (!(tolerance > 0 && tolerance < 1)) refuse("tolerance", tolerance, "a number between 0 and 1");
  if (nodes !== undefined && (!Number.isInteger(nodes) || nodes < 2 || nodes > MAXIMAL_NODES)) {
    refuse("nodes", nodes, `an integer from 2 to ${MAXIMAL_NODES}`);
  }
  return followed(options, () => coefficientsTo(electrons, order, tolerance, nodes));
}

/** As cycleCoefficients, for any order an engine computes and options already checked. */
export function coefficientsTo(
  electrons: Electrons,
  order: number,
  tolerance = DEFAULT_TOLERANCE,
  nodes?: number,
): CycleCoefficients {
  const grid = cycleIntegrals(electrons, order, tolerance, nodes);
  const { slowestRate, slowestFeltRate, conditioning } = electrons.relaxation(RELAXATION_NODES);
  if (!Number.isFinite(conditioning)) throw new Untrustworthy(OUT_OF_RANGE);
  const { nodes: used, error, errors, balance, scale, F, leads } = grid;
  return {
    order,
    nodes: used,
    error,
    engine: electrons.engine,
    states: electrons.states,
    F,
    leads,
    errors,
    balance,
    scale,
    slowestRate,
    slowestFeltRate,
    conditioning,
  };
}

/** Coefficients and what they are worth. */
export type CycleIntegrals = Fluxes &
  Pick<CycleCoefficients, "order" | "nodes" | "error" | "errors" | "balance" | "scale">;

const OUT_OF_RANGE = "the integrals leave the range of double precision: rates of order exp(-E/T) underflow";

/** As coefficientsTo, without a look at how the electrons relax. */
export function cycleIntegrals(
  electrons: Electrons,
  order: number,
  tolerance = DEFAULT_TOLERANCE,
  nodes?: number,
): CycleIntegrals {
  const grid = nodes === undefined ? refine(electrons, order, tolerance) : fixed(electrons, order, nodes);
  if (!Number.isFinite(grid.error)) throw new Untrustworthy(OUT_OF_RANGE);
  if (nodes === undefined && !(grid.error <= tolerance)) {
    const { conditioning, slowestFeltRate } = electrons.relaxation(RELAXATION_NODES);
    const exhausted = grid.nodes > MAXIMAL_NODES / 2;
    const reason = exhausted
      ? "the grid is exhausted: features of the device are too narrow for its orbit"
      : `doubling no longer helps, rounding is the limit: condition number ${conditioning.toExponential(1)}, ` +
        `slowest relaxation rate ${slowestFeltRate.toExponential(1)}`;
    throw new Untrustworthy(
      `error ${grid.error.toExponential(1)} of the integrals' scale after ${grid.nodes} nodes, wanted ${tolerance}: ` +
        `${reason}; a larger tolerance or a lower order may be met`,
    );
  }
  return grid;
}

/** A grid made of two, as computed. */
interface Grid extends GridIntegrals {
  nodes: number;
  /** half the difference of the two */
  difference: Fluxes;
}

/** Doubles the grid, keeping what is computed, until the tolerance is met or doubling no longer helps. */
function refine(electrons: Electrons, order: number, tolerance: number): CycleIntegrals {
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

function fixed(electrons: Electrons, order: number, nodes: number): CycleIntegrals {
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
