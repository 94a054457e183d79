// What the library exports, folder by folder.

export { InvalidInput, Untrustworthy } from "./errors.js";

export { asDots } from "./device/asDots.js";
export { type Device, isUnpolarised } from "./device/device.js";
export type { Dots, DotsLead, Orbital } from "./device/dots.js";
export type { DoubleDotLead, DoubleDotRotor } from "./device/doubleDot.js";
export type { Harmonics } from "./device/harmonics.js";
export type { Lead, SpinRates } from "./device/lead.js";
export { type DeviceFile, deviceFile, parseDevice, parseDeviceText } from "./device/parse.js";
export { findPreset, paperDevice, type Preset, presets } from "./device/presets.js";

export * as taylor from "./numerics/taylor.js";

export type { Build } from "./core/core.js";
export { bestBuild } from "./core/host.js";

export type { LoadProfile } from "./mechanics/brake.js";
export { Field, type FieldAt, type FieldShape } from "./mechanics/field.js";
export type {
  Brake,
  Ensemble,
  EnsembleOptions,
  Mechanics,
  Outcome,
  RevolutionLimits,
  Rotor,
  SeriesRotor,
} from "./mechanics/mechanics.js";
export { mechanicsOf } from "./mechanics/mechanicsOf.js";

export { Electrons, type Reading, type ReadingOptions, type Theory } from "./electrons/electrons.js";
export type {
  CoupledRotor,
  Engine,
  EngineName,
  FrozenDevice,
  FrozenPoint,
  GridIntegrals,
  PeriodicGrid,
  PeriodicIntegrals,
  Relaxation,
  StatesName,
  Transfer,
} from "./electrons/engine.js";
export type { Fluxes, LeadFluxes } from "./electrons/fluxes.js";
export { Scales, type Path } from "./electrons/scales.js";
export type { StateLabel } from "./electrons/states.js";
export type { Warning } from "./electrons/warning.js";

export {
  BATCH_DEVICE_LENGTH,
  batchAnswerLength,
  batchCoefficients,
  type BatchOptions,
  numbersOf,
} from "./master/batch.js";
export { createEngine } from "./master/create.js";
export { masterEquation } from "./master/masterEquation.js";
export { listStates } from "./master/states.js";
export { warnings } from "./master/warnings.js";

export { energyBalance } from "./motor/cycle/accuracy.js";
export type { CycleCoefficients } from "./motor/cycle/coefficients.js";
export type { Convergence, OrderError } from "./motor/cycle/convergence.js";
export type { AssessedPoint } from "./motor/cycle/frozen.js";
export type { PeriodicState } from "./motor/cycle/periodic.js";
export type { VelocityRange } from "./motor/cycle/velocityCurve.js";
export type { CriticalVoltage } from "./motor/motion/critical.js";
export type { Trajectory, TrajectoryOutcome } from "./motor/motion/follow.js";
export type { Hysteresis, HysteresisPoint } from "./motor/motion/hysteresis.js";
export type { Orbit } from "./motor/motion/orbit.js";
export type { FullTrajectory } from "./motor/motion/trajectory.js";
export type { VelocityVariation } from "./motor/motion/variation.js";
export type { EnsembleMotion } from "./motor/noise/ensemble.js";
export type { FirstPassage, PassageTarget } from "./motor/noise/firstPassage.js";
export type { FluctuationSetting } from "./motor/noise/fluctuations.js";
export type { PassageTimes } from "./motor/noise/passageTimes.js";
export type { Provenance, Result } from "./motor/result.js";
export type { ExactSteadyState, SeriesRoot } from "./motor/steady/exactSteady.js";
export type { ExactVelocity } from "./motor/steady/exactVelocities.js";
export type { Load, OperationMode, SteadyState, SteadyVelocity } from "./motor/steady/steady.js";
export type { BiasWindow } from "./motor/steady/windows.js";
export { type EfficiencyRow } from "./motor/thermodynamics/efficiencyRows.js";
export { driveOf, type EfficiencyMode } from "./motor/thermodynamics/efficiency.js";
export { type Transition } from "./motor/thermodynamics/specialLoads.js";

export type { CoefficientOptions } from "./questions/coefficients.js";
export type { ConvergenceOptions } from "./questions/convergence.js";
export { createMotor } from "./questions/create.js";
export type { CriticalOptions } from "./questions/critical.js";
export type { EfficiencyOptions } from "./questions/efficiency.js";
export type { FrozenOptions } from "./questions/frozen.js";
export type { HysteresisOptions } from "./questions/hysteresis.js";
export { questions } from "./questions/index.js";
export * as kinds from "./questions/kinds.js";
export type { LangevinOptions } from "./questions/langevin.js";
export type { LoadOptions } from "./questions/load.js";
export { answerAll, Motor, type MotorOptions } from "./questions/motor.js";
export type { OrbitOptions } from "./questions/orbit.js";
export type { PeriodicOptions } from "./questions/periodic.js";
export type { Option, Question } from "./questions/question.js";
export type { SteadyOptions } from "./questions/steady.js";
export type { TrajectoryOptions } from "./questions/trajectory.js";
export type { VariationOptions } from "./questions/variation.js";

export type { Followed } from "./progress.js";
