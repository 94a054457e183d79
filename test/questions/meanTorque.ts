import type { Result } from "../../src/motor/result.js";
import { integer } from "../../src/questions/kinds.js";
import type { Options, Question } from "../../src/questions/question.js";

interface AskMeanTorque {
  (options?: { nodes?: number }): Result<{ torque: number }>;
}

const options = {
  nodes: { kind: integer(4, 4096), value: "n", says: "angles looked at", default: 64 },
} satisfies Options;

/** A question that the package does not have: the torque on a rotor at rest, averaged over the angle. */
export const meanTorque: Question<"meanTorque", AskMeanTorque, typeof options> = {
  name: "meanTorque",
  summary: "the torque on a rotor at rest, averaged over the angle: C_F(0) / 2 pi",
  options,
  prints: "Prints {torque}, in k_B T_0.",
  examples: ["mean-torque fig2a --nodes 2048"],
  progress: () => "angle by angle",
  ask({ electrons, account }, { nodes }) {
    return account.result({ torque: electrons.integrate(0, nodes, 0).integrals.F[0]! / (2 * Math.PI) });
  },
};
