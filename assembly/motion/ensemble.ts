// Many rotors in motion, each with random numbers of its own: what the host writes before and reads after a call.

import { reals } from "../memory/arena";

/** Numbers a rotor, and where each lies. */
export const ROTOR: i32 = 8;
export const THETA: i32 = 0;
export const OMEGA: i32 = 1;
/** Time at which the velocity left its bounds, negative before. A rotor that has left stands still. */
export const EXIT: i32 = 2;
export const TIME: i32 = 3;
/** Random numbers of its row that are used up. */
export const USED: i32 = 4;
/** For electrons that hop: the state they are in, and the time to the next candidate, negative where it is unknown. */
export const STATE: i32 = 5;
export const WAIT: i32 = 6;

export let rotors: usize = 0;
/** One row of `perRotor` random numbers a rotor. */
export let random: usize = 0;
export let perRotor: i32 = 0;
export let count: i32 = 0;

/** What all rotors have in common: the constant torque against which they turn, and the bounds of their velocities. */
export let inertia: f64 = 1;
export let constantTorque: f64 = 0;
export let lower: f64 = 0;
export let upper: f64 = 0;
/** Whether a velocity is watched within the steps too. */
export let watched: bool = false;

export function layOutEnsemble(count_: i32, perRotor_: i32): void {
  count = count_;
  perRotor = perRotor_;
  rotors = reals(ROTOR * count);
  random = reals(perRotor * count);
}

/** Sets what all rotors have in common. */
export function setCommon(inertia_: f64, constantTorque_: f64, lower_: f64, upper_: f64, watched_: bool): void {
  inertia = inertia_;
  constantTorque = constantTorque_;
  lower = lower_;
  upper = upper_;
  watched = watched_;
}

// @ts-ignore: decorator
@inline
export function rotorAt(i: i32): usize {
  return rotors + ((<usize>(ROTOR * i)) << 3);
}

// @ts-ignore: decorator
@inline
export function randomOf(i: i32): usize {
  return random + ((<usize>(perRotor * i)) << 3);
}
