// What a host does with the field in which rotors move: it configures one, writes the table, lays out what moves in it.

import { clear } from "../memory/arena";
import { force, layOutField, locateField } from "../motion/field";
import { followSeries } from "../motion/seriesMotion";

export { closeField, columns as fieldColumns, table as fieldTable } from "../motion/field";
export { diffuse } from "../motion/langevin";

/** Lays out a field for the host to write; every pointer handed out before is dead. */
export function configureField(points: i32, order: i32, noise: bool): void {
  clear();
  layOutField(points, order, noise);
  followSeries();
}

/** The torque of the field. */
export function torque(theta: f64, omega: f64): f64 {
  locateField(theta);
  return force(omega);
}
