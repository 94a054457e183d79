import { LARGEST_ANGLE } from "../numerics/elementary.js";

export { LARGEST_ANGLE };

export const ANGLE = `an angle in radians, at most ${LARGEST_ANGLE} in size`;
