// The rotor's motion (Eq. 9 without noise) by the textbook fourth-order Runge-Kutta rule with a fixed step.

export interface Motion {
  theta: number;
  omega: number;
  time: number;
}

/** One step of length h of I d(omega)/dt = torque(theta, omega) - load. */
export function rungeKuttaStep(
  torque: (theta: number, omega: number) => number,
  inertia: number,
  load: number,
  { theta, omega, time }: Motion,
  h: number,
): Motion {
  const acceleration = (x: number, v: number): number => (torque(x, v) - load) / inertia;
  const k1 = { x: omega, v: acceleration(theta, omega) };
  const k2 = { x: omega + (h / 2) * k1.v, v: acceleration(theta + (h / 2) * k1.x, omega + (h / 2) * k1.v) };
  const k3 = { x: omega + (h / 2) * k2.v, v: acceleration(theta + (h / 2) * k2.x, omega + (h / 2) * k2.v) };
  const k4 = { x: omega + h * k3.v, v: acceleration(theta + h * k3.x, omega + h * k3.v) };
  return {
    theta: theta + (h / 6) * (k1.x + 2 * k2.x + 2 * k3.x + k4.x),
    omega: omega + (h / 6) * (k1.v + 2 * k2.v + 2 * k3.v + k4.v),
    time: time + h,
  };
}
