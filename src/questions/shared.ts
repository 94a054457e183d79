// Options that several questions have in common.

import { USUAL_TOLERANCE } from "../electrons/wanted.js";
import { finite, order, toleranceOfIntegrals } from "./kinds.js";
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
