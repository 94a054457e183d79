// Three dots in a row, spinless, a lead at each. The rotor moves the outer levels in quadrature, as in the double dot;
// the middle lead is a probe: where it draws no current, it reads the potential in between.

import * as Plot from "@observablehq/plot";
import { createMotor } from "quantum-motor";
import { key, plot } from "quantum-motor/figures";
import { show } from "./show.js";

const level = (wave) => ({ energy: { const: 1, ...wave } });
const device = (mu) => ({
  model: "dots",
  spinless: true,
  orbitals: { left: level({ cos: [8] }), middle: level({}), right: level({ sin: [8] }) },
  hopping: [
    { between: ["left", "middle"], amplitude: -4 },
    { between: ["middle", "right"], amplitude: -4 },
  ],
  coulomb: {
    inter: [
      { between: ["left", "middle"], U: 8 },
      { between: ["middle", "right"], U: 8 },
    ],
  },
  leads: {
    source: { gamma: { left: 0.25 }, mu: 2, T: 1 },
    probe: { gamma: { middle: 0.1 }, mu, T: 1 },
    drain: { gamma: { right: 0.25 }, mu: -2, T: 1 },
  },
});

const LEADS = ["source", "probe", "drain"];
const COLOURS = ["#d62728", "#2ca02c", "#1f77b4"];

const rows = [];
let worst = 0;
for (let mu = -6; mu <= 6; mu++) {
  const motor = await createMotor(device(mu));
  const { leads, balance, scale } = motor.coefficients({ order: 1, tolerance: 1e-8 });
  worst = Math.max(worst, ...balance.map((x, k) => Math.abs(x) / scale[k]));
  for (const lead of LEADS) rows.push({ mu, lead, current: leads[lead].I[0] / (2 * Math.PI) });
}
console.log(`energy balance over all devices: ${worst.toExponential(1)} of scale`);

show({
  name: "triple-dot",
  caption: "Triple dot with a probe: mean current into each lead while the rotor stands, against the probe's potential",
  rows,
  draw: (document) =>
    plot(document, {
      x: { label: "µ of the probe (k_{B}T_{0})" },
      y: { label: "mean current into the lead (e k_{B}T_{0}/ħ)", grid: true, nice: true },
      color: { domain: LEADS, range: COLOURS },
      marks: [
        Plot.ruleY([0], { stroke: "#888" }),
        Plot.line(rows, { x: "mu", y: "current", stroke: "lead", strokeWidth: 1.5, curve: "monotone-x" }),
        Plot.dot(rows, { x: "mu", y: "current", stroke: "lead", fill: "white", r: 2.5 }),
        ...key(LEADS.map((label, i) => ({ label, colour: COLOURS[i] }))),
      ],
    }),
});
