// What a result may have to be told with: each kind has a code that stays, words for people and numbers for programs.

interface Kind<Code extends string> {
  code: Code;
  /** one line: what was found, with its numbers, and what it means */
  message: string;
}

/** Tunnelling is not weak: levels are as wide as the leads' thermal edge, and lowest-order rates are not the whole story. */
export interface StrongCoupling extends Kind<"strong-coupling"> {
  /** Gamma of Eq. 68, in k_B T_0 / hbar */
  rate: number;
  /** the lowest of the leads, in T_0 */
  temperature: number;
}

/** Two states come so close that tunnelling superposes them, and the superposition is left out: a current is off by 1% or more. */
export interface CoherenceLeftOut extends Kind<"coherence"> {
  /** least distance of the two energies along the path, in k_B T_0 */
  splitting: number;
  /** at which tunnelling reaches both, in k_B T_0 / hbar */
  rate: number;
  /** where on the path, in radians */
  theta: number;
  /** by how much this superposition changes a current, relative to the current: an estimate */
  estimate: number;
  /** the same of the worst pairs together, 16 at most */
  together: number;
  /** in each of the two states */
  electrons: number;
  /** twice the spin projection of both; null where the device knows no spin */
  spin: number | null;
  /** of states whose superposition changes a current by 1% or more somewhere on the path, these two counted */
  pairs: number;
}

/** Whether coherences matter could not be found out; the message says why. */
export type CoherenceUnknown = Kind<"coherence-unknown">;

/** A path given by samples that do not resolve it. */
export interface SamplesTruncated extends Kind<"samples-truncated"> {
  /** of the device file */
  field: string;
  /** the largest coefficient of the upper half of the harmonics, over the largest of all */
  truncation: number;
}

/** The host does not run WebAssembly: the TypeScript engine has answered in its place. */
export type NoWebAssembly = Kind<"no-webassembly">;

/** A number of grid points was asked for, and it leaves an error above the tolerance. */
interface FixedNodes extends Kind<"fixed-nodes"> {
  nodes: number;
  /** of the coefficients, relative to their scale; above 1 nothing is right */
  error: number;
  /** relative to the scale too */
  tolerance: number;
}

/** Velocities at which the series in the velocity is no answer: their `valid` is false. */
interface BeyondExpansion extends Kind<"velocity-beyond-expansion"> {
  /** in k_B T_0 / hbar */
  velocities: number[];
  /** Omega_max of Eq. 68, in k_B T_0 / hbar; null where the path is a point, which sets none */
  maximalVelocity: number | null;
  /** slowest relaxation that torque and currents feel, in k_B T_0 / hbar; null where only Omega_max was asked */
  slowestFeltRate: number | null;
}

/** Velocities at which the master equation itself does not hold, expanded or not. */
interface BeyondMasterEquation extends Kind<"velocity-beyond-master-equation"> {
  /** in k_B T_0 / hbar */
  velocities: number[];
  /** (k_B T)^2 / (hbar delta_epsilon), in k_B T_0 / hbar */
  limit: number;
}

/** A series that its truncation, or rounding, lets break the second law is no answer: an efficiency beyond its bound, or entropy destroyed. */
interface SecondLawBroken extends Kind<"second-law-broken"> {
  efficiency: number | null;
  /** of the efficiency */
  bound: number | null;
  /** that the leads gain per cycle, in k_B */
  entropy: number;
}

/** Something doubtful about a result, its device or its host. */
export type Warning =
  | StrongCoupling
  | CoherenceLeftOut
  | CoherenceUnknown
  | SamplesTruncated
  | NoWebAssembly
  | FixedNodes
  | BeyondExpansion
  | BeyondMasterEquation
  | SecondLawBroken;
