import type { DoubleDotRotor } from "./doubleDot.js";
import type { DotsFile } from "./parseDots.js";

/**
 * The built-in double dot written out as a device of dots.
 *
 * @param intra U' of both dots; default infinite, as in the paper
 */
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
