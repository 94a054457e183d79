// Where the level and weight series of an angle come from: the double dot's own formulas, or the spectrum of any other
// device, of which the host supplies the eigenpairs, one slot an angle.

import { doubleDotLevels, layOutDoubleDot } from "./doubleDot";
import { fillEigenpairs, layOutEigenpairs } from "./eigenpairs";
import { layOutSpectrum, takeSlots } from "./spectrum";
import { fillWeights, layOutWeights } from "./weights";

let slots: i32 = 0; // 0: the double dot

/** Room for `slots_` angles at once, or for the double dot's formulas where it is 0. */
export function layOutLevels(slots_: i32): void {
  slots = slots_;
  if (slots == 0) {
    layOutDoubleDot();
    return;
  }
  layOutSpectrum(slots);
  layOutEigenpairs();
  layOutWeights();
}

/** Fills the series at two angles, which may be the same: those of the slots, or theta for the double dot. */
export function fillLevels<Lane>(slot: i32, theta: f64, otherSlot: i32, otherTheta: f64): void {
  if (slots == 0) {
    doubleDotLevels<Lane>(theta, otherTheta);
    return;
  }
  takeSlots<Lane>(slot, otherSlot);
  fillWeights<Lane>(fillEigenpairs<Lane>());
}
