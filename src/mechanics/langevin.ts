// The Langevin equation of the rotor (Eq. 7 to 9):
//   I d(omega)/dt = sum_k f^(k)(theta) omega^k - F_ext + xi,   <xi(t) xi(t')> = 2 D(theta) delta(t - t').

/** Torque and noise at an angle. */
export interface Surroundings {
  /** f^(k), order by order */
  f: readonly number[];
  D: number;
}

/**
 * One step of length h: half a turn, half of what the orders beyond friction do, all of friction and noise as the exact
 * solution at a standing angle, and the halves again in reverse order. Of second order in h.
 *
 * @param normal a standard normal deviate
 * @returns besides the state, the variance of the velocity that the noise alone puts in
 */
export function langevinStep(
  at: (theta: number) => Surroundings,
  inertia: number,
  externalTorque: number,
  { theta, omega }: { theta: number; omega: number },
  h: number,
  normal: number,
): { theta: number; omega: number; variance: number } {
  const middle = theta + (omega * h) / 2;
  const { f, D } = at(middle);

  const acceleration = (w: number): number => f.reduce((sum, fk, k) => (k < 2 ? sum : sum + fk * w ** k), 0) / inertia;
  const kicked = (w: number): number => w + (h / 2) * acceleration(w + (h / 4) * acceleration(w));

  // d(omega) = (a - g omega) dt + sqrt(2 D) / I dB
  const a = (f[0]! - externalTorque) / inertia;
  const g = -(f[1] ?? 0) / inertia;
  const mean = g === 0 ? h : -Math.expm1(-g * h) / g;
  const spread = ((2 * Math.max(0, D)) / inertia ** 2) * (g === 0 ? h : -Math.expm1(-2 * g * h) / (2 * g));
  const rubbed = kicked(omega) * Math.exp(-g * h) + a * mean + Math.sqrt(spread) * normal;

  const next = kicked(rubbed);
  return { theta: middle + (next * h) / 2, omega: next, variance: (2 * Math.max(0, D) * h) / inertia ** 2 };
}
