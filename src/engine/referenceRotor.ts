import { type Motion, rungeKuttaStep } from "../reference/rotor.js";
import type { Outcome, RevolutionLimits, Rotor } from "./engine.js";

const TURN = 2 * Math.PI;

/** Steps a revolution at steady speed; fixed, so that the motion is a check on the adaptive rule. */
const STEPS_PER_POINT = 1 / 8;

/**
 * @param table torque coefficients f^(k) at uniformly spaced angles: table[i][k]
 */
export function referenceRotor(table: readonly (readonly number[])[]): Rotor {
  const torque = (theta: number, omega: number): number => {
    // Neville's scheme through the six nearest angles
    const u = (theta * table.length) / TURN;
    const first = Math.floor(u) - 2;
    if (!Number.isFinite(u)) return NaN;
    const value = Array.from({ length: 6 }, (_, j) => {
      const row = table[(((first + j) % table.length) + table.length) % table.length]!;
      return row.reduceRight((sum, coefficient) => sum * omega + coefficient, 0);
    });
    for (let m = 1; m < 6; m++) {
      for (let j = 0; j < 6 - m; j++) {
        value[j] = ((first + j + m - u) * value[j]! + (u - first - j) * value[j + 1]!) / m;
      }
    }
    return value[0]!;
  };

  let motion: Motion = { theta: 0, omega: 0, time: 0 };
  let steps = 0;
  let inertia = 1;
  let load = 0;
  let turningPoints: [number, number] = [0, 0];

  const revolve = (limits: RevolutionLimits): Outcome => {
    const start = motion.theta;
    const angle = TURN / (table.length * STEPS_PER_POINT);
    let reversals = 0;
    for (let n = 0; n < limits.maximalSteps; n++) {
      const h = angle / (Math.abs(motion.omega) + 0.05 * limits.velocityScale);
      let next = rungeKuttaStep(torque, inertia, load, motion, h);
      if (!Number.isFinite(next.theta) || !Number.isFinite(next.omega)) return "out-of-steps";
      if (Math.abs(next.theta - start) >= TURN) {
        const target = start + Math.sign(next.theta - start) * TURN;
        let part = h;
        for (let i = 0; i < 6; i++) {
          part += (target - next.theta) / next.omega;
          next = rungeKuttaStep(torque, inertia, load, motion, part);
        }
        motion = { ...next, theta: start };
        steps++;
        return "revolved";
      }
      if (next.omega * motion.omega < 0) {
        turningPoints = [turningPoints[1], next.theta];
        if (++reversals >= limits.turns) {
          motion = next;
          return "turning-back";
        }
      }
      motion = next;
      steps++;
      if (!(Math.abs(motion.omega) <= limits.velocityLimit)) return "ran-away";
    }
    return "out-of-steps";
  };

  return {
    place(theta, omega, inertia_, load_) {
      motion = { theta: theta - TURN * Math.floor(theta / TURN), omega, time: 0 };
      steps = 0;
      inertia = inertia_;
      load = load_;
    },
    revolve,
    torque,
    get theta() {
      return motion.theta;
    },
    get omega() {
      return motion.omega;
    },
    get time() {
      return motion.time;
    },
    get steps() {
      return steps;
    },
    get turningPoints() {
      return turningPoints;
    },
  };
}
