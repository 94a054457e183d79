// What a host does with a rotor, whatever moves it.

export { closeProfile, layOutExternalTorque, profile as torqueProfile, setFriction } from "../motion/externalTorque";
export { RAN_AWAY, REVOLVED, revolve, TURNING_BACK, UNFINISHED } from "../motion/revolution";
export {
  burden,
  highest,
  lowest,
  omega,
  place,
  resume,
  setTurns,
  step,
  steps,
  theta,
  time,
  turnedAt,
  turnedBefore,
} from "../motion/rotor";
