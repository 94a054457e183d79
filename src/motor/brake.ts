// The external torque beside the constant load, as a user gives it.

import { refuse } from "../device/errors.js";
import type { Brake } from "../engine/engine.js";

/** An external torque F_ext over the angle: values at theta_i = 2 pi i / n, n at least 6, or the function itself. */
export type LoadProfile = readonly number[] | ((theta: number) => number);

export interface BrakeOptions {
  /** gamma_ext of an external torque gamma_ext theta-dot (Eq. 14), beside the load; default 0 */
  friction?: number;
  /** an external torque over the angle, beside the load; default none */
  loadProfile?: LoadProfile;
}

/** Values that the six-point interpolation needs at least. */
const SHORTEST = 6;

/**
 * What an engine takes.
 *
 * @param points angles at which a function is taken
 * @throws InvalidInput for a friction or a profile that is none
 */
export function brakeOf({ friction = 0, loadProfile }: BrakeOptions, points: number): Brake {
  if (!(friction >= 0) || !Number.isFinite(friction)) refuse("friction", friction, "a finite number >= 0");
  if (loadProfile === undefined) return { friction };
  const profile =
    typeof loadProfile === "function"
      ? Array.from({ length: points }, (_, i) => loadProfile((2 * Math.PI * i) / points))
      : loadProfile;
  if (!Array.isArray(profile) || profile.length < SHORTEST) {
    const given: unknown = Array.isArray(profile) ? `${profile.length} numbers` : profile;
    refuse("loadProfile", given, `an array of ${SHORTEST} torques at least, at uniformly spaced angles from 0 on`);
  }
  profile.forEach((torque: unknown, i) => finite(`loadProfile[${i}]`, torque));
  return { friction, profile };
}

/** Refuses what is not a finite number. */
export function finite(field: string, value: unknown, allowed = "a finite number"): asserts value is number {
  if (typeof value !== "number" || !Number.isFinite(value)) refuse(field, value, allowed);
}
