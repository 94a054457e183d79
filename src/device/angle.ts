import { refuse } from "./errors.js";
import { LARGEST_ANGLE } from "../numerics/elementary.js";

export { LARGEST_ANGLE };

export const ANGLE = `an angle in radians, at most ${LARGEST_ANGLE} in size`;

/** Refuses what is no angle: one rule for all of them. */
export function checkAngle(field: string, value: unknown): asserts value is number {
  if (typeof value !== "number" || !(Math.abs(value) <= LARGEST_ANGLE)) refuse(field, value, ANGLE);
}
