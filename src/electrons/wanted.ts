// What may be wanted of cycle integrals: one rule for questions about a device and for lists of devices.

import { integersFrom, numbersBetween, type Range } from "../numerics/ranges.js";

/** Highest order a user may ask for. */
export const HIGHEST_ORDER = 6;

/** Highest order that is computed: balance asks for the currents one order above the torque. */
export const MAXIMAL_ORDER = HIGHEST_ORDER + 1;

/** Highest powers of the velocity that may be kept. */
export const ordersFrom = (lowest: number): Range => integersFrom(lowest, HIGHEST_ORDER);

/** Errors relative to the scale of each order. */
export const TOLERANCES = numbersBetween(0, 1);

export const USUAL_TOLERANCE = 1e-10;
