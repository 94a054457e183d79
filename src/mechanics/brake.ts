// The external torque beside that of the load, as a user gives it.

import { refuse } from "../errors.js";
import { interpolate, valueAt } from "../device/harmonics.js";
import type { Brake } from "./mechanics.js";

/**
 * An external torque F_ext over the angle: the function itself, or its values at theta_i = 2 pi i / n, n from 6 to 4096.
 * Between values stands their trigonometric interpolation, as between the samples of a device: exact where the torque
 * has no harmonic from n / 2 on.
 */
export type LoadProfile = readonly number[] | ((theta: number) => number);

export interface BrakeOptions {
  /** gamma_ext of an external torque gamma_ext theta-dot (Eq. 14), beside the load; not negative */
  friction: number;
  /** an external torque over the angle, beside the load; default none */
  loadProfile?: LoadProfile;
}

const SHORTEST = 6;
const LONGEST = 4096;

/** What a profile given by values may be. */
export const LOAD_PROFILE = `an array of ${SHORTEST} torques at least, ${LONGEST} at most, at uniformly spaced angles from 0 on`;

/**
 * What a rotor takes.
 *
 * @param points angles at which a function is taken
 * @throws InvalidInput for a profile of too few or too many values, or of what are no finite numbers
 */
export function brakeOf({ friction, loadProfile }: BrakeOptions, points: number): Brake {
  if (loadProfile === undefined) return { friction };
  const series = typeof loadProfile === "function" ? undefined : interpolate(values(loadProfile));
  const at = typeof loadProfile === "function" ? loadProfile : (theta: number) => valueAt(series!, theta);
  const profile = finite(Array.from({ length: points }, (_, i) => at((2 * Math.PI * i) / points)));
  return { friction, profile };
}

/** The highest harmonic of a profile given by values, which a table has to resolve; 0 for any other. */
export function highestHarmonic({ loadProfile }: Pick<BrakeOptions, "loadProfile">): number {
  if (loadProfile === undefined || typeof loadProfile === "function") return 0;
  const { cos, sin } = interpolate(values(loadProfile));
  return cos.reduce((highest, amplitude, i) => (amplitude !== 0 || sin[i] !== 0 ? i + 1 : highest), 0);
}

/** A profile that is one. */
function values(profile: readonly number[]): readonly number[] {
  if (profile.length < SHORTEST || profile.length > LONGEST) {
    refuse("loadProfile", `${profile.length} numbers`, LOAD_PROFILE);
  }
  return finite(profile);
}

/** The torques of a profile, of which every one is a finite number. */
function finite(torques: readonly unknown[]): readonly number[] {
  return torques.map((torque, i) => {
    if (typeof torque !== "number" || !Number.isFinite(torque)) refuse(`loadProfile[${i}]`, torque, "a finite number");
    return torque;
  });
}
