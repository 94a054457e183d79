import * as Plot from "@observablehq/plot";
import { createMotor } from "../questions/create.js";
import { type Figure, type FigureContext, ORDER_COLOURS, range, round } from "./figure.js";
import { type OrderRow, perOrder } from "./fluxOrders.js";
import { clipped, key, plot } from "./plot.js";

/** Lowest order of the torque: the solid blue line of Fig. 4b. */
const ORDER = 1;

const LOW = -2;
const HIGH = 4;

export async function figure6({ engine, progress }: FigureContext): Promise<Figure> {
  const motor = await createMotor("fig6", { engine });
  const rows = perOrder(motor, range(0, 8, 801), ORDER, "J", (name) => (name === "R" ? 1 : 0));
  await progress(1);
  const smallest = Math.min(...rows.filter(({ loadRatio }) => loadRatio > 1).map(({ total }) => total));
  const series = [
    { label: "k = 0", colour: "#9467bd", value: (row: OrderRow) => row.orders[0]!, width: 1.5 },
    { label: "k = 1", colour: ORDER_COLOURS[1], value: (row: OrderRow) => row.orders[1]!, width: 1.5 },
    { label: "k = 2", colour: ORDER_COLOURS[2], value: (row: OrderRow) => row.orders[2]!, width: 1.5 },
    { label: "total", colour: "black", value: (row: OrderRow) => row.total, width: 2.2 },
  ];
  return {
    panels: [
      {
        name: "fig6",
        caption: "Heat pumped into the cold lead by order, orbit radius 20, dT = 0.5",
        rows: rows.map(({ loadRatio, omega, orders, total }) => ({
          loadRatio,
          omega,
          ...Object.fromEntries(orders.map((Q, k) => [`order ${k}`, Q])),
          total,
        })),
        draw: (document) =>
          plot(document, {
            x: { label: "C_{ext} / C_{F}^{(0)}" },
            y: { label: "Q_{J}^{(k)} into the cold lead (k_{B}T)", domain: [LOW, HIGH] },
            marks: [
              Plot.ruleY([0], { stroke: "#ccc" }),
              Plot.ruleX([1], { stroke: "#999" }),
              ...series.map(({ colour, value, width }) =>
                Plot.line(clipped(rows, value, LOW, HIGH), {
                  x: ({ row }: { row: OrderRow }) => row.loadRatio,
                  y: "y",
                  z: ({ row }: { row: OrderRow }) => Math.sign(row.omega), // apart where the rotor stands
                  stroke: colour,
                  strokeWidth: width,
                }),
              ),
              ...key(series, { anchor: "top-right" }),
            ],
          }),
      },
    ],
    claims: [
      {
        figure: "fig6",
        statement: "the heat pumped into the cold lead never becomes negative: no refrigerator for orbit 20",
        paper: "never",
        computed: `smallest total ${round(smallest)} for ratios 1 to 8`,
        agrees: smallest > 0,
      },
    ],
  };
}
