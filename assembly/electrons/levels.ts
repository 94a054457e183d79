// Where the level and weight series of an angle come from: the double dot's own formulas, or a table that the host has
// filled for any other device, one slot an angle.

import { real, reals } from "../memory/arena";
import { pair, set } from "../numerics/lane";
import { doubleDotLevels, layOutDoubleDot } from "./doubleDot";
import { energy, length, levels, weight, weights } from "./model";

/** Series of every slot: levels, then weights. */
export let slotTable: usize = 0;
let slots: i32 = 0; // 0: the double dot

/** Room for `slots_` angles at once, or for the double dot's formulas where it is 0. */
export function layOutLevels(slots_: i32): void {
  slots = slots_;
  slotTable = reals(slots * slotLength());
  if (slots == 0) layOutDoubleDot();
}

/** Numbers a slot. */
function slotLength(): i32 {
  return (levels + weights) * length;
}

/** Makes the series those of two angles, which may be the same: those in the slots, or theta for the double dot. */
export function fillLevels<Lane>(slot: i32, theta: f64, otherSlot: i32, otherTheta: f64): void {
  if (slots == 0) {
    doubleDotLevels<Lane>(theta, otherTheta);
    return;
  }
  const a = slotTable + ((<usize>(slot * slotLength())) << 3);
  const b = slotTable + ((<usize>(otherSlot * slotLength())) << 3);
  const count = levels * length;
  for (let i = 0; i < count; ++i) set<Lane>(energy, i, pair<Lane>(real(a, i), real(b, i)));
  for (let i = 0; i < weights * length; ++i) {
    set<Lane>(weight, i, pair<Lane>(real(a, count + i), real(b, count + i)));
  }
}
