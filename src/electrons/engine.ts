import { refuse } from "../device/errors.js";
import type { Build } from "../core/core.js";

export type EngineName = "wasm" | "typescript";

/**
 * All many-body states, or the smallest space in which the device is exact: for the double dot the four states of the
 * sector that unpolarised leads never leave, for dots whatever classes of states turn out to be equally probable.
 */
export type StatesName = "spin-resolved" | "spin-symmetric" | "lumped";

/** What one lead receives: entry k, of order + 1, is the coefficient of theta-dot^k. */
export interface LeadFluxes {
  /** charge current I_r into the lead, in (k_B T_0 / hbar) (hbar / k_B T_0)^k, e = 1 */
  I: number[];
  /** heat current J_r into the lead, in (k_B T_0)^2 / hbar (hbar / k_B T_0)^k */
  J: number[];
}

/**
 * Torque and currents, order by order in the velocity: integrands at an angle, or integrals over the cycle in the same
 * units, radians counting as 1.
 */
export interface Fluxes {
  /** torque: entry k, of order + 1, is the coefficient of theta-dot^k, in k_B T_0 (hbar / k_B T_0)^k per radian */
  F: number[];
  /** by the name of the lead */
  leads: Record<string, LeadFluxes>;
}

/** What an engine computes at one angle: the frozen device and its nonadiabatic corrections. */
export interface FrozenDevice extends Fluxes {
  /**
   * E_i of every many-body state, in k_B T_0; of the double dot: 0, b-up, b-down, a-up, a-down, up-up, up-down,
   * down-up, down-down. Absent where the theory knows no such states
   */
  energies?: number[];
  /**
   * p[k][i], order + 1 rows of one number a state: coefficient of theta-dot^k in the occupation of state i, in
   * (hbar / k_B T_0)^k; absent as the energies
   */
  p?: number[][];
  /**
   * what torque and currents are sums of, sizes instead of values: rounding is some units in the last place of this.
   * Absent where they are no sums
   */
  turnover?: Fluxes;
  /** strength of the force noise, <xi(t) xi(t')> = 2 D delta(t - t') (Eq. 7), in k_B T_0 hbar */
  D: number;
}

/** The frozen device at one angle and its nonadiabatic corrections. */
export interface FrozenPoint extends FrozenDevice {
  /** angle of the rotor, in radians, as it was given */
  theta: number;
  turnover: Fluxes;
}

/** The same of a theory with many-body states. */
export type StatesPoint = Required<FrozenPoint>;

/** Trapezoid sums over a uniform grid of angles. */
export interface GridIntegrals {
  /** integrals over 0..2 pi */
  integrals: Fluxes;
  /** the largest |integrand| of each order met on the grid */
  largest: number[];
  /** integrals of the sizes of what the integrands are sums of, in and out of a state, say; taken at some of the nodes */
  turnover: Fluxes;
}

/** Integrals over theta in 0..2 pi in the periodic state at one velocity. */
export interface PeriodicIntegrals {
  /** of the torque */
  F: number;
  /** of the charge and heat currents, positive into the lead, not divided by the velocity */
  leads: Record<string, { I: number; J: number }>;
  /** the largest |integrand| met */
  largest: number;
  /** integrals of the sizes of what the integrands are sums of */
  turnover: { F: number; leads: Record<string, { I: number; J: number }> };
  /** what those would be with every state full: what an error of the occupations does */
  reach: { F: number; leads: Record<string, { I: number; J: number }> };
  /** estimated error of the occupations by rounding */
  rounding: number;
}

/** Periodic states on one grid of angles. */
export interface PeriodicGrid {
  /** angles used */
  nodes: number;
  /**
   * error left over the difference to a grid of two thirds of the angles: the method's convergence, or its safety margin
   * where rounding, of which the difference is one sample, may decide
   */
  gain: number;
  /** one a velocity */
  states: PeriodicIntegrals[];
}

