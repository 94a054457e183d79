// What a host does with many rotors, whatever moves them: motion/ensemble.ts explains both tables.

export {
  EXIT,
  layOutEnsemble,
  OMEGA,
  random,
  ROTOR,
  rotors,
  setCommon,
  STATE,
  THETA,
  USED,
  WAIT,
} from "../motion/ensemble";
