// The periodic motion of a rotor of finite inertia (Sec. III): what a trajectory settles on, or would if it were stable,
// found as the root of the energy gained in a revolution instead of by waiting.

import type { Device } from "../device/device.js";
import { Untrustworthy } from "../device/errors.js";
import type { Engine, Transfer } from "../engine/engine.js";
import { type MotionOptions, motionOf } from "./motion.js";
import { type Followed, followed } from "./progress.js";

export interface OrbitOptions extends MotionOptions {
  /** moment of inertia, in hbar^2 / k_B T_0 */
  inertia: number;
  /** velocity near which to look */
  near: number;
}

export interface Orbit {
  inertia: number;
  /** 2 pi over the duration of a revolution, signed */
  omegaMean: number;
  /** velocity at theta = 0 */
  omegaAtZero: number;
  /** largest minus smallest velocity within the revolution */
  variation: number;
  /** whether a rotor that turns a little faster gains less (Eq. 61) */
  stable: boolean;
  /** integral of I_r over a revolution, by lead */
  chargePerCycle: Record<string, number>;
  /** integral of J_r over a revolution, by lead */
  heatPerCycle: Record<string, number>;
}

/** Secant steps at most, the relative length of one that counts as none, and of one that still tells the slope. */
const STEPS = 40;
const CONVERGED = 1e-8;
const CLOSE = 1e-5;

/** Revolutions at most until the occupations come back to what they were, and how nearly they must. */
const FORGETTING = 30;
const FORGOTTEN = 1e-6;

/** Attempts at a first velocity that takes the rotor around, and at one between two. */
const FASTER = 10;
const CLOSER = 20;

/**
 * The periodic motion near a velocity.
 *
 * @throws Untrustworthy where there is none, or none that the rotor passes without turning back
 */
export function periodicOrbit(device: Device, engine: Engine, options: OrbitOptions & Followed): Orbit {
  return followed(options, () => findOrbit(device, engine, options));
}

function findOrbit(device: Device, engine: Engine, options: OrbitOptions): Orbit {
  const { rotor, limits, torque } = motionOf(device, engine, options);
  const { inertia, near } = options;
  const byLead = <T>(pick: (name: string) => T): Record<string, T> =>
    Object.fromEntries(device.leads.map(({ name }) => [name, pick(name)]));
  let range = 0;
  let duration = 0;
  let received: Record<string, Transfer> = {};

  /** C_F - C_ext from the kinetic energy gained in a revolution (Eq. 10); NaN where the rotor does not get around. */
  const gain = (omega: number): number => {
    rotor.place(0, omega, inertia, torque);
    // at first the electrons forget how they started
    let p: readonly number[];
    let forgotten = false;
    for (let n = 0; n < FORGETTING && !forgotten; n++) {
      p = rotor.p;
      if (rotor.revolve(limits) !== "revolved") return NaN;
      forgotten = rotor.p.every((pi, i) => Math.abs(pi - p[i]!) < FORGOTTEN);
    }
    const { omega: first, time, transferred } = rotor;
    if (rotor.revolve(limits) !== "revolved" || rotor.omega * omega < 0) return NaN;
    range = rotor.velocityRange[1] - rotor.velocityRange[0];
    duration = rotor.time - time;
    received = byLead((name) => {
      const [after, before] = [rotor.transferred[name]!, transferred[name]!];
      return { charge: after.charge - before.charge, heat: after.heat - before.heat };
    });
    return (Math.sign(omega) * inertia * (rotor.omega - first) * (rotor.omega + first)) / 2;
  };

  // started too slow the rotor does not get around at all
  let before = near;
  let gainBefore = gain(before);
  for (let tries = 0; Number.isNaN(gainBefore) && tries < FASTER; tries++) {
    before *= 1.2;
    gainBefore = gain(before);
  }
  let now = before * (1 + 1e-3);
  let slope = NaN;
  for (let step = 0; step < STEPS; step++) {
    let gainNow = gain(now);
    // come back towards the last velocity that took the rotor around
    for (let tries = 0; Number.isNaN(gainNow) && tries < CLOSER; tries++) {
      now = (now + before) / 2;
      gainNow = gain(now);
    }
    if (Number.isNaN(gainNow) || Number.isNaN(gainBefore)) break;
    // of two velocities that are close together the gains differ by rounding
    if (!(Math.abs(now - before) < CLOSE * Math.abs(now))) slope = (gainNow - gainBefore) / (now - before);
    const next = now - gainNow / slope;
    if (Math.abs(next - now) <= CONVERGED * Math.abs(now)) {
      return {
        inertia,
        omegaMean: (Math.sign(now) * 2 * Math.PI) / duration,
        omegaAtZero: now,
        variation: range,
        stable: slope < 0,
        chargePerCycle: byLead((name) => received[name]!.charge),
        heatPerCycle: byLead((name) => received[name]!.heat),
      };
    }
    if (!(next * near > 0)) break; // beyond rest: nothing turns in this direction
    before = now;
    gainBefore = gainNow;
    now = next;
  }
  throw new Untrustworthy(
    `no periodic motion found near ${near} with inertia ${inertia}: the rotor stops, turns back or heads elsewhere`,
  );
}
