import * as Plot from "@observablehq/plot";
import { RADII } from "../device/presets.js";
import { createMotor } from "../questions/create.js";
import type { Transition } from "../motor/thermodynamics/specialLoads.js";
import type { EfficiencyRow } from "../motor/thermodynamics/efficiencyRows.js";
import type { Motor } from "../questions/motor.js";
import { type Claim, type Figure, type FigureContext, type Panel, RADIUS_COLOURS, range, round } from "./figure.js";
import { inset, key, plot } from "./plot.js";

interface Curve {
  radius: number;
  colour: string;
  order: number;
  rows: EfficiencyRow[];
}

const RATIOS_A = range(0, 6, 601);
const RATIOS_A_NEGATIVE = range(-14, 0, 281);
const RATIOS_B = range(0, 4, 401);

export async function figure4({ engine, progress }: FigureContext): Promise<Figure> {
  const electric: Motor[] = [];
  const thermal: Motor[] = [];
  for (const [i, radius] of RADII.entries()) {
    electric.push(await createMotor(`fig4a-${radius}`, { engine }));
    thermal.push(await createMotor(`fig4b-${radius}`, { engine }));
    electric[i]!.efficiency({ loadRatio: [0] });
    thermal[i]!.efficiency({ loadRatio: [0] });
    await progress((i + 1) / RADII.length);
  }
  const curves = (motors: Motor[], ratios: number[], order: number): Curve[] =>
    motors.map((motor, i) => ({
      radius: RADII[i]!,
      colour: RADIUS_COLOURS[i]!,
      order,
      rows: motor.efficiency({ loadRatio: ratios, order }),
    }));
  const a = curves(electric, RATIOS_A, 1);
  const next = curves(electric.slice(0, 1), RATIOS_A, 2)[0]!;
  const negative = curves(electric.slice(0, 1), RATIOS_A_NEGATIVE, 2)[0]!;
  const b = curves(thermal, RATIOS_B, 1);
  return {
    panels: [panelA(a, next, negative), panelB(b)],
    claims: [...claimsA(electric, negative), ...claimsB(thermal)],
  };
}

const csv = (curves: Curve[]): Panel["rows"] =>
  curves.flatMap(({ radius, order, rows }) =>
    rows.map(({ loadRatio, omega, mode, efficiency, carnot, work, valid }) => ({
      orbitRadius: radius,
      order,
      loadRatio,
      omega,
      mode,
      efficiency,
      carnot,
      work,
      valid: String(valid),
    })),
  );

const normalised = ({ efficiency, bound }: EfficiencyRow): number =>
  efficiency === null || bound === null ? 0 : efficiency / bound;

const curve = ({ rows, colour }: Curve, dash?: string): Plot.Markish =>
  Plot.line(rows, {
    x: "loadRatio",
    y: normalised,
    stroke: colour,
    strokeWidth: 1.6,
    ...(dash ? { strokeDasharray: dash } : {}),
  });

const transition = Plot.ruleX([1], { stroke: "#999", strokeWidth: 1 });

const radii = RADII.map((radius, i) => ({ label: `δε = ${radius}`, colour: RADIUS_COLOURS[i]! }));

function panelA(curves: Curve[], next: Curve, negative: Curve): Panel {
  return {
    name: "fig4a",
    caption: "Efficiency of the electric motor (ratio below 1) and the charge pump, V = 2; dotted: next order, inset: negative loads",
    rows: csv([...curves, next, negative]),
    draw: (document) => {
      const svg = plot(document, {
        x: { label: "C_{ext} / C_{F}^{(0)}" },
        y: { label: "efficiency η", domain: [0, 1] },
        marks: [
          transition,
          ...curves.map((c) => curve(c)),
          curve(next, "2,3"),
          ...key([...radii, { label: "δε = 10, next order (dotted)", colour: RADIUS_COLOURS[0] }], { anchor: "top-right" }),
        ],
      });
      const small = plot(document, {
        width: 230,
        height: 140,
        marginLeft: 38,
        marginBottom: 30,
        marginTop: 18,
        marginRight: 8,
        style: { fontFamily: "DejaVu Sans, sans-serif", fontSize: "9px", background: "white" },
        x: { label: "C_{ext} / C_{F}^{(0)}", ticks: 5 },
        y: { label: "η", ticks: 4 },
        marks: [curve(negative, "2,3")],
      });
      inset(svg, small, 370, 118);
      return svg;
    },
  };
}

function panelB(curves: Curve[]): Panel {
  return {
    name: "fig4b",
    caption: "Efficiency over Carnot's of the heat engine (ratio below 1) and the refrigerator, dT = 0.5",
    rows: csv(curves),
    draw: (document) =>
      plot(document, {
        x: { label: "C_{ext} / C_{F}^{(0)}" },
        y: { label: "η / η_{Carnot}, COP / COP_{Carnot}", domain: [0, 1] },
        marks: [transition, ...curves.map((c) => curve(c)), ...key(radii, { anchor: "top-right" })],
      }),
  };
}

/** Edges within the range in which the series means something, or all where `all` is set. */
const listed = (edges: Transition[]): string =>
  edges.map(({ loadRatio, valid }) => `${round(loadRatio)}${valid ? "" : " (beyond Omega_max)"}`).join(", ") || "none";

