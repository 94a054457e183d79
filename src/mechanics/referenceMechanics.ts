import type { Mechanics } from "./mechanics.js";
import { referenceEnsemble } from "./referenceEnsemble.js";
import { ReferenceSeriesRotor } from "./referenceRotor.js";

/** Motion in plain TypeScript, by fixed steps and textbook rules. */
export const referenceMechanics: Mechanics = {
  engine: "typescript",
  build: null,
  rotor: (field, brake) => new ReferenceSeriesRotor(field, brake),
  ensemble: referenceEnsemble,
};
