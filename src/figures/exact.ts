// Beyond the paper: the torque of Fig. 2c without an expansion in the velocity, beside its truncated series. The paper
// leaves the convergence open; here it is.

import * as Plot from "@observablehq/plot";
import { createMotor } from "../questions/create.js";
import type { ExactSteadyState } from "../motor/steady/exactSteady.js";
import type { Motor } from "../questions/motor.js";
import { evaluate } from "../numerics/polynomial.js";
import { type Claim, type Figure, type FigureContext, ORDER_COLOURS, type Panel, range } from "./figure.js";
import { clipped, key, plot } from "./plot.js";

const READINGS = [
  { preset: "fig2c", name: "exact-fig2c", U: 20 },
  { preset: "fig2c-frozen", name: "exact-fig2c-frozen", U: 40 },
] as const;

const ORDERS = [1, 2, 3] as const;
const EXACT = "#9467bd";
/** Velocities that are drawn, and those in which steady states are looked for. */
const DRAWN = 0.07;
const SEARCHED = 0.3;
/** Torque over the turn less the load, as far as it is drawn. */
const LOWEST = -0.6;
const HIGHEST = 0.6;

export async function exactFigure({ engine, progress }: FigureContext): Promise<Figure> {
  const panels: Panel[] = [];
  const claims: Claim[] = [];
  for (const [i, { preset, name, U }] of READINGS.entries()) {
    const motor = await createMotor(preset, { engine });
    const load = motor.coefficients({ order: 0 }).F[0]! + 0.05;
    const steady = motor.steady({ order: "exact", load, from: -SEARCHED, to: SEARCHED });
    panels.push(panel(name, U, motor, load, steady));
    claims.push(await claimOf(name, preset, U, load, steady));
    await progress((i + 1) / READINGS.length);
  }
  return { section: "Beyond the paper's figures: Fig. 2c without an expansion", panels, claims };
}

function panel(name: string, U: number, motor: Motor, load: number, steady: ExactSteadyState): Panel {
  const omegas = range(-DRAWN, DRAWN, 281);
  const { F } = motor.coefficients({ order: 3 });
  const exact = motor.periodic({ omega: omegas });
  const rows = omegas.map((omega, i) => ({
    omega,
    exact: exact[i]!.F - load,
    ...Object.fromEntries(ORDERS.map((order) => [`order${order}`, evaluate(F.slice(0, order + 1), omega) - load])),
  })) as ({ omega: number; exact: number } & Record<`order${(typeof ORDERS)[number]}`, number>)[];
  const third = steady.series.find(({ order }) => order === 3)!.velocities;
  // roots lie on the axis: filled where stable
  const roots = (list: readonly { omega: number; stable: boolean }[], colour: string, r: number): Plot.Markish[] => [
    Plot.dot(
      list.filter(({ omega }) => Math.abs(omega) < DRAWN),
      { x: ({ omega }: { omega: number }) => 1000 * omega, y: 0, r, stroke: colour, strokeWidth: 1.8, fill: ({ stable }: { stable: boolean }) => (stable ? colour : "white") },
    ),
  ];
  return {
    name,
    caption: `Torque over the turn less the load of Fig. 2c, U = ${U}: without an expansion and to orders 1 to 3; roots filled where stable`,
    rows,
    draw: (document) =>
      plot(document, {
        x: { label: "θ̇ (10^{−3} k_{B}T/ħ)", domain: [-1000 * DRAWN, 1000 * DRAWN] },
        y: { label: "C_{F}(θ̇) − C_{ext} (k_{B}T)", domain: [LOWEST, HIGHEST] },
        marks: [
          Plot.ruleY([0], { stroke: "#888" }),
          ...ORDERS.map((order) =>
            Plot.line(clipped(rows, (row) => row[`order${order}`], LOWEST, HIGHEST), {
              x: ({ row }: { row: { omega: number } }) => 1000 * row.omega,
              y: "y",
              stroke: ORDER_COLOURS[order],
              strokeWidth: 1.2,
            }),
          ),
          Plot.line(clipped(rows, ({ exact }) => exact, LOWEST, HIGHEST), {
            x: ({ row }: { row: { omega: number } }) => 1000 * row.omega,
            y: "y",
            stroke: EXACT,
            strokeWidth: 2.4,
          }),
          ...roots(steady.velocities, EXACT, 5.5),
          ...roots(third, ORDER_COLOURS[3], 3),
          ...key(
            [
              { label: "without an expansion", colour: EXACT },
              ...ORDERS.map((order) => ({ label: `order ${order}`, colour: ORDER_COLOURS[order] })),
              { label: "filled: stable", colour: "#444" },
            ],
            { anchor: "bottom-left" },
          ),
        ],
      }),
  };
}

/** The exact roots, each checked by the other engine, which solves by another method. */
async function claimOf(figure: string, preset: string, U: number, load: number, steady: ExactSteadyState): Promise<Claim> {
  const other = await createMotor(preset, { engine: "typescript" });
  const states = other.periodic({ omega: steady.velocities.map(({ omega }) => omega) });
  const agrees = states.every(({ F, scale }) => Math.abs(F - load) < 1e-8 * scale);
  const shown = (list: readonly { omega: number; stable: boolean }[]): string =>
    list.map(({ omega, stable }) => `${(1000 * omega).toFixed(3)} ${stable ? "stable" : "unstable"}`).join(", ");
  const third = steady.series.find(({ order }) => order === 3)!.velocities;
  const lost = third.filter(({ exact }) => exact === null);
  return {
    figure,
    statement: `steady velocities without an expansion, 10⁻³ k_BT, |θ̇| < ${SEARCHED}, U = ${U}; both engines`,
    paper: "left open",
    computed: shown(steady.velocities),
    agrees,
    note: `Of the third-order velocities with U = ${U} (${shown(third)}) ${lost.length === 0 ? "all exist" : `these are made by the truncation: ${shown(lost)}`}.`,
  };
}
