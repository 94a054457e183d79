import type { Electrons } from "../../electrons/electrons.js";
import type { CoupledRotor } from "../../electrons/engine.js";
import { Untrustworthy } from "../../errors.js";
import type { Rotor, SeriesRotor } from "../../mechanics/mechanics.js";
import { brakeOf } from "../../mechanics/brake.js";
import { torqueAtRest } from "../steady/standingAngles.js";
import { follow, type Trajectory } from "./follow.js";
import { coupledRotor, limitsOf, type MotionOptions, tablePoints } from "./motion.js";
import { evaluate } from "../../numerics/polynomial.js";
import { type Followed, followed } from "../../progress.js";

export interface TrajectoryOptions extends MotionOptions {
  /** moment of inertia, in hbar^2 / k_B T_0 */
  inertia: number;
  /** initial velocity, in k_B T_0 / hbar */
  omega0: number;
  /** initial angle, in radians */
  theta0: number;
  /** revolutions to follow at most */
  cycles: number;
  /**
   * highest power of the velocity in the torque, 0 to 6; null integrates the occupations with the rotor (Eq. 9 with
   * Eq. 48) instead of expanding them
   */
  order: number | null;
}

/** A trajectory of the coupled motion: what the leads received in each revolution besides. */
export interface FullTrajectory extends Trajectory {
  order: null;
  /** integral of I_r over each revolution, by lead */
  chargePerCycle: Record<string, number[]>;
  /** integral of J_r over each revolution, by lead */
  heatPerCycle: Record<string, number[]>;
}

/**
 * Follows the rotor through Eq. 9 (Fig. 2), the torque a series in the velocity at every angle or that of electrons
 * which are integrated with it.
 *
 * Reports the mean velocity of every revolution and what became of the rotor.
 *
 * @param rotor of these electrons against this brake, where one has been made
 * @throws Untrustworthy where the motion cannot be followed
 */
export function trajectory(
  electrons: Electrons,
  options: TrajectoryOptions & { order: null } & Followed,
  rotor?: CoupledRotor,
): FullTrajectory;
export function trajectory(electrons: Electrons, options: TrajectoryOptions & Followed): Trajectory | FullTrajectory;
export function trajectory(
  electrons: Electrons,
  options: TrajectoryOptions & Followed,
  rotor?: CoupledRotor,
): Trajectory | FullTrajectory {
  return followed(options, (done) => move(electrons, options, done, rotor));
}

function move(
  electrons: Electrons,
  options: TrajectoryOptions,
  done: (fraction: number) => void,
  known?: CoupledRotor,
): Trajectory | FullTrajectory {
  const { inertia, load, omega0, theta0, cycles, order } = options;
  const limits = limitsOf(electrons, options, omega0);
  const points = tablePoints(electrons, options);
  const brake = brakeOf(options, points);

  const atRest = torqueAtRest(electrons, load, brake);
  const largest = (brake.profile ?? []).reduce((most, torque) => Math.max(most, Math.abs(torque)), 0);
  const torqueScale = electrons.scales.energySlope + Math.abs(load) / (2 * Math.PI) + largest;
  // where the path is a point there is no torque, whatever the electrons do
  const free = electrons.scales.energySlope === 0 && load === 0 && brake.friction === 0 && brake.profile === undefined;
  const start = (rotor: Rotor): void => rotor.place(theta0, omega0, inertia, load / (2 * Math.PI));
  if (order !== null) {
    const field = electrons.field(order, points, { noise: false });
    const rotor = electrons.mechanics.rotor(field, brake);
    checkTable(electrons, rotor, order, limits.velocityScale);
    start(rotor);
    return follow(electrons, rotor, { limits, cycles, order, torqueScale, free, atRest, done });
  }
  const rotor = known ?? coupledRotor(electrons, points, brake);
  start(rotor);
  const names = electrons.leads.map(({ name }) => name);
  const perLead = (): Record<string, number[]> => Object.fromEntries(names.map((name) => [name, []]));
  const chargePerCycle = perLead();
  const heatPerCycle = perLead();
  let before = rotor.transferred;
  const motion = follow(electrons, rotor, { limits, cycles, order, torqueScale, free, atRest, done }, () => {
    const now = rotor.transferred;
    for (const name of names) {
      chargePerCycle[name]!.push(now[name]!.charge - before[name]!.charge);
      heatPerCycle[name]!.push(now[name]!.heat - before[name]!.heat);
    }
    before = now;
  });
  return { ...motion, order, chargePerCycle, heatPerCycle };
}

/** Error of the torque, relative to its largest value at speeds up to Omega_max, beyond which no motion is computed. */
const TABLE_ERROR = 1e-6;

const CHECKS = 61;

/**
 * Compares the table that moves the rotor with the torque itself between its points: a table too coarse for the device
 * and rounding that has taken the digits of an order both show there.
 */
function checkTable(electrons: Electrons, rotor: SeriesRotor, order: number, velocity: number): void {
  let largest = 0;
  let worst = 0;
  for (let i = 0; i < CHECKS; i++) {
    const theta = (2 * Math.PI * (i + 0.37)) / CHECKS;
    const { F } = electrons.frozen(theta, order);
    for (const omega of [-velocity, 0, velocity]) {
      const torque = evaluate(F, omega);
      largest = Math.max(largest, Math.abs(torque));
      worst = Math.max(worst, Math.abs(rotor.torque(theta, omega) - torque));
    }
  }
  if (worst <= TABLE_ERROR * largest) return;
  throw new Untrustworthy(
    `the torque is known to ${(worst / largest).toExponential(1)} of its size only: the device's features are too narrow ` +
      "for its path, or its electrons relax too slowly for this order",
  );
}
