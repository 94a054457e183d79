// The external torque beside the constant load, as a user gives it.

import { refuse } from "../device/errors.js";
import { interpolate, valueAt } from "../device/harmonics.js";
import type { Brake } from "./mechanics.js";

/**
 * An external torque F_ext over the angle: the function itself, or its values at theta_i = 2 pi i / n, n from 6 to 4096.
 * Between values stands their trigonometric interpolation, as between the samples of a device: exact where the torque
 * has no harmonic from n / 2 on.
 */
export type LoadProfile = readonly number[] | ((theta: number) => number);

export interface BrakeOptions {
  /** gamma_ext of an external torque gamma_ext theta-dot (Eq. 14), beside the load; default 0 */
  friction?: number;
  /** an external torque over the angle, beside the load; default none */
  loadProfile?: LoadProfile;
}

const SHORTEST = 6;
const LONGEST = 4096;

/**
 * What an engine takes.
 *
 * @param points angles at which a function is taken
 * @throws InvalidInput for a friction or a profile that is none
 */
export function brakeOf({ friction = 0, loadProfile }: BrakeOptions, points: number): Brake {
  if (!(friction >= 0) || !Number.isFinite(friction)) refuse("friction", friction, "a finite number >= 0");
  if (loadProfile === undefined) return { friction };
  const series = typeof loadProfile === "function" ? undefined : interpolate(values(loadProfile));
  const at = typeof loadProfile === "function" ? loadProfile : (theta: number) => valueAt(series!, theta);
  const profile = Array.from({ length: points }, (_, i) => at((2 * Math.PI * i) / points));
  profile.forEach((torque: unknown, i) => finite(`loadProfile[${i}]`, torque));
  return { friction, profile };
}

/** The highest harmonic of a profile given by values, which a table has to resolve; 0 for any other. */
export function highestHarmonic({ loadProfile }: BrakeOptions): number {
  if (loadProfile === undefined || typeof loadProfile === "function") return 0;
  const { cos, sin } = interpolate(values(loadProfile));
  return cos.reduce((highest, amplitude, i) => (amplitude !== 0 || sin[i] !== 0 ? i + 1 : highest), 0);
}

/** A profile that is one. */
function values(profile: readonly number[]): readonly number[] {
  if (!Array.isArray(profile) || profile.length < SHORTEST || profile.length > LONGEST) {
    const given: unknown = Array.isArray(profile) ? `${profile.length} numbers` : profile;
    const allowed = `an array of ${SHORTEST} torques at least, ${LONGEST} at most, at uniformly spaced angles from 0 on`;
    refuse("loadProfile", given, allowed);
  }
  return profile.map((torque: unknown, i) => {
    finite(`loadProfile[${i}]`, torque);
    return torque;
  });
}

/** Refuses what is not a finite number. */
export function finite(field: string, value: unknown, allowed = "a finite number"): asserts value is number {
  if (typeof value !== "number" || !Number.isFinite(value)) refuse(field, value, allowed);
}
