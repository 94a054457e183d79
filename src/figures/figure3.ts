import * as Plot from "@observablehq/plot";
import { paperDevice, RADII } from "../device/presets.js";
import { createMotor } from "../questions/create.js";
import { type Claim, type Figure, type FigureContext, ORDER_COLOURS, type Panel, range, round } from "./figure.js";
import { key, plot } from "./plot.js";

/** Order-by-order work of the torque (lines) and of the currents (circles) at one bias, in k_B T. */
interface Row extends Record<string, number> {
  V: number;
}

const ORDERS = [0, 1, 2, 3] as const;
const PAPER_OMEGA_X = ["2.5e-2", "1.25e-2", "5e-3", "2.5e-3"];
const BIASES = range(-20, 20, 401);

export async function figure3({ engine, progress }: FigureContext): Promise<Figure> {
  const panels: Panel[] = [];
  const claims: Claim[] = [];
  const slopes: number[] = [];
  for (const [i, orbitRadius] of RADII.entries()) {
    const rows: Row[] = [];
    let omegaX = 0;
    let residual = 0;
    for (const [n, V] of BIASES.entries()) {
      const motor = await createMotor(paperDevice({ orbitRadius, V }), { engine });
      omegaX = motor.electrons.scales.maximalVelocity / 2;
      const { F, leads, balance, scale } = motor.coefficients({ order: 4 });
      residual = Math.max(residual, ...balance.map((b, k) => Math.abs(b) / Math.max(scale[k]!, scale[k - 1] ?? 0)));
      const row: Row = { V };
      for (const k of ORDERS) {
        row[`C_F(${k}) Omega_x^${k}`] = F[k]! * omegaX ** k;
        const currents = ["L", "R"].reduce((sum, name) => sum + leads[name]!.J[k + 1]!, 0);
        const charge = (leads.L!.I[k + 1]! - leads.R!.I[k + 1]!) / 2;
        row[`-(C_J(${k + 1}) + C_I(${k + 1}) dV) Omega_x^${k}`] = -(currents + charge * V) * omegaX ** k;
      }
      rows.push(row);
      if (n % 20 === 19) await progress((i + (n + 1) / BIASES.length) / RADII.length);
    }
    const name = `fig3${"abcd"[i]!}`;
    panels.push({
      name,
      caption: `Current-induced work by order, orbit radius ${orbitRadius}, Omega_x = ${round(omegaX)}; lines torque, circles currents`,
      rows,
      draw: (document) => draw(document, rows, orbitRadius, omegaX),
    });
    slopes.push(slopeAtZero(rows));
    claims.push(...claimsOf(name, i, rows, omegaX, residual));
  }
  claims.push({
    figure: "fig3",
    statement: "slope of the zeroth order at small bias grows with the orbit to a saturation (quantised pumped charge)",
    paper: "grows, saturates",
    computed: slopes.map((s, i) => `${RADII[i]}: ${round(s)}`).join(", "),
    agrees: slopes.every((s, i) => i === 0 || s > slopes[i - 1]!) && Math.abs(slopes.at(-1)! - 1) < 0.01,
  });
  return { panels, claims };
}

const torque = (row: Row, k: number): number => row[`C_F(${k}) Omega_x^${k}`]!;
const fluxes = (row: Row, k: number): number => row[`-(C_J(${k + 1}) + C_I(${k + 1}) dV) Omega_x^${k}`]!;

function draw(document: Document, rows: Row[], orbitRadius: number, omegaX: number): SVGSVGElement {
  const circles = rows.filter((_, n) => n % 10 === 0);
  return plot(document, {
    x: { label: "bias voltage δV (k_{B}T)" },
    y: { label: "current-induced work (k_{B}T)" },
    marks: [
      Plot.ruleY([0], { stroke: "#ccc" }),
      ...ORDERS.flatMap((k) => [
        Plot.line(rows, { x: "V", y: (d: Row) => torque(d, k), stroke: ORDER_COLOURS[k], strokeWidth: 1.6 }),
        Plot.dot(circles, { x: "V", y: (d: Row) => fluxes(d, k), stroke: ORDER_COLOURS[k], r: 3 }),
      ]),
      ...key([
        { label: `δε = ${orbitRadius}, Ω_{x} = ${round(omegaX)}`, colour: "#333" },
        ...ORDERS.map((k) => ({ label: `order ${k}`, colour: ORDER_COLOURS[k] })),
      ]),
      ...key([{ label: "lines: torque, circles: currents (Eq. 71)", colour: "#555" }], { anchor: "bottom-right" }),
    ],
  });
}

function slopeAtZero(rows: Row[]): number {
  const middle = (rows.length - 1) / 2;
  const [before, after] = [rows[middle - 1]!, rows[middle + 1]!];
  return (torque(after, 0) - torque(before, 0)) / (after.V - before.V);
}

function claimsOf(figure: string, i: number, rows: Row[], omegaX: number, residual: number): Claim[] {
  const largest = Math.max(...rows.flatMap((row) => ORDERS.map((k) => Math.abs(torque(row, k)))));
  const parity = Math.max(
    ...rows.flatMap((row, n) =>
      ORDERS.map((k) => Math.abs(torque(row, k) - (-1) ** (k + 1) * torque(rows[rows.length - 1 - n]!, k))),
    ),
  );
  const small = rows.filter(({ V }) => Math.abs(V) <= 8);
  const higher = Math.max(...small.flatMap((row) => [2, 3].map((k) => Math.abs(torque(row, k)))));
  const first = Math.max(...small.map((row) => Math.abs(torque(row, 1))));
  const claims: Claim[] = [
    {
      figure,
      statement: "reference frequency Omega_x = Omega_max / 2",
      paper: PAPER_OMEGA_X[i]!,
      computed: round(omegaX),
      agrees: Math.abs(omegaX / Number(PAPER_OMEGA_X[i]) - 1) < 1e-12,
    },
    {
      figure,
      statement: "energy conservation order by order (Eq. 71): circles on lines",
      paper: "numerical agreement",
      computed: `largest residual ${residual.toExponential(1)} of the scale`,
      agrees: residual < 1e-10,
    },
    {
      figure,
      statement: "parity of C_F(k) in the bias (Eq. 69)",
      paper: "(-1)^(k+1)",
      computed: `broken by at most ${(parity / largest).toExponential(1)} of the largest`,
      agrees: parity < 1e-10 * largest,
    },
    {
      figure,
      statement: "orders 2 and 3 beside order 1 for |V| up to 8 (the paper: V below about 10)",
      paper: "almost negligible",
      computed: `at most ${round(higher / first, 2)} of order 1`,
      agrees: higher < 0.1 * first,
    },
  ];
  if (i === 0) {
    const inverse = rows.filter((row) => row.V > 0 && torque(row, 1) > 0).map(({ V }) => V);
    claims.push({
      figure,
      statement: "inverse dissipation: positive first order at large bias",
      paper: "for V above about 10",
      computed:
        inverse.length > 0 ? `V from ${round(Math.min(...inverse))} to ${round(Math.max(...inverse))}` : "never positive",
      agrees: inverse.length > 0 && Math.min(...inverse) > 10,
    });
  }
  return claims;
}
