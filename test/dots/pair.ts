import type { DotsFile } from "../../src/device/parseDots.js";

/** Two spinless dots, the hopping and the leads as given. */
export const pair = (leads: DotsFile["leads"], extra: Partial<DotsFile> = {}): DotsFile => ({
  model: "dots",
  spinless: true,
  orbitals: { A: { energy: { const: 0.3, cos: [2] } }, B: { energy: { const: 0.1, sin: [2] } } },
  hopping: [{ between: ["A", "B"], amplitude: -1.5 }],
  coulomb: { inter: [{ between: ["A", "B"], U: 3 }] },
  leads,
  ...extra,
});
