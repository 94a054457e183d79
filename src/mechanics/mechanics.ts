// What moves in a field, and how it is asked to: rotors without noise, ensembles with it. No device is known here.

import type { Build } from "../core/core.js";
import type { Field } from "./field.js";

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

/** The external torque beside a constant one. */
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
   * @param externalTorque F_ext, in k_B T_0 per radian
   */
  place(theta: number, omega: number, inertia: number, externalTorque: number): void;
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

export interface EnsembleOptions {
  /** rotors, each with a stream of random numbers of its own */
  count: number;
  /** an integer; the same one gives the same motion */
  seed: number;
  theta0: number;
  omega0: number;
  /** moment of inertia, in hbar^2 / k_B T_0 */
  inertia: number;
  /** F_ext against which they turn, in k_B T_0 per radian */
  externalTorque: number;
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

/** Motion in fields of one coordinate; others are refused with InvalidInput. */
export interface Mechanics {
  /** what moves them */
  readonly engine: "wasm" | "typescript";
  /** of the WebAssembly core; null for plain TypeScript */
  readonly build: Build | null;
  /** A rotor in the force alone. */
  rotor(field: Field, brake?: Brake): SeriesRotor;
  /** Rotors in force and noise (Eq. 7 to 9); a field without noise is refused. */
  ensemble(field: Field, options: EnsembleOptions): Ensemble;
}
