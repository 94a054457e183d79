import type { Fluxes } from "./fluxes.js";
import { refuse } from "../errors.js";
import type { Build } from "../core/core.js";
import type { Field } from "../mechanics/field.js";
import type { Brake, Ensemble, EnsembleOptions, Mechanics, Rotor } from "../mechanics/mechanics.js";

export type EngineName = "wasm" | "typescript";

/**
 * All many-body states, or the smallest space in which the device is exact: for the double dot the four states of the
 * sector that unpolarised leads never leave, for dots whatever classes of states turn out to be equally probable.
 */
export type StatesName = "spin-resolved" | "spin-symmetric" | "lumped";

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
   * error left over the difference to a coarser grid: the method's convergence, or its safety margin
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
  place(theta: number, omega: number, inertia: number, externalTorque: number, p?: readonly number[]): void;
  /** occupations of all many-body states, in the order of FrozenPoint */
  readonly p: readonly number[];
  /** what has gone into each lead since `place` */
  readonly transferred: Readonly<Record<string, Transfer>>;
}

/** What computes one device. Two methods are enough; what is absent is lacking, or made of those. */
export interface Engine {
  /** default that of the mechanics */
  readonly name?: EngineName;
  /** the many-body states that are kept apart; default null, for a theory without such */
  readonly states?: StatesName | null;
  /** of the WebAssembly core: two angles an instruction, or one; null for no core; default that of the mechanics */
  readonly build?: Build | null;
  /** @param order highest power of the velocity, 0 to 7: currents one order above the sixth of the torque */
  frozen(theta: number, order: number): FrozenDevice;
  relaxation(nodes: number): Relaxation;
  /** Grid theta_i = 2 pi (i + offset) / nodes, faster than angle by angle. */
  integrate?(order: number, nodes: number, offset: number): GridIntegrals;
  /**
   * The periodic solution of Omega dp/dtheta = W(theta) p (Eq. 48 at constant velocity), without an expansion.
   *
   * @param omegas finite velocities other than zero
   * @param edges of panels, from 0 to 2 pi, short where the device changes fast: on each a polynomial of order 14 follows
   *   it. An engine may take what its own method needs to do as well
   */
  periodic?(omegas: readonly number[], edges: Float64Array): PeriodicGrid;
  /** what moves in a field; default that of the engine asked for */
  readonly mechanics?: Mechanics;
  /**
   * Torque and noise over the angle, in which rotors move, faster than angle by angle.
   *
   * @param points angles, a power of two
   * @param options.noise whether the noise is wanted; default true
   */
  field?(order: number, points: number, options?: { noise?: boolean }): Field;
  /**
   * A rotor and its electrons, integrated together: no constant velocity, no expansion.
   *
   * @param points angles of the table of rates, a power of two
   */
  together?(points: number, brake?: Brake): CoupledRotor;
  /**
   * Rotors under the force of the electronic state as single electrons change it, no expansion in the velocity.
   *
   * @param points angles of the table, a power of two
   */
  hopping?(points: number, options: EnsembleOptions): Ensemble;
}

/** Refuses occupations that are not one finite number for each of so many states. */
export function checkOccupations(p: readonly number[], states: number): void {
  if (p.length !== states || !p.every(Number.isFinite)) refuse("p", p, `${states} finite numbers, one a state`);
}
