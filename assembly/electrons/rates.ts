// Levels and rates for tables over the angle.

import { fillKernel } from "./kernel";
import { fillLevels } from "./levels";

/** Fills them at two angles, which may be the same; slots as in levels.ts. */
export function fillRates(slot: i32, theta: f64, otherSlot: i32, otherTheta: f64): void {
  if (ASC_FEATURE_SIMD) fillLanes<v128>(slot, theta, otherSlot, otherTheta);
  else fillLanes<f64>(slot, theta, otherSlot, otherTheta);
}

function fillLanes<Lane>(slot: i32, theta: f64, otherSlot: i32, otherTheta: f64): void {
  fillLevels<Lane>(slot, theta, otherSlot, otherTheta);
  fillKernel<Lane>();
}