function claimsA(motors: Motor[], negative: Curve): Claim[] {
  const best = motors.map((motor) => motor.bestMotor()!);
  const edges = motors[0]!.frustrationEdges({ order: 2 });
  const activation = edges.find(({ loadRatio }) => loadRatio < 0);
  const positive = edges.filter(({ loadRatio }) => loadRatio > 1);
  const inInset = negative.rows.filter(({ efficiency }) => (efficiency ?? 0) > 0).map(({ loadRatio }) => loadRatio);
  const turns = motors.map(signChange);
  const highest = Math.max(...turns.flatMap(({ sides }) => sides.map(({ efficiency }) => efficiency!)));
  const gaps = motors.map((motor) => motor.frustrationEdges().find(({ loadRatio }) => loadRatio > 1)!.loadRatio);
  return [
    {
      figure: "fig4a",
      statement: "motor maxima grow with the orbit",
      paper: "increase with the orbit size",
      computed: best.map(({ efficiency }, i) => `${RADII[i]}: ${efficiency!.toFixed(4)}`).join(", "),
      agrees: best.every(({ efficiency }, i) => i === 0 || efficiency! > best[i - 1]!.efficiency!),
    },
    {
      figure: "fig4a",
      statement: "the efficiency vanishes at C_ext = C_F(0), motor to pump",
      paper: "1",
      computed:
        `the velocity changes sign at ${turns.map(({ ratio }, i) => `${RADII[i]}: ${ratio.toFixed(9)}`).join(", ")}; ` +
        `1e-9 beside it the efficiency is at most ${highest.toExponential(0)}`,
      agrees: turns.every(({ ratio }) => Math.abs(ratio - 1) < 1e-9) && highest < 1e-6,
    },
    {
      figure: "fig4a",
      statement: "lowest order: the pump is frustrated from 1 up to this load ratio",
      paper: "gap, wider for small orbits",
      computed: gaps.map((ratio, i) => `${RADII[i]}: ${round(ratio)}`).join(", "),
      agrees: gaps.every((ratio, i) => ratio > 1 && (i === 0 || ratio < gaps[i - 1]!)),
    },
    {
      figure: "fig4a",
      statement: "next order, orbit 10: the pump turns on below this negative load ratio (inset)",
      paper: "-8",
      computed: `${listed(activation ? [activation] : [])}, in the curve from ${round(Math.max(...inInset))} down`,
      agrees: activation !== undefined && Math.abs(activation.loadRatio + 8) < 0.05,
      note: "The velocity there is several times Omega_max (Eq. 68): the paper, too, does not claim convergence.",
    },
    {
      figure: "fig4a",
      statement: "next order, orbit 10: the pump is frustrated again above a cut-off",
      paper: "a cut-off exists",
      computed: `pumps between ${listed(positive)}`,
      agrees: positive.length === 2,
    },
  ];
}

/** The load ratio at which the steady velocity changes its sign, by bisection, and the rows 1e-9 to either side. */
function signChange(motor: Motor): { ratio: number; sides: EfficiencyRow[] } {
  const row = (ratio: number): EfficiencyRow => motor.efficiency({ loadRatio: [ratio] })[0]!;
  let [below, above] = [0.5, 1.7];
  while (above - below > 1e-12) {
    const ratio = (below + above) / 2;
    if (row(ratio).omega! > 0) below = ratio;
    else above = ratio;
  }
  return { ratio: (below + above) / 2, sides: [row(below - 1e-9), row(above + 1e-9)] };
}

function claimsB(motors: Motor[]): Claim[] {
  const engine = motors.map((motor) => normalised(motor.bestMotor()!));
  const cold = motors.map((motor) => motor.frustrationEdges().filter(({ loadRatio }) => loadRatio > 1));
  const refrigerator = motors.map((motor) => Math.max(...motor.efficiency({ loadRatio: RATIOS_B.filter((x) => x > 1) }).map(normalised)));
  const text = (values: number[], digits = 3): string =>
    values.map((x, i) => `${RADII[i]}: ${x.toFixed(digits)}`).join(", ");
  return [
    {
      figure: "fig4b",
      statement: "engine maxima over Carnot; the smallest orbit's is too low to be seen",
      paper: "very low at 10",
      computed: text(engine, 4),
      agrees: engine[0]! < 0.005 && engine.every((x) => x < 1),
    },
    {
      figure: "fig4b",
      statement: "the refrigerator can never be activated for orbit 20",
      paper: "never",
      computed: `10: ${listed(cold[0]!)}; 20: ${listed(cold[1]!)}; 50 from ${round(cold[2]![0]!.loadRatio)}; 100 from ${round(cold[3]![0]!.loadRatio)}`,
      agrees: cold[0]!.length === 0 && cold[1]!.length === 0,
    },
    {
      figure: "fig4b",
      statement: "normalised COP maxima stay below those of the engine",
      paper: "always smaller",
      computed: text(refrigerator),
      agrees: refrigerator.every((x, i) => x < engine[i]!),
    },
  ];
}
