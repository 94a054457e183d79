import { refuse } from "../device/errors.js";

/** Beyond this size an angle has lost the digits that matter. */
export const LARGEST_ANGLE = 1e6;

export const ANGLE = `an angle in radians, at most ${LARGEST_ANGLE} in size`;

/** Refuses what is no angle: one rule for all of them. */
export function checkAngle(field: string, value: unknown): asserts value is number {
  if (typeof value !== "number" || !(Math.abs(value) <= LARGEST_ANGLE)) refuse(field, value, ANGLE);
}
