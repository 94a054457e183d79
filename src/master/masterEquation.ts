// The theory of the paper's Sec. V: electrons that hop one by one at golden-rule rates (Eq. 48), for the double dot with a
// rotor and for any device of dots.

import { barrierSlope, type Device, fewestAngles, energySlope, totalRate } from "../device/device.js";
import { deviceLimits, numberOfStates } from "../device/limits.js";
import { deviceFile, deviceOf } from "../device/parse.js";
import { Electrons, type ReadingOptions, type Theory } from "../electrons/electrons.js";
import { narrowestFeature } from "../spectrum/features.js";
import { singularitiesOf } from "../spectrum/singularities.js";
import { createEngine, type MasterEngine } from "./create.js";
import { saturation } from "./saturation.js";
import { listStates } from "./states.js";
import { warnings } from "./warnings.js";

export const masterEquation: Theory<Device> = {
  name: "the master equation",
  models: ["double-dot-rotor", "dots"],
  onlyInCore: ["hopping"],
  parse: deviceOf,
  file: deviceFile,
  describe: (device) => ({
    states: numberOfStates(device),
    orbitals: device.model === "dots" ? device.orbitals.map(({ name }) => name) : ["L", "R"],
    leads: device.leads.map(({ name }) => name),
    limits: deviceLimits(device),
  }),
  read: (device, options) =>
    readWith(device, createEngine(device, options.engine, options.states, options.build), options),
};

/** The device as an engine of the master equation computes it. */
export function readWith(
  device: Device,
  engine: MasterEngine,
  options: ReadingOptions = engine.build
    ? { engine: engine.name, states: engine.states, build: engine.build }
    : { engine: engine.name },
): Electrons {
  let nearest: ReturnType<typeof singularitiesOf> | undefined;
  return new Electrons({
    theory: masterEquation,
    device,
    options,
    engine,
    path: {
      energySlope: energySlope(device),
      barrierSlope: barrierSlope(device),
      fewestAngles: fewestAngles(device),
      totalRate: totalRate(device),
      get narrowestFeature() {
        return narrowestFeature(device);
      },
      get nearestSingularity() {
        return (nearest ??= singularitiesOf(device));
      },
    },
    doubts: () => warnings(device),
    states: () => listStates(device),
    saturation: () => saturation(device, engine),
  });
}
