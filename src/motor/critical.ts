// The nonoperational regime (Sec. III): below a critical bias the current-induced torque does not keep the rotor turning.

import { type Device, withBias } from "../device/device.js";
import { refuse } from "../device/errors.js";
import { createEngine } from "../engine/create.js";
import type { EngineName } from "../engine/engine.js";
import { type BrakeOptions, brakeOf, finite } from "./brake.js";
import { coefficientsTo } from "./coefficients.js";
import { equilibria } from "./equilibria.js";
import { checkInertia, coupledRotor, limitsOf, tablePoints } from "./motion.js";
import { type Followed, followed } from "./progress.js";

export interface CriticalOptions extends BrakeOptions {
  /** C_ext = 2 pi F_ext */
  load: number;
  /** moment of inertia, in hbar^2 / k_B T_0; default none: a rotor too heavy for any barrier */
  inertia?: number;
  /** the largest bias to look at, in k_B T_0; default 20 */
  highest?: number;
}

export interface CriticalVoltage {
  load: number;
  inertia: number | null;
  /** the largest bias looked at */
  highest: number;
  /** the smallest bias at which C_F(0) meets the load: where an infinitely heavy rotor begins to turn; null if none */
  stall: number | null;
  /**
   * the smallest bias at which a rotor of this inertia, let go at rest on top of a barrier, comes around to it again: the
   * end of the nonoperational regime. Null if there is none, or no inertia was given.
   */
  turning: number | null;
}

/** Biases at which the device is looked at first, bisections of the interval in which it changes. */
const BIASES = 40;
const BISECTIONS = 20;

/** Kinetic energy of a rotor at rest, in k_B T_0: enough to leave the top of a barrier, no more. */
const REST = 1e-9;

/**
 * The smallest symmetric bias at which the device turns against a load, in the direction in which its own torque drives
 * it at the largest bias.
 */
export function criticalVoltage(
  device: Device,
  engine: EngineName,
  options: CriticalOptions & Followed,
): CriticalVoltage {
  return followed(options, (done) => search(device, engine, options, done));
}

function search(
  device: Device,
  engine: EngineName,
  options: CriticalOptions,
  done: (fraction: number) => void,
): CriticalVoltage {
  const { load, inertia, highest = 20 } = options;
  finite("load", load);
  if (!(highest > 0) || !Number.isFinite(highest)) refuse("highest", highest, "a finite number > 0");
  if (inertia !== undefined) checkInertia(inertia);
  const points = tablePoints(device);
  const brake = brakeOf(options, points);
  const engineAt = (V: number): ReturnType<typeof createEngine> => createEngine(withBias(device, V), engine);
  /** C_F(0) at a bias, zero where it is no larger than its error */
  const work = (V: number): number => {
    const { F, error, scale } = coefficientsTo(withBias(device, V), engineAt(V), 0);
    return Math.abs(F[0]!) > error * scale[0]! ? F[0]! : 0;
  };
  const direction = Math.sign(work(highest));
  if (direction === 0) return { load, inertia: inertia ?? null, highest, stall: null, turning: null };

  const limits = { ...limitsOf(device, { load, inertia: inertia ?? 1 }, 0), turns: 1 };
  const turns = (V: number): boolean => {
    const running = engineAt(V);
    const standing = equilibria(running, load, brake, points / 4);
    if (standing.length === 0) return (work(V) - load) * direction > 0;
    const rotor = coupledRotor(running, points, brake);
    return standing
      .filter(({ stable }) => !stable)
      .some(({ theta }) => {
        rotor.place(theta, direction * Math.sqrt((2 * REST) / inertia!), inertia!, load / (2 * Math.PI));
        return rotor.revolve(limits) === "revolved" && rotor.omega * direction > 0;
      });
  };
  const searches = inertia === undefined ? 1 : 2;
  let looks = 0;
  const counted = (holds: (V: number) => boolean) => (V: number) => {
    const answer = holds(V);
    done(++looks / (searches * (BIASES + 1 + BISECTIONS)));
    return answer;
  };
  return {
    load,
    inertia: inertia ?? null,
    highest,
    stall: firstBias(
      counted((V) => (work(V) - load) * direction >= 0),
      highest,
    ),
    turning: inertia === undefined ? null : firstBias(counted(turns), highest),
  };
}

/** The smallest bias from 0 to `highest` at which a statement becomes true; null where it is true at none. */
function firstBias(holds: (V: number) => boolean, highest: number): number | null {
  for (let i = 0; i <= BIASES; i++) {
    if (!holds((highest * i) / BIASES)) continue;
    let [low, high] = [(highest * Math.max(0, i - 1)) / BIASES, (highest * i) / BIASES];
    for (let n = 0; n < BISECTIONS && i > 0; n++) {
      const middle = (low + high) / 2;
      if (holds(middle)) high = middle;
      else low = middle;
    }
    return high;
  }
  return null;
}
