// The rotor with the electrons as unknowns of their own (Eq. 9 with Eq. 48).

import { checkOccupations, type CoupledRotor } from "../electrons/engine.js";
import type { Brake } from "../mechanics/mechanics.js";
import { type Motion, ReferenceRotor } from "../mechanics/referenceRotor.js";

/** The master equation at an angle: dp/dt (Eq. 48), the torque, and I_r, J_r lead by lead. */
export type MasterEquation = (theta: number, p: readonly number[]) => { dp: number[]; F: number; currents: number[] };

class ReferenceCoupledRotor extends ReferenceRotor implements CoupledRotor {
  constructor(
    motion: Motion,
    private readonly states: number,
    private readonly leads: readonly string[],
  ) {
    super(motion);
  }

  override place(theta: number, omega: number, inertia: number, externalTorque: number, p?: readonly number[]): void {
    if (p) checkOccupations(p, this.states);
    super.place(theta, omega, inertia, externalTorque);
    if (p) this.y.splice(2, this.states, ...p);
  }

  get p(): number[] {
    return this.y.slice(2, 2 + this.states);
  }

  get transferred(): CoupledRotor["transferred"] {
    const flown = this.y.slice(2 + this.states);
    return Object.fromEntries(this.leads.map((name, r) => [name, { charge: flown[2 * r]!, heat: flown[2 * r + 1]! }]));
  }
}

/**
 * @param stationary p^(0) at an angle
 * @param fastest an upper bound of the relaxation rates
 * @param points a step spans at most eighth of so many to the circle
 */
export function referenceCoupledRotor(
  equation: MasterEquation,
  stationary: (theta: number) => number[],
  leads: readonly string[],
  fastest: number,
  points: number,
  brake?: Brake,
): CoupledRotor {
  const states = stationary(0).length;
  const motion: Motion = {
    rates: (y) => {
      const { dp, F, currents } = equation(y[0]!, y.slice(2, 2 + states));
      return { F, rest: [...dp, ...currents] };
    },
    start: (theta) => [...stationary(theta), ...leads.flatMap(() => [0, 0])],
    angle: (16 * Math.PI) / points,
    longest: 0.4 / fastest,
    brake,
  };
  return new ReferenceCoupledRotor(motion, states, leads);
}