/** How near the electrons come to not relaxing at all, the worst over a uniform grid of angles. */
export interface Relaxation {
  /**
   * the smallest relaxation rate, min -Re(lambda) over the non-zero eigenvalues lambda of W, all many-body states
   * counted, in k_B T_0 / hbar; 0 where states are connected by no rate above 1e-308. The same in every state space;
   * where that of all states is not the smallest, taken at every fourth angle
   */
  slowestRate: number;
  /**
   * the same without the modes that a symmetry of the device keeps unexcited (the spins between unpolarised leads): what
   * torque and currents feel; the same in every state space
   */
  slowestFeltRate: number;
  /** the largest condition number, in the 1-norm, of W in the state space in use; a number without unit */
  conditioning: number;
}

export type Outcome = "revolved" | "turning-back" | "ran-away" | "out-of-steps";

export interface RevolutionLimits {
  /** error a step, in radians and in units of velocityScale */
  tolerance: number;
  /** in k_B T_0 / hbar */
  velocityScale: number;
  /** beyond this speed the rotor counts as running away; in k_B T_0 / hbar */
  velocityLimit: number;
  /** so many reversals without a revolution count as being trapped */
  turns: number;
  /** accepted steps a call at most */
  maximalSteps: number;
}

/** The external torque beside a constant load. */
export interface Brake {
  /** gamma_ext of Eq. 14: a torque gamma_ext theta-dot against the motion; gamma_ext in hbar */
  friction: number;
  /** a torque at uniformly spaced angles theta_i = 2 pi i / n from 0 on, n at least 6, in k_B T_0; default none */
  profile?: readonly number[];
}

/** The rotor in motion (Eq. 9 without noise). */
export interface Rotor {
  /**
   * Sets the state and the clock to zero.
   *
   * @param theta in radians, folded into 0..2 pi
   * @param omega in k_B T_0 / hbar
   * @param inertia in hbar^2 / k_B T_0
   * @param load F_ext, a torque, in k_B T_0 per radian
   */
  place(theta: number, omega: number, inertia: number, load: number): void;
  /** Follows the rotor once around, in either direction, or says why it does not get there. */
  revolve(limits: RevolutionLimits): Outcome;
  /** in radians */
  readonly theta: number;
  /** theta-dot, in k_B T_0 / hbar */
  readonly omega: number;
  /** since `place`, in hbar / k_B T_0 */
  readonly time: number;
  /** accepted since `place` */
  readonly steps: number;
  /** angles of the last two turning points, in radians, the latest last */
  readonly turningPoints: readonly [number, number];
  /** smallest and largest velocity within the latest `revolve`, in k_B T_0 / hbar */
  readonly velocityRange: readonly [number, number];
}

/** The rotor under the torque as a series in the velocity. */
export interface SeriesRotor extends Rotor {
  /** the torque that moves it, as its table gives it, in k_B T_0 */
  torque(theta: number, omega: number): number;
}

/** What one lead has received. */
export interface Transfer {
  /** integral of I_r over time, e = 1 */
  charge: number;
  /** integral of J_r over time, in k_B T_0 */
  heat: number;
}

/** The rotor with the electrons as unknowns of their own (Eq. 9 with Eq. 48). */
export interface CoupledRotor extends Rotor {
  /** @param p occupations to begin with, in the order of FrozenPoint; default those that settle at the angle */
  place(theta: number, omega: number, inertia: number, load: number, p?: readonly number[]): void;
  /** occupations of all many-body states, in the order of FrozenPoint */
  readonly p: readonly number[];
  /** what has gone into each lead since `place` */
  readonly transferred: Readonly<Record<string, Transfer>>;
}

export interface EnsembleOptions {
  /** rotors, each with a stream of random numbers of its own */
  count: number;
  /** an integer; the same one gives the same motion */
  seed: number;
  theta0: number;
  omega0: number;
  /** moment of inertia, in hbar^2 / k_B T_0 */
  inertia: number;
  /** F_ext, in k_B T_0 */
  load: number;
  /** longest step of the integration */
  step: number;
  /** a rotor stops where its velocity leaves these bounds */
  lower: number;
  upper: number;
  /**
   * whether a velocity that crosses a bound and is back at the end of the step counts too, its time being that of the
   * crossing; by default a rotor is looked at after every step. Changes which random numbers a rotor gets.
   */
  watched?: boolean;
}

