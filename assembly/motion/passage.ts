// Passage between two looks: a velocity that white noise moves may cross a bound and be back at the end of the step.
// Between given ends it is a Brownian bridge, whatever constant torque acts: with the variance V = 2 D h / I^2 of the noise
// put in within the step it touches a bound b on its way from w0 to w1 with the probability exp(-2 (b - w0) (b - w1) / V).
// Friction takes some of V away until the end of the step, but hardly on the way: with what is left of it passages at a
// fifth of the relaxation time come out 8% late, with V less than 1%.

/** The bound that a step from one velocity to another is nearer to; steps are short beside what lies between the two. */
export function nearer(from: f64, to: f64, lower: f64, upper: f64): f64 {
  return from + to > lower + upper ? upper : lower;
}

/** Whether a velocity with both ends inside crossed a bound on the way, by the uniform deviate `u`. */
export function crosses(bound: f64, from: f64, to: f64, variance: f64, u: f64): bool {
  return u < Math.exp((-2.0 * (bound - from) * (bound - to)) / variance);
}

/**
 * When a velocity that crosses a bound within a step does so for the first time, as a share of the step: where the
 * straight line to its end, reflected at the bound where that is inside, meets the bound.
 */
export function arrival(bound: f64, from: f64, to: f64): f64 {
  const before = Math.abs(bound - from);
  const after = Math.abs(bound - to);
  return before / (before + after);
}

/**
 * When a velocity under an acceleration that goes from a0 to a1 linearly in the time h first meets a bound, extremum
 * within the step included: the smaller positive root of from + a0 t + (a1 - a0) t^2 / 2h = bound. Infinity or beyond
 * h where it does not.
 */
export function meeting(bound: f64, from: f64, a0: f64, a1: f64, h: f64): f64 {
  const way = bound - from;
  const square = a0 * a0 + (2.0 * way * (a1 - a0)) / h;
  if (!(square >= 0 && isFinite(square))) return Infinity; // never there, or no bound at all
  const root = Math.sqrt(square);
  const speed = 0.5 * (way > 0 ? a0 + root : a0 - root); // the mean one towards the bound
  return speed * way > 0 ? way / speed : Infinity;
}
