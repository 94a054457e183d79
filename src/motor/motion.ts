// What every question about the coupled motion begins with: options checked, a rotor made.

import { type Device, lowestTemperature, maximalVelocity } from "../device/doubleDot.js";
import { refuse } from "../device/errors.js";
import type { CoupledRotor, Engine, RevolutionLimits } from "../engine/engine.js";
import { type BrakeOptions, brakeOf, finite } from "./brake.js";

export interface MotionOptions extends BrakeOptions {
  /** C_ext = 2 pi F_ext */
  load: number;
  /** error a step, relative to Omega_max, in radians and in probability; default 1e-9 */
  tolerance?: number;
  /** speed that counts as running away; default 20 Omega_max, and beyond the initial velocity */
  velocityLimit?: number;
}

/** Reversals after which a rotor that does not get around is looked at. */
const TURNS = 60;

const MAXIMAL_STEPS = 4_000_000;

/** @param fastest the largest velocity at which the motion may begin */
export function limitsOf(
  device: Device,
  { tolerance = 1e-9, velocityLimit }: Pick<MotionOptions, "tolerance" | "velocityLimit">,
  fastest: number,
): RevolutionLimits {
  if (!(tolerance > 0 && tolerance < 0.1)) refuse("tolerance", tolerance, "a number between 0 and 0.1");
  const limit = maximalVelocity(device);
  const velocityScale = Number.isFinite(limit) ? limit : 1;
  const beyond = velocityLimit ?? 20 * Math.max(velocityScale, Math.abs(fastest));
  if (!(beyond > 0)) refuse("velocityLimit", beyond, "a number > 0");
  return { tolerance, velocityScale, velocityLimit: beyond, turns: TURNS, maximalSteps: MAXIMAL_STEPS };
}

/** A coupled rotor and how to follow it; the torque is that of the load. */
export function motionOf(
  device: Device,
  engine: Engine,
  options: MotionOptions & { inertia: number; near: number },
): { rotor: CoupledRotor; limits: RevolutionLimits; torque: number } {
  const { load, inertia, near } = options;
  finite("load", load);
  finite("near", near);
  if (near === 0) refuse("near", near, "a number other than 0");
  checkInertia(inertia);
  const limits = { ...limitsOf(device, options, near), turns: 1 };
  const points = tablePoints(device);
  return { rotor: engine.coupledRotor(points, brakeOf(options, points)), limits, torque: load / (2 * Math.PI) };
}

export function checkInertia(inertia: unknown): asserts inertia is number {
  finite("inertia", inertia, "a finite number > 0");
  if (!(inertia > 0)) refuse("inertia", inertia, "a finite number > 0");
}

/** Angles of the tables of a motion: a power of two that six-point interpolation brings to rounding. */
export function tablePoints(device: Device): number {
  const narrowest = Math.min(lowestTemperature(device), device.tc / Math.PI);
  const wanted = (128 * Math.abs(device.orbitRadius)) / narrowest;
  return 2 ** Math.min(18, Math.max(10, Math.ceil(Math.log2(wanted))));
}
