// Where the level and weight series of an angle come from: the double dot's own formulas, or a table that the host has
// filled for any other device, one slot an angle.

import { reals } from "../memory/arena";
import { doubleDotLevels, layOutDoubleDot } from "./doubleDot";
import { length, levels, pointAt, weights } from "./model";

/** Series of every slot: levels, then weights. */
export let slotTable: usize = 0;
let slots: i32 = 0; // 0: the double dot

/** Room for `slots_` angles at once, or for the double dot's formulas where it is 0. */
export function layOutLevels(slots_: i32): void {
  slots = slots_;
  slotTable = reals((slots > 0 ? slots : 1) * slotLength());
  pointAt(slotTable);
  if (slots == 0) layOutDoubleDot();
}

/** Numbers a slot. */
export function slotLength(): i32 {
  return (levels + weights) * length;
}

/** Makes the series those of an angle: the one in the slot, or theta for the double dot. */
export function fillLevels(slot: i32, theta: f64): void {
  if (slots == 0) doubleDotLevels(theta);
  else pointAt(slotTable + ((<usize>(slot * slotLength())) << 3));
}
