import type { DoubleDotRotor } from "../src/device/doubleDot.js";
import { parseDevice } from "../src/device/parse.js";
import type { DotsFile } from "../src/device/parseDots.js";

/** The built-in double dot written out as a device of dots; U' finite where it is given. */
export function asDots({ epsilonBar, orbitRadius, U, tc, leads: [L, R] }: DoubleDotRotor, intra?: number): DotsFile {
  return {
    model: "dots",
    orbitals: {
      L: { energy: { const: epsilonBar.L, cos: [orbitRadius] } },
      R: { energy: { const: epsilonBar.R, sin: [orbitRadius] } },
    },
    hopping: [{ between: ["L", "R"], amplitude: -tc / 2 }],
    coulomb: {
      intra: { L: intra ?? "infinite", R: intra ?? "infinite" },
      inter: [{ between: ["L", "R"], U }],
    },
    leads: {
      L: { gamma: { L: L.gamma }, mu: L.mu, T: L.T },
      R: { gamma: { R: R.gamma }, mu: R.mu, T: R.T },
    },
  };
}

export const dotsOf = (device: DoubleDotRotor) => parseDevice(asDots(device));
