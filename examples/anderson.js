// A single level with spin, charged through two leads and moved up and down by the rotor: everything has a closed form.
//
// With infinite U' the level is empty or holds one electron, whose rates in and out are
//   in = 2 sum_r Gamma_r f_r,   out = sum_r Gamma_r (1 - f_r),
// so that p(0) = in / (in + out), p(1) = -p(0)' / (in + out), and the torque per velocity f(1) = eps' p(0)' / (in + out).

import * as Plot from "@observablehq/plot";
import { createMotor } from "quantum-motor";
import { key, plot } from "quantum-motor/figures";
import { show, turn } from "./show.js";

const amplitude = 6;
const gamma = { left: 0.2, right: 0.3 };
const mu = { left: 1.5, right: -1.5 };

const motor = await createMotor({
  model: "dots",
  orbitals: { dot: { energy: { cos: [amplitude] } } },
  coulomb: { intra: { dot: "infinite" } },
  leads: {
    left: { gamma: { dot: gamma.left }, mu: mu.left, T: 1 },
    right: { gamma: { dot: gamma.right }, mu: mu.right, T: 1 },
  },
});

/** p(0) and f(1) = -eps' p(1), from the formulas above. */
function closedForm(theta) {
  const energy = amplitude * Math.cos(theta);
  const slope = -amplitude * Math.sin(theta);
  let into = 0;
  let out = 0;
  let change = 0; // d into / d energy; out changes by minus half of it
  for (const lead of ["left", "right"]) {
    const f = 1 / (1 + Math.exp(energy - mu[lead]));
    into += 2 * gamma[lead] * f;
    out += gamma[lead] * (1 - f);
    change -= 2 * gamma[lead] * f * (1 - f);
  }
  const total = into + out;
  const dp = ((change * out + (into * change) / 2) / total ** 2) * slope;
  return { p: into / total, friction: (slope * dp) / total };
}

const rows = turn(121).map((theta) => {
  const { p, F } = motor.frozen({ theta, order: 1 });
  const exact = closedForm(theta);
  return { theta, p: p[0][1] + p[0][2], pExact: exact.p, f1: F[1], f1Exact: exact.friction };
});
const worst = Math.max(...rows.map((row) => Math.max(Math.abs(row.p - row.pExact), Math.abs(row.f1 - row.f1Exact))));
console.log(`largest difference from the closed form: ${worst.toExponential(1)}`);

show({
  name: "anderson",
  caption: "Single level: torque per velocity over the turn, negative where it is friction; circles: the closed form",
  rows,
  draw: (document) =>
    plot(document, {
      x: { label: "θ", domain: [0, 2 * Math.PI] },
      y: { label: "f^{(1)} (ħ)", grid: true },
      marks: [
        Plot.line(rows, { x: "theta", y: "f1", stroke: "#1f77b4", strokeWidth: 1.5 }),
        Plot.dot(
          rows.filter((_, i) => i % 4 === 0),
          { x: "theta", y: "f1Exact", stroke: "#d62728", r: 3 },
        ),
        ...key(
          [
            { label: "quantum-motor", colour: "#1f77b4" },
            { label: "closed form", colour: "#d62728" },
          ],
          { anchor: "bottom-left" },
        ),
      ],
    }),
});
