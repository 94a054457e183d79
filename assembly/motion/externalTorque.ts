// The external torque against which the rotor works: F_ext = constant + gamma_ext omega (Eq. 14) + a profile of the angle
// that the user supplies.

import { closeTable, interpolateNumber, layOutTable } from "../numerics/stencil";

let constant: f64 = 0;
let friction: f64 = 0;

/** A number an angle, on the grid of the motion's own table, written by the host; 0 where there is none. */
export let profile: usize = 0;
let angles: i32 = 0;

/** Room for a profile on a grid, or none where `points` is 0. */
export function layOutExternalTorque(points: i32): void {
  constant = 0;
  friction = 0;
  profile = points > 0 ? layOutTable(points, 1) : 0;
  angles = points;
}

/** Takes the profile as written. */
export function closeProfile(): void {
  closeTable(profile, angles, 1);
}

export function setConstant(torque: f64): void {
  constant = torque;
}

export function setFriction(gamma: f64): void {
  friction = gamma;
}

/** F_ext at a velocity and the angle last located (see numerics/stencil.ts). */
export function externalTorque(omega: f64): f64 {
  const smooth = constant + friction * omega;
  return profile == 0 ? smooth : smooth + interpolateNumber(profile);
}
