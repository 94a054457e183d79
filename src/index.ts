export { type Device, isUnpolarised, maximalVelocity } from "./device/device.js";
export { asDots } from "./device/asDots.js";
export type { DoubleDotLead, DoubleDotRotor } from "./device/doubleDot.js";
export type { Dots, DotsLead, Orbital } from "./device/dots.js";
export type { Harmonics } from "./device/harmonics.js";
export type { Lead, SpinRates } from "./device/lead.js";
export { InvalidInput, Untrustworthy } from "./device/errors.js";
export { type DeviceFile, deviceFile, parseDevice, parseDeviceText } from "./device/parse.js";
export { findPreset, paperDevice, type Preset, presets } from "./device/presets.js";
export type {
  Brake,
  CoupledRotor,
  Engine,
  Ensemble,
  EnsembleOptions,
  EngineName,
  Fluxes,
  FrozenPoint,
  GridIntegrals,
  LeadFluxes,
  PeriodicGrid,
  PeriodicIntegrals,
  Relaxation,
  Rotor,
  StatesName,
  Transfer,
} from "./engine/engine.js";
export {
  BATCH_DEVICE_LENGTH,
  batchAnswerLength,
  batchCoefficients,
  type BatchOptions,
  numbersOf,
} from "./engine/batch.js";
export { bestBuild, type Build } from "./engine/core.js";
export { createEngine } from "./engine/create.js";
export { energyBalance } from "./motor/accuracy.js";
export { type CoefficientOptions, type CycleCoefficients } from "./motor/coefficients.js";
export type { Convergence, ConvergenceOptions, OrderError } from "./motor/convergence.js";
export { driveOf, type EfficiencyMode, type EfficiencyRow, type Transition } from "./motor/efficiency.js";
export type { CriticalOptions, CriticalVoltage } from "./motor/critical.js";
export type { EnsembleMotion } from "./motor/ensemble.js";
export type { FirstPassage, PassageTarget } from "./motor/firstPassage.js";
export type { PassageTimes } from "./motor/passageTimes.js";
export type { FluctuationOptions, FluctuationSetting } from "./motor/fluctuations.js";
export type { AssessedPoint } from "./motor/frozen.js";
export { createMotor } from "./motor/create.js";
export type { Hysteresis, HysteresisOptions, HysteresisPoint } from "./motor/hysteresis.js";
export type { VariationOptions, VelocityVariation } from "./motor/inertia.js";
export { Motor, type MotorOptions } from "./motor/motor.js";
export type { Orbit, OrbitOptions } from "./motor/orbit.js";
export type { ExactSteadyState, ExactVelocity, SeriesRoot } from "./motor/exactSteady.js";
export type { VelocityRange } from "./motor/velocityCurve.js";
export type { BiasWindow } from "./motor/windows.js";
export type { PeriodicOptions, PeriodicState } from "./motor/periodic.js";
export type { Load, OperationMode, SteadyState, SteadyVelocity } from "./motor/steady.js";
export { listStates, type StateLabel } from "./motor/states.js";
export type { Provenance, Result } from "./motor/result.js";
export type { Warning } from "./motor/warning.js";
export type { Followed } from "./motor/progress.js";
export { warnings } from "./motor/warnings.js";
export type { LoadProfile } from "./motor/brake.js";
export type { FullTrajectory, Trajectory, TrajectoryOptions, TrajectoryOutcome } from "./motor/trajectory.js";
