// Many rotors in motion, each with random numbers of its own: what the host writes before and reads after a call.

import { reals } from "../memory/arena";

/** Numbers a rotor, and where each lies. */
const ROTOR: i32 = 8;
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

export function layOutEnsemble(count: i32, perRotor_: i32): void {
  perRotor = perRotor_;
  rotors = reals(ROTOR * count);
  random = reals(perRotor * count);
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
