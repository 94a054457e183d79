import type { Device } from "../device/device.js";
import { refuse } from "../device/errors.js";
import type { Engine } from "../engine/engine.js";
import { meanAndSpread } from "./ensemble.js";
import { type FluctuationOptions, type FluctuationSetting, refuseRunaways, startEnsemble } from "./fluctuations.js";
import type { Followed } from "./progress.js";

/** How long rotors take to reach a velocity for the first time. */
export interface FirstPassage extends FluctuationSetting {
  target: number;
  passed: number;
  /** rotors that had not reached the target in the given time */
  censored: number;
  /** mean time of those that did and its standard error: too short by what is censored; null where too few passed */
  mean: number | null;
  standardError: number | null;
  /** the time by which half of all rotors had passed; null where fewer did */
  median: number | null;
  /** passages over the time spent waiting by all rotors, and its standard error: the rate of rare, memoryless passages */
  rate: number;
  rateError: number;
  /** every passage, ascending */
  times: number[];
}

/** Looks at the rotors on the way, to stop once all have passed. */
const LOOKS = 200;

/**
 * First passage of the momentary velocity from omega0 through `target`, for instance from one stable velocity to the
 * other. The velocity is looked at after every step, so a passage is noticed up to a step late.
 *
 * @param options.target velocity to reach, in k_B T_0 / hbar
 * @throws Untrustworthy where rotors run away or outrun the steps
 */
export function firstPassage(
  device: Device,
  engine: Engine,
  options: FluctuationOptions & { target: number } & Followed,
): FirstPassage {
  const { target, omega0, time } = options;
  if (!Number.isFinite(target) || target === omega0) {
    refuse("target", target, "a finite velocity other than the initial one");
  }
  const { ensemble, setting, limit } = startEnsemble(device, engine, options, target);
  for (let look = 1; look <= LOOKS && ensemble.exit.some(Number.isNaN); look++) {
    ensemble.advance((time * look) / LOOKS);
    refuseRunaways(ensemble, limit, setting);
    options.progress?.(look / LOOKS);
  }
  const times = ensemble.exit.filter((t) => !Number.isNaN(t)).sort();
  const passed = times.length;
  const censored = setting.trajectories - passed;
  const { mean, spread } = meanAndSpread(times);
  const waited = times.reduce((sum, t) => sum + t, censored * time);
  return {
    ...setting,
    target,
    passed,
    censored,
    mean: passed > 1 ? mean : null,
    standardError: passed > 1 ? spread / Math.sqrt(passed) : null,
    median: times[Math.ceil(setting.trajectories / 2) - 1] ?? null,
    rate: passed / waited,
    rateError: Math.sqrt(passed) / waited,
    times: [...times],
  };
}
