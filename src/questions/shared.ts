// Options that several questions have in common.

import { USUAL_TOLERANCE } from "../electrons/wanted.js";
import {
  angle,
  finite,
  fraction,
  integer,
  notNegative,
  order,
  positive,
  toleranceOfIntegrals,
  torqueOverAngle,
} from "./kinds.js";
import type { Options } from "./question.js";

/** Wanted of integrals over the cycle. */
export interface ToleranceOption {
  /** wanted error of the cycle integrals, relative to the scale of each order; default that of the motor, 1e-10 */
  tolerance?: number;
}

export const tolerance = {
  kind: toleranceOfIntegrals,
  value: "x",
  says: "wanted error of the cycle integrals, relative to the scale of each order",
  otherwise: String(USUAL_TOLERANCE),
};

export const torqueOrder = (lowest: number) => ({
  kind: order(lowest),
  value: "k",
  says: "highest power of the velocity in the torque",
});

/** Velocities looked at where nothing is expanded. */
export const velocityRange = {
  from: {
    kind: finite,
    value: "omega",
    says: "the lowest velocity looked at",
    unit: "k_B T_0 / hbar",
    otherwise: "-10 Omega_max",
    only: ["order", "exact"],
  },
  to: {
    kind: finite,
    value: "omega",
    says: "the highest velocity looked at",
    unit: "k_B T_0 / hbar",
    otherwise: "10 Omega_max",
    only: ["order", "exact"],
  },
} satisfies Options;

export const INERTIA = "hbar^2 / k_B T_0";

export const inertia = { kind: positive, value: "I", says: "moment of inertia", unit: INERTIA };

/** Where a motion begins. */
export const start = {
  omega0: { kind: finite, value: "w", says: "initial velocity", unit: "k_B T_0 / hbar", mandatory: true },
  theta0: { kind: angle, value: "t", says: "initial angle", unit: "radians", default: 0 },
} satisfies Options;

/** A million of them print into 400 MB. */
export const revolutions = { kind: integer(1, 1_000_000), value: "n" };

/** External torques beside the load. */
export const brake = {
  friction: {
    kind: notNegative,
    value: "gamma",
    says: "an external torque gamma theta-dot beside the load (Eq. 14)",
    unit: "hbar",
    default: 0,
  },
  loadProfile: {
    kind: torqueOverAngle,
    value: "FILE",
    says:
      "6 to 4096 external torques beside the load, at uniformly spaced angles from 0 on; between them their " +
      "trigonometric interpolation",
    unit: "k_B T_0",
  },
} satisfies Options;

/** Of questions about the motion of a rotor. */
export interface StepErrorOption {
  /** error a step, in radians, in probability and relative to Omega_max; default 1e-9, of `hysteresis` 1e-8 */
  stepError?: number;
}

export const stepError = (usual: number) => ({
  kind: fraction(0.1),
  value: "x",
  says: "error a step, in radians, in probability and relative to Omega_max",
  default: usual,
});

export const velocityLimit = {
  kind: positive,
  value: "w",
  says: "speed that counts as running away",
  unit: "k_B T_0 / hbar",
  otherwise: "20 Omega_max, or 20 times the initial velocity where that is more",
};
