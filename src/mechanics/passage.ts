// Passage between two looks. Between given ends a velocity that white noise moves is a Brownian bridge: with the variance
// V = 2 D h / I^2 of the noise put in within the step it touches a bound b on its way from w0 to w1 with the probability
//   exp(-2 (b - w0) (b - w1) / V).

/** A step of a velocity with noise. */
interface NoisyStep {
  from: number;
  to: number;
  /** of the noise put in, whatever friction leaves of it at the end */
  variance: number;
}

/**
 * The bound that a velocity crossed within a step, and after which share of the step for the first time; undefined where
 * it crossed none. Of two bounds the nearer one counts: steps are short beside what lies between them.
 *
 * @param u a uniform deviate in 0 <= u < 1
 */
export function passage(
  step: NoisyStep,
  lower: number,
  upper: number,
  u: number,
): { bound: number; share: number } | undefined {
  const bound = step.from + step.to > lower + upper ? upper : lower;
  const [before, after] = [Math.abs(bound - step.from), Math.abs(bound - step.to)];
  const inside = step.to >= lower && step.to <= upper;
  if (inside && !(u < Math.exp((-2 * before * after) / step.variance))) return undefined;
  // where the straight line to the end, reflected at the bound where that is inside, meets the bound
  return { bound, share: before / (before + after) };
}
