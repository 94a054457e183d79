import * as Plot from "@observablehq/plot";
import { createMotor } from "../questions/create.js";
import type { Transition } from "../motor/thermodynamics/specialLoads.js";
import { type Figure, type FigureContext, ORDER_COLOURS, type Panel, range, round } from "./figure.js";
import { perOrder, type OrderRow } from "./fluxOrders.js";
import { clipped, key, plot } from "./plot.js";

/** Second order of the torque, so currents to the third: the dotted line of Fig. 4a. */
const ORDER = 2;

export async function figure5({ engine, progress }: FigureContext): Promise<Figure> {
  const motor = await createMotor("fig5", { engine });
  const charge = (name: string): number => (name === "L" ? 0.5 : -0.5);
  const heat = (): number => 1;
  const positive = range(0, 6, 601);
  const negative = range(-14, 0, 281);
  const a = perOrder(motor, positive, ORDER, "I", charge);
  const b = perOrder(motor, negative, ORDER, "I", charge);
  const c = perOrder(motor, positive, ORDER, "J", heat);
  const edges = motor.frustrationEdges({ order: ORDER });
  await progress(1);
  const shares = c.map((row) => ({ ...row, orders: row.orders.map((Q) => Q / row.total), total: 1 }));
  const largestShare = Math.max(...shares.filter(({ loadRatio }) => loadRatio > 3).map(({ orders }) => Math.abs(orders[3]!)));
  return {
    panels: [
      panel("fig5a", "Pumped charge by order, positive loads", "Q_{I}^{(k)} (e)", a, [-3, 3], edges, "Q_{I} total"),
      panel("fig5b", "Pumped charge by order, negative loads", "Q_{I}^{(k)} (e)", b, [-3, 3], edges, "Q_{I} total"),
      panel("fig5c", "Pumped heat by order over the total", "Q_{J}^{(k)} / Q_{J} total", shares, [-0.2, 1.2], edges),
    ],
    claims: [
      {
        figure: "fig5a",
        statement: "Q_I total changes sign at 1 (motor/pump) and at the edges of the charge pump",
        paper: "two grey lines beyond 1",
        computed: edges
          .filter(({ loadRatio }) => loadRatio > 1)
          .map(({ loadRatio }) => round(loadRatio))
          .join(", "),
        agrees: edges.filter(({ loadRatio }) => loadRatio > 1).length === 2,
      },
      {
        figure: "fig5b",
        statement: "the third-order term reverses the charge at negative loads",
        paper: "below -8",
        computed: edges
          .filter(({ loadRatio }) => loadRatio < 0)
          .map(({ loadRatio }) => round(loadRatio))
          .join(", "),
        agrees: edges.some(({ loadRatio }) => Math.abs(loadRatio + 8) < 0.05),
      },
      {
        figure: "fig5c",
        statement: "the third-order heat is negligible beside the lower orders in the pump region",
        paper: "negligible",
        computed: `at most ${round(largestShare, 2)} of the total for ratios 3 to 6`,
        agrees: largestShare < 0.1,
      },
    ],
  };
}

function panel(
  name: string,
  caption: string,
  label: string,
  rows: OrderRow[],
  [low, high]: [number, number],
  edges: Transition[],
  total?: string,
): Panel {
  const first = Math.min(...rows.map(({ loadRatio }) => loadRatio));
  const last = Math.max(...rows.map(({ loadRatio }) => loadRatio));
  const lines = [1, ...edges.map(({ loadRatio }) => loadRatio)].filter((x) => x >= first && x <= last);
  return {
    name,
    caption: `${caption} (orbit radius 10, V = 2); grey: transitions`,
    rows: rows.map(({ loadRatio, omega, orders, total: sum }) => ({
      loadRatio,
      omega,
      ...Object.fromEntries(orders.map((Q, k) => [`order ${k}`, Q])),
      total: sum,
    })),
    draw: (document) =>
      plot(document, {
        x: { label: "C_{ext} / C_{F}^{(0)}" },
        y: { label, domain: [low, high] },
        marks: [
          Plot.ruleY([0], { stroke: "#ccc" }),
          Plot.ruleX(lines, { stroke: "#999" }),
          ...ORDER_COLOURS.map((colour, k) => curve(rows, (row) => row.orders[k]!, k === 0 ? "#9467bd" : colour, low, high)),
          ...(total ? [curve(rows, (row) => row.total, "black", low, high, 2.2)] : []),
          ...key([
            ...ORDER_COLOURS.map((colour, k) => ({ label: `k = ${k}`, colour: k === 0 ? "#9467bd" : colour })),
            ...(total ? [{ label: total, colour: "black" }] : []),
          ]),
        ],
      }),
  };
}

function curve(
  rows: OrderRow[],
  value: (row: OrderRow) => number,
  colour: string,
  low: number,
  high: number,
  width = 1.5,
): Plot.Markish {
  return Plot.line(clipped(rows, value, low, high), {
    x: ({ row }: { row: OrderRow }) => row.loadRatio,
    y: "y",
    z: ({ row }: { row: OrderRow }) => Math.sign(row.omega), // apart where the rotor stands
    stroke: colour,
    strokeWidth: width,
  });
}
