// What questions about the motion of a rotor have in common.

import { angle, finite, fraction, integer, notNegative, notZero, positive, torqueOverAngle } from "./kinds.js";
import { type LoadOptions, workAgainst } from "./load.js";
import type { Given, Options } from "./question.js";
import type { Subject } from "./subject.js";

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

/** Of a motion that is followed. */
export const motion = { ...brake, stepError: stepError(1e-9), velocityLimit } satisfies Options;

/** @param which rotor turns near the velocity */
export const near = (which: string) =>
  ({
    kind: notZero,
    value: "w",
    says: `velocity near which ${which} turns, within a factor of two`,
    unit: "k_B T_0 / hbar",
    mandatory: true,
  }) as const;

/** A motion as the physics takes it, but for the load, and with a name of its own for the error of a step. */
export type MotionOptions<Physics extends { load: number; tolerance: number }, Entries> = Given<
  Omit<Physics, "load" | "tolerance">,
  Entries
> &
  LoadOptions &
  StepErrorOption;

/** The same from the options of a question. */
export function motionOf<Asked extends LoadOptions & { stepError: number }>(
  subject: Subject,
  { load, loadRatio, stepError, ...given }: Asked,
): Omit<Asked, "load" | "loadRatio" | "stepError"> & { load: number; tolerance: number } {
  return { ...given, load: workAgainst(subject, { load, loadRatio }), tolerance: stepError };
}
