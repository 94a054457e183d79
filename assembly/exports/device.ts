// What a host does with a device, whatever it is for: it sets how many there are of everything, configures, then writes
// the tables. electrons/model.ts explains them, and electrons/spectrum.ts those of dots.

import { layOutElimination } from "../electrons/elimination";
import { layOutFluxes } from "../electrons/fluxes";
import { layOutKernel } from "../electrons/kernel";
import { layOutLevels } from "../electrons/levels";
import { layOut, occupationAt } from "../electrons/model";
import { numberAt } from "../numerics/lane";
import { layOutSymmetry } from "../electrons/symmetry";

export { parameters as doubleDotParameters } from "../electrons/doubleDot";
export { integerTable, realTable, setRates, setStates } from "../electrons/model";
export { setSpectrum, slotTable, spectrumIntegers, spectrumReals } from "../electrons/spectrum";

/**
 * Lays out tables and buffers; every pointer handed out before is dead.
 * `slots`: angles whose eigenpairs the host supplies at a time, the spectrum being set, or 0 for the double dot's own formulas.
 */
export function configureDevice(order: i32, slots: i32): void {
  layOut(order);
  layOutLevels(slots);
  layOutKernel();
  layOutElimination();
  layOutSymmetry();
  layOutFluxes();
}

/** p_i^(k) of the angle last evaluated. */
export function occupation(k: i32, state: i32): f64 {
  return numberAt(occupationAt(k, 0), state);
}
