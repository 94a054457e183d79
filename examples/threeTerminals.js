// A charge pumped between three terminals without any bias: three dots around a turning gate, each with its lead, their
// levels lifted one after the other. Which way the charge goes depends on where the levels lie on average.

import * as Plot from "@observablehq/plot";
import { createMotor } from "quantum-motor";
import { key, plot } from "quantum-motor/figures";
import { show } from "./show.js";

const TERMINALS = ["A", "B", "C"];
const RATES = { A: 0.3, B: 0.2, C: 0.1 };
const COLOURS = ["#d62728", "#1f77b4", "#2ca02c"];

function device(centre) {
  const lifted = (j) => ({
    energy: { const: centre, cos: [4 * Math.cos((2 * Math.PI * j) / 3)], sin: [4 * Math.sin((2 * Math.PI * j) / 3)] },
  });
  return {
    model: "dots",
    spinless: true,
    orbitals: Object.fromEntries(TERMINALS.map((name, j) => [name, lifted(j)])),
    hopping: [
      { between: ["A", "B"], amplitude: -2 },
      { between: ["B", "C"], amplitude: -2 },
    ],
    coulomb: {
      inter: [
        { between: ["A", "B"], U: 6 },
        { between: ["B", "C"], U: 6 },
        { between: ["A", "C"], U: 6 },
      ],
    },
    leads: Object.fromEntries(TERMINALS.map((name) => [name, { gamma: { [name]: RATES[name] }, mu: 0, T: 1 }])),
  };
}

const rows = [];
for (let centre = -16; centre <= 6; centre += 0.5) {
  const motor = await createMotor(device(centre));
  const { leads } = motor.coefficients({ order: 1 });
  // C_I,r(1): charge per turn in the limit of slow turning, positive into the lead (Eq. 70)
  for (const terminal of TERMINALS) rows.push({ centre, terminal, charge: leads[terminal].I[1] });
}
const sums = new Map();
for (const { centre, charge } of rows) sums.set(centre, (sums.get(centre) ?? 0) + charge);
console.log(
  `charge that is lost between the terminals: ${Math.max(...[...sums.values()].map(Math.abs)).toExponential(1)}`,
);

show({
  name: "three-terminals",
  caption: "Charge per turn into each of three unbiased leads, against the mean energy of the dots",
  rows,
  draw: (document) =>
    plot(document, {
      x: { label: "mean energy of the levels (k_{B}T_{0})" },
      y: { label: "charge per turn (e)", domain: [-0.45, 0.45], grid: true },
      color: { domain: TERMINALS, range: COLOURS },
      marks: [
        Plot.ruleY([0], { stroke: "#888" }),
        Plot.line(rows, { x: "centre", y: "charge", z: "terminal", stroke: "terminal", strokeWidth: 1.5 }),
        ...key(TERMINALS.map((name, i) => ({ label: `lead ${name}, Γ = ${RATES[name]}`, colour: COLOURS[i] }))),
      ],
    }),
});
