// What a host asks of the electrons while the rotor stands, and order by order in its velocity: one angle, integrals over
// the cycle, relaxation, rows of the field in which rotors move.

import { layOutOccupations } from "../electrons/occupations";
import * as cycle from "../electrons/cycle";
import { energy as energies, seriesAt } from "../electrons/model";
import { numberAt } from "../numerics/lane";
import { layOutNoise } from "../electrons/noise";

export {
  addNodes,
  beginCycle,
  fastest as fastestRate,
  fillPointTurnover as pointTurnover,
  integrals,
  inverse,
  largest,
  point,
  pointNoise as noise,
  turnover,
} from "../electrons/cycle";
export { fillFieldRows, layOutFieldRows, rows as fieldRows } from "../electrons/field";

/** Lays out what the orders in the velocity need besides; what was laid out before stays. */
export function layOutOrders(): void {
  layOutOccupations();
  layOutNoise();
  cycle.layOutCycle();
}

/** Energy of a level at the angle last evaluated. */
export function energy(level: i32): f64 {
  return numberAt(seriesAt(energies, level), 0);
}

/** Computes one angle, from slot 0 or theta, into `point`; 0 where the kernel has no unique stationary state. */
export function evaluate(theta: f64): i32 {
  return cycle.evaluate(0, theta) ? 1 : 0;
}

/** Fills `inverse` with the group inverse of W at an angle, states x states column by column; 0 where there is none. */
export function relaxation(slot: i32, theta: f64, symmetric: bool): i32 {
  return cycle.relaxation(slot, theta, symmetric) ? 1 : 0;
}
