// Passage between two looks. Between given ends a velocity that white noise moves is a Brownian bridge: with the variance
// V = 2 D h / I^2 of the noise put in within the step it touches a bound b on its way from w0 to w1 with the probability
//   exp(-2 (b - w0) (b - w1) / V).

/** A step of a velocity with noise. */
export interface NoisyStep {
  from: number;
  to: number;
  /** of the noise put in, whatever friction leaves of it at the end */
  variance: number;
}

/**
 * The bound that a velocity crossed within a step, and after which share of the step for the first time; undefined where
 * it crossed none. That it crossed both counts as nothing.
 *
 * @param u a uniform deviate in 0 <= u < 1
 */
export function passage(
  step: NoisyStep,
  lower: number,
  upper: number,
  u: number,
): { bound: number; share: number } | undefined {
  const touching = (bound: number): number => Math.exp((-2 * (bound - step.from) * (bound - step.to)) / step.variance);
  // where the straight line to the end, reflected at the bound where that is inside, meets the bound
  const through = (bound: number): { bound: number; share: number } => {
    const [before, after] = [Math.abs(bound - step.from), Math.abs(bound - step.to)];
    return { bound, share: before > 0 ? before / (before + after) : 0 };
  };
  if (step.to > upper) return through(upper);
  if (step.to < lower) return through(lower);
  const below = touching(lower);
  if (u < below) return through(lower);
  return u < below + touching(upper) ? through(upper) : undefined;
}
