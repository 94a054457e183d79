// The double dot between ferromagnetic leads. Spin blockade: the more the leads are polarised against each other, the
// slower the electrons relax, and the smaller the velocities at which an expansion in the velocity means anything.

import * as Plot from "@observablehq/plot";
import { asDots, createMotor, paperDevice, parseDevice } from "quantum-motor";
import { key, plot } from "quantum-motor/figures";
import { show } from "./show.js";

const builtIn = parseDevice(paperDevice({ orbitRadius: 10, V: 2 }));
const rows = [];
for (let i = 0; i <= 24; i++) {
  const polarisation = 10 ** (-4 + i / 6.05);
  const device = asDots(builtIn);
  device.leads.L.gamma = { L: { up: 0.25 * (1 + polarisation), down: 0.25 * (1 - polarisation) } };
  device.leads.R.gamma = { R: { up: 0.25 * (1 - polarisation), down: 0.25 * (1 + polarisation) } };
  const motor = await createMotor(device);
  const { F, slowestRate, error } = motor.coefficients({ order: 3, tolerance: 1e-5 });
  F.forEach((C, order) => rows.push({ polarisation, order, size: Math.abs(C), slowestRate, error }));
}
const { slowestRate, error } = rows.at(-1);
console.log(
  `at the end: slowest relaxation rate ${slowestRate.toExponential(1)}, error ${error.toExponential(0)} of scale`,
);

const colours = ["black", "#d62728", "#1f77b4", "#2ca02c"];
show({
  name: "ferromagnetic",
  caption:
    "Double dot between leads polarised against each other: |C_F(k)| by order. Spins that relax slowly blow up the series",
  rows,
  draw: (document) =>
    plot(document, {
      x: { label: "polarisation of the leads", type: "log" },
      y: { label: "|C_{F}^{(k)}|", type: "log", grid: true, tickFormat: "~e" },
      marks: [
        ...colours.map((stroke, order) =>
          Plot.line(
            rows.filter((row) => row.order === order),
            { x: "polarisation", y: "size", stroke, strokeWidth: 1.5 },
          ),
        ),
        ...key(colours.map((colour, order) => ({ label: `order ${order}`, colour }))),
      ],
    }),
});