/** Many rotors under random forces, all from the same start. */
export interface Ensemble {
  readonly time: number;
  /** angles, not folded, a rotor each */
  readonly theta: Float64Array;
  readonly omega: Float64Array;
  /** time at which the velocity of each left the bounds, NaN while it has not; its velocity is then beyond, or at, one */
  readonly exit: Float64Array;
  /** Moves all rotors to a time. */
  advance(until: number): void;
}

/** One device, ready to be computed. */
export interface Engine {
  readonly name: EngineName;
  readonly states: StatesName | null;
  /** of the WebAssembly core: two angles an instruction, or one; null where there is no core */
  readonly build: Build | null;
  /** @param order highest power of the velocity, 0 to MAXIMAL_ORDER */
  frozen(theta: number, order: number): FrozenDevice;
  /** Grid theta_i = 2 pi (i + offset) / nodes, faster than angle by angle. */
  integrate?(order: number, nodes: number, offset: number): GridIntegrals;
  /**
   * The periodic solution of Omega dp/dtheta = W(theta) p (Eq. 48 at constant velocity), without an expansion.
   *
   * @param omegas finite velocities other than zero
   * @param nodes angles, about: what polynomials of order 14 on panels need; an engine takes what its own method does
   */
  periodic(omegas: readonly number[], nodes: number): PeriodicGrid;
  relaxation(nodes: number): Relaxation;
  /**
   * A rotor under the torque as a series in the velocity.
   *
   * @param points angles of the torque table, a power of two
   */
  rotor(order: number, points: number, brake?: Brake): SeriesRotor;
  /**
   * A rotor whose electrons are integrated with it: no constant velocity, no expansion.
   *
   * @param points angles of the table of rates, a power of two
   */
  coupledRotor(points: number, brake?: Brake): CoupledRotor;
  /**
   * Rotors under the torque series and the noise of the frozen device (Eq. 7 to 9).
   *
   * @param points angles of the table, a power of two
   */
  langevin(order: number, points: number, options: EnsembleOptions): Ensemble;
  /**
   * Rotors under the force of the electronic state as single electrons change it, no expansion in the velocity.
   *
   * @param points angles of the table, a power of two
   */
  hopping(points: number, options: EnsembleOptions): Ensemble;
}

/** Highest order an engine computes: currents one order above the sixth of the torque. */
export const MAXIMAL_ORDER = 7;

/** Highest order a user may ask for. */
export const HIGHEST_ORDER = 6;

/** Refuses an order outside lowest..HIGHEST_ORDER. */
export function checkOrder(order: unknown, lowest = 0, highest = HIGHEST_ORDER): asserts order is number {
  if (typeof order !== "number" || !Number.isInteger(order) || order < lowest || order > highest) {
    refuse("order", order, `an integer from ${lowest} to ${highest}`);
  }
}

/** Refuses occupations that are not one finite number for each of so many states. */
export function checkOccupations(p: readonly number[], states: number): void {
  if (p.length !== states || !p.every(Number.isFinite)) refuse("p", p, `${states} finite numbers, one a state`);
}

/** A Fluxes of zeros. */
export function noFluxes(names: readonly string[], order: number): Fluxes {
  const zeros = (): number[] => new Array<number>(order + 1).fill(0);
  return {
    F: zeros(),
    leads: Object.fromEntries(names.map((name) => [name, { I: zeros(), J: zeros() }])),
  };
}

/** The corresponding entry of several Fluxes, combined: every quantity, every order. */
export function combine(combination: (...values: number[]) => number, ...all: Fluxes[]): Fluxes {
  const row = (pick: (fluxes: Fluxes) => number[]): number[] =>
    pick(all[0]!).map((_, k) => combination(...all.map((fluxes) => pick(fluxes)[k]!)));
  return {
    F: row(({ F }) => F),
    leads: Object.fromEntries(
      Object.keys(all[0]!.leads).map((name) => [
        name,
        { I: row(({ leads }) => leads[name]!.I), J: row(({ leads }) => leads[name]!.J) },
      ]),
    ),
  };
}
