import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import type { EngineName, StatesName } from "../../electrons/engine.js";
import type { Fluxes } from "../../electrons/fluxes.js";
import { type CycleIntegrals, fixed, MAXIMAL_NODES, refine } from "./grids.js";

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

/** Nodes at which the relaxation of the electrons is looked at. */
const RELAXATION_NODES = 128;

/**
 * Integrates torque and currents over the cycle, doubling the grid until two interleaved halves agree.
 *
 * @param order highest power of the velocity, any that an engine computes
 * @param tolerance wanted error relative to the scale of each order
 * @param nodes a fixed number of grid points instead, whatever the error then is
 * @throws Untrustworthy where the tolerance cannot be reached
 */
export function cycleCoefficients(
  electrons: Electrons,
  order: number,
  tolerance: number,
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

const OUT_OF_RANGE = "the integrals leave the range of double precision: rates of order exp(-E/T) underflow";

/** As cycleCoefficients, without a look at how the electrons relax. */
export function cycleIntegrals(electrons: Electrons, order: number, tolerance: number, nodes?: number): CycleIntegrals {
  const grid = nodes === undefined ? refine(electrons, order, tolerance) : fixed(electrons, order, nodes);
  if (!Number.isFinite(grid.error)) throw new Untrustworthy(OUT_OF_RANGE);
  if (nodes === undefined && !(grid.error <= tolerance)) {
    const { conditioning, slowestFeltRate } = electrons.relaxation(RELAXATION_NODES);
    const exhausted = grid.nodes > MAXIMAL_NODES / 2;
    const reason = exhausted
      ? "the grid is exhausted: features of the device are too narrow for its path"
      : `doubling no longer helps, rounding is the limit: condition number ${conditioning.toExponential(1)}, ` +
        `slowest relaxation rate ${slowestFeltRate.toExponential(1)}`;
    throw new Untrustworthy(
      `error ${grid.error.toExponential(1)} of the integrals' scale after ${grid.nodes} nodes, wanted ${tolerance}: ` +
        `${reason}; a larger tolerance or a lower order may be met`,
    );
  }
  return grid;
}
