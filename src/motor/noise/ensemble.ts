import type { Electrons } from "../../electrons/electrons.js";
import { type FluctuationOptions, type FluctuationSetting, refuseRunaways, startEnsemble } from "./fluctuations.js";
import { type Followed, followed } from "../../progress.js";

export interface EnsembleMotion extends FluctuationSetting {
  time: number[];
  /** mean over the rotors, its standard error, and the standard deviation of a single rotor */
  omegaMean: number[];
  omegaError: number[];
  omegaSpread: number[];
  /** revolutions since the start: mean and standard deviation */
  turnsMean: number[];
  turnsSpread: number[];
  /** root mean square of the velocity at the end over Omega_max */
  velocityRatio: number;
  /**
   * whether the velocities stay below Omega_max and the slowest rate that is felt; for electrons that hop, below the velocity at which
   * the master equation itself ends, (k_B T)^2 / (hbar delta_epsilon)
   */
  valid: boolean;
}

/**
 * Means and spreads over many rotors that start alike, under the torque series and its noise (Eq. 7 to 9), or under
 * electrons that hop.
 *
 * @param samples times at which to look, evenly up to the end
 * @throws Untrustworthy where rotors run away or outrun the steps
 */
export function ensembleMotion(
  electrons: Electrons,
  options: FluctuationOptions & { samples: number } & Followed,
): EnsembleMotion {
  return followed(options, (done) => follow(electrons, options, done));
}

function follow(
  electrons: Electrons,
  options: FluctuationOptions & { samples: number },
  done: (fraction: number) => void,
): EnsembleMotion {
  const { theta0, time, samples } = options;
  const { ensemble, setting, limit } = startEnsemble(electrons, options);
  const result: Omit<EnsembleMotion, "velocityRatio" | "valid"> = {
    ...setting,
    time: [],
    omegaMean: [],
    omegaError: [],
    omegaSpread: [],
    turnsMean: [],
    turnsSpread: [],
  };
  for (let i = 1; i <= samples; i++) {
    ensemble.advance((time * i) / samples);
    refuseRunaways(ensemble, limit, setting);
    const omega = meanAndSpread(ensemble.omega);
    const turns = meanAndSpread(ensemble.theta.map((theta) => (theta - theta0) / (2 * Math.PI)));
    result.time.push(ensemble.time);
    result.omegaMean.push(omega.mean);
    result.omegaError.push(omega.spread / Math.sqrt(setting.trajectories));
    result.omegaSpread.push(omega.spread);
    result.turnsMean.push(turns.mean);
    result.turnsSpread.push(turns.spread);
    done(i / samples);
  }
  const typical = Math.hypot(result.omegaMean.at(-1)!, result.omegaSpread.at(-1)!);
  const fastest = setting.maximalVelocity ?? Infinity;
  return {
    ...result,
    velocityRatio: typical / fastest,
    valid:
      typical <=
      (setting.process === "hopping" ? electrons.scales.markovianVelocity : Math.min(fastest, setting.slowestFeltRate)),
  };
}

/** Mean and standard deviation of a sample. */
export function meanAndSpread(values: Float64Array): { mean: number; spread: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
  return { mean, spread: Math.sqrt(squares / (values.length - 1)) };
}
