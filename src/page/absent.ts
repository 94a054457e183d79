// What the lean page script does without: everything that asks for more than the series. The names are those of the
// modules that rollup.config.js replaces by this one.

import { InvalidInput } from "../device/errors.js";

/** Stands for functions and, since a function that throws does so under `new` too, for classes. */
function absent(): never {
  throw new InvalidInput("not in this script: load quantum-motor-full.min.js");
}

export {
  absent as convergence,
  absent as criticalVoltage,
  absent as ensembleMotion,
  absent as exactEfficiencyRows,
  absent as exactSteadyState,
  absent as firstPassage,
  absent as hysteresis,
  absent as periodicOrbit,
  absent as periodicStates,
  absent as velocityCurve,
  absent as velocityVariation,
  absent as WasmHopping,
  absent as WasmLangevin,
  absent as wasmPeriodic,
};
