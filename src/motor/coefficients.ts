import {
  barrierSlope,
  biases,
  type Device,
  fewestAngles,
  lowestTemperature,
  orbitSize,
  totalRate,
} from "../device/device.js";
import { refuse, Untrustworthy } from "../device/errors.js";
import { narrowestFeature } from "../spectrum/features.js";
import {
  checkOrder,
  combine,
  type Engine,
  type EngineName,
  type Fluxes,
  type GridIntegrals,
  type StatesName,
} from "../engine/engine.js";
import { type Followed, followed } from "./progress.js";

/** The cycle coefficients C_F, C_I,r and C_J,r (Eq. 59, 70) and how far they can be trusted. */
export interface CycleCoefficients extends Fluxes {
  order: number;
  /** grid points used */
  nodes: number;
  /**
   * estimated error of every coefficient, relative to the scale of its order: the larger of the difference between
   * two interleaved grids (truncation and rounding) and the residual of the energy balance. Within the tolerance, except
   * on a fixed number of nodes: there it is whatever it is, and may exceed 1
   */
  error: number;
  engine: EngineName;
  states: StatesName;
  /** residual of C_J(k) + C_I(k) . dV = -C_F(k-1) (Eq. 71), order by order */
  balance: number[];
  /** 2 pi times the largest integrand of each order: what `error` is relative to */
  scale: number[];
  /** smallest relaxation rate of the electrons at 128 angles of the cycle, all states counted, in k_B T_0 / hbar */
  slowestRate: number;
  /** the same without the modes that nothing excites (the spins between unpolarised leads) */
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

/**
 * The true error over the difference between a grid and its refinement: far below 1 where truncation dominates, but
 * up to 5 where rounding does, the difference then being one sample of a random quantity.
 */
export const SAFETY = 10;

/** An order whose integrands are all below this is zero: the core cuts rates at 1e-87, and what is left has no digits. */
export const NEGLIGIBLE = 1e-80;

/** A device in equilibrium that does not move has currents of order 0 that are nothing but rounding. */
function negligible(device: Device, k: number): number {
  return k === 0 ? Math.max(NEGLIGIBLE, 1e-13 * totalRate(device) * lowestTemperature(device)) : NEGLIGIBLE;
}

/** Nodes at which the relaxation of the electrons is looked at. */
const RELAXATION_NODES = 128;

/**
 * Integrates torque and currents over the cycle, doubling the grid until two interleaved halves agree.
 *
 * @throws Untrustworthy where the tolerance cannot be reached
 */
export function cycleCoefficients(
  device: Device,
  engine: Engine,
  options: CoefficientOptions & Followed = {},
): CycleCoefficients {
  const { order = 3, tolerance = DEFAULT_TOLERANCE, nodes } = options;
  checkOrder(order);
  if (!(tolerance > 0 && tolerance < 1)) refuse("tolerance", tolerance, "a number between 0 and 1");
  if (nodes !== undefined && (!Number.isInteger(nodes) || nodes < 2 || nodes > MAXIMAL_NODES)) {
    refuse("nodes", nodes, `an integer from 2 to ${MAXIMAL_NODES}`);
  }
  return followed(options, () => coefficientsTo(device, engine, order, tolerance, nodes));
}

/** As cycleCoefficients, for any order an engine computes and options already checked. */
export function coefficientsTo(
  device: Device,
  engine: Engine,
  order: number,
  tolerance = DEFAULT_TOLERANCE,
  nodes?: number,
): CycleCoefficients {
  const grid = nodes === undefined ? refine(device, engine, order, tolerance) : fixed(device, engine, order, nodes);
  const result = { ...grid, ...engine.relaxation(RELAXATION_NODES) };
  if (!Number.isFinite(grid.error)) {
    throw new Untrustworthy("the integrals leave the range of double precision: rates of order exp(-E/T) underflow");
  }
  if (nodes === undefined && !(grid.error <= tolerance)) {
    const exhausted = grid.nodes > MAXIMAL_NODES / 2;
    const reason = exhausted
      ? "the grid is exhausted: features of the device are too narrow for its orbit"
      : `doubling no longer helps, rounding is the limit: condition number ${result.conditioning.toExponential(1)}, ` +
        `slowest relaxation rate ${result.slowestFeltRate.toExponential(1)}`;
    throw new Untrustworthy(
      `error ${grid.error.toExponential(1)} of the integrals' scale after ${grid.nodes} nodes, wanted ${tolerance}: ` +
        `${reason}; a larger tolerance or a lower order may be met`,
    );
  }
  const { order: _, nodes: used, error, balance, scale, F, leads } = grid;
  const { slowestRate, slowestFeltRate, conditioning } = result;
  return {
    order,
    nodes: used,
    error,
    engine: engine.name,
    states: engine.states,
    F,
    leads,
    balance,
    scale,
    slowestRate,
    slowestFeltRate,
    conditioning,
  };
}

type Assessed = Fluxes & Pick<CycleCoefficients, "order" | "nodes" | "error" | "balance" | "scale">;

/** Doubles the grid, keeping what is computed, until the tolerance is met or doubling no longer helps. */
function refine(device: Device, engine: Engine, order: number, tolerance: number): Assessed {
  let nodes = firstGrid(device);
  let coarse = engine.integrate(order, nodes, 0);
  let best: Assessed | undefined;
  let vain = 0;
  for (;;) {
    const between = engine.integrate(order, nodes, 0.5);
    nodes *= 2;
    const fine = assess(device, order, nodes, coarse, between);
    vain = best && fine.error > 0.25 * best.error ? vain + 1 : 0;
    if (!best || fine.error < best.error) best = fine;
    if (fine.error <= tolerance || vain >= 2 || nodes > MAXIMAL_NODES / 2) return best;
    coarse = { integrals: { F: fine.F, leads: fine.leads }, largest: larger(coarse, between) };
  }
}

function fixed(device: Device, engine: Engine, order: number, nodes: number): Assessed {
  if (nodes % 2 === 0) {
    return assess(device, order, nodes, engine.integrate(order, nodes / 2, 0), engine.integrate(order, nodes / 2, 0.5));
  }
  const grid = engine.integrate(order, nodes, 0);
  const { F, leads } = grid.integrals;
  return { ...assess(device, order, nodes, grid, engine.integrate(order, nodes, 0.5)), F, leads };
}

/**
 * Points of the first grid: the narrowest feature decides how fast the trapezoid rule converges, and a grid that does
 * not see it would be fooled.
 */
export function firstGrid(device: Device): number {
  const wanted = Math.ceil((7 * orbitSize(device)) / narrowestFeature(device) + 7 * barrierSlope(device));
  if (wanted > MAXIMAL_NODES / 4) {
    throw new Untrustworthy(
      `the grid is exhausted: ${wanted} nodes are too many, and fewer would step over features of the device`,
    );
  }
  return Math.max(16, fewestAngles(device), wanted);
}

const larger = (a: GridIntegrals, b: GridIntegrals): number[] => a.largest.map((x, k) => Math.max(x, b.largest[k]!));

/** The mean of two interleaved grids and what it is worth. */
function assess(device: Device, order: number, nodes: number, a: GridIntegrals, b: GridIntegrals): Assessed {
  const integrals = combine((x, y) => (x + y) / 2, a.integrals, b.integrals);
  const difference = combine((x, y) => (SAFETY * Math.abs(x - y)) / 2, a.integrals, b.integrals);
  const scale = larger(a, b).map((x) => 2 * Math.PI * x);
  const balance = energyBalance(device, integrals);
  const worst = largestOfOrder(difference);
  const errors = scale.map((s, k) => {
    // the balance of order k holds currents of order k against the torque of order k - 1
    const balanceScale = Math.max(s, scale[k - 1] ?? 0);
    return Math.max(
      s > negligible(device, k) ? worst[k]! / s : 0,
      balanceScale > negligible(device, k) ? Math.abs(balance[k]!) / balanceScale : 0,
    );
  });
  // a NaN anywhere must not pass as an error of 0
  const finite = [...scale, ...worst, ...balance].every((x) => Number.isFinite(x));
  const error = finite ? Math.max(...errors) : Infinity;
  return { order, nodes, error, balance, scale, ...integrals };
}

/** The largest of torque and currents, order by order. */
export function largestOfOrder({ F, leads }: Fluxes): number[] {
  return F.map((f, k) => Math.max(f, ...Object.values(leads).flatMap(({ I, J }) => [I[k]!, J[k]!])));
}

/** sum_r (C_J,r(k) + C_I,r(k) dV_r) + C_F(k-1), which Eq. 71 says is zero. */
export function energyBalance(device: Device, { F, leads }: Fluxes): number[] {
  const dV = biases(device);
  return F.map((_, k) => {
    let sum = k > 0 ? F[k - 1]! : 0;
    for (const [name, { I, J }] of Object.entries(leads)) sum += J[k]! + I[k]! * dV[name]!;
    return sum;
  });
}
