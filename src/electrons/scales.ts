import { type Description, lowestTemperature } from "../device/description.js";

/** How the electrons' surroundings change along the path: what a theory says of it, and what everything else follows from. */
export interface Path {
  /**
   * how far energies move per radian at most, in k_B T_0: delta_epsilon for a circle (Eq. 58), an upper bound for any
   * other path; 0 for a point
   */
  readonly energySlope: number;
  /** how fast rates change per radian at most, relative to their means: an upper bound; default 0, where none move */
  readonly barrierSlope?: number;
  /** angles in a revolution below which a grid could take one harmonic of the path for another; default 4 */
  readonly fewestAngles?: number;
  /**
   * the narrowest feature of torque and currents, in k_B T_0: poles and branch points, over `energySlope`, are at least
   * about so far from the real angles. Default the lowest temperature
   */
  readonly narrowestFeature?: number;
  /**
   * about how far from an angle the nearest pole or branch point of the rates is, in radians. Default the same everywhere,
   * pi narrowestFeature over energySlope
   */
  readonly nearestSingularity?: (theta: number) => number;
  /** Gamma of Eq. 68, in k_B T_0 / hbar */
  readonly totalRate: number;
}

/** A panel no longer than this part of a period of the path, in radians, follows it. */
const WAVE = 2;

/** The same in the inverse of how fast barriers change. */
const BARRIER = 3;

/** The scales of a device, from which grids, steps and the range of validity follow. */
export class Scales implements Required<Path> {
  readonly energySlope: number;
  readonly barrierSlope: number;
  readonly fewestAngles: number;
  readonly totalRate: number;
  /** of the leads, in T_0 */
  readonly lowestTemperature: number;
  /**
   * Omega_max = Gamma k_B T / delta_epsilon (Eq. 68): beyond it the expansion in the velocity could diverge. T is the
   * lowest temperature; moving barriers count as levels that move by T while a rate changes by its mean. Infinite for a
   * point; in k_B T_0 / hbar
   */
  readonly maximalVelocity: number;
  /**
   * k_B^2 T^2 / (hbar delta_epsilon): beyond it the levels move by more than k_B T within the memory hbar / k_B T of the
   * leads, and rates at frozen levels, expanded in the velocity or not, are no longer those of the moving ones
   */
  readonly markovianVelocity: number;

  constructor(
    private readonly path: Path,
    leads: Description["leads"],
  ) {
    const { energySlope, barrierSlope = 0, fewestAngles = 4, totalRate } = path;
    this.energySlope = energySlope;
    this.barrierSlope = barrierSlope;
    this.fewestAngles = fewestAngles;
    this.totalRate = totalRate;
    this.lowestTemperature = lowestTemperature({ leads });
    // delta_epsilon: what changes the rates, levels against the temperature or the barriers themselves
    const steepness = energySlope + this.lowestTemperature * barrierSlope;
    this.maximalVelocity = (totalRate * this.lowestTemperature) / steepness;
    this.markovianVelocity = this.lowestTemperature ** 2 / steepness;
  }

  /** Found when first asked for: of a device of many states it takes its time. */
  get narrowestFeature(): number {
    return this.path.narrowestFeature ?? this.lowestTemperature;
  }

  /** Waves and barriers have no singularity, but a grid must follow them as if they had. */
  nearestSingularity(theta: number): number {
    const known = this.path.nearestSingularity?.(theta) ?? (Math.PI * this.narrowestFeature) / this.energySlope;
    return Math.min(known, (4 * WAVE) / this.fewestAngles, BARRIER / this.barrierSlope);
  }
}
