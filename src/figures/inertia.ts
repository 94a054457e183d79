// Beyond the paper: what its Sec. III says in words about rotors of finite inertia, computed with the electrons followed
// along the motion (Eq. 9 with Eq. 48) instead of expanded in a constant velocity.

import * as Plot from "@observablehq/plot";
import { paperDevice } from "../device/presets.js";
import { createMotor } from "../questions/create.js";
import type { Hysteresis, HysteresisPoint } from "../motor/motion/hysteresis.js";
import type { VelocityVariation } from "../motor/motion/variation.js";
import { type Claim, type Figure, type FigureContext, type Panel, range, round } from "./figure.js";
import { key, plot } from "./plot.js";

/** n numbers from a to b in equal ratios. */
const decades = (a: number, b: number, n: number): number[] =>
  range(Math.log10(a), Math.log10(b), n).map((x) => 10 ** x);

const RED = "#d62728";
const BLUE = "#1f77b4";
const GREEN = "#2ca02c";

/** Velocities of Fig. 2c without expansion, near which the heavy rotors turn. */
const MOTIONS = [
  { preset: "fig2c", near: 0.0232, label: "U = 20, θ̇ = 0.0232", colour: RED },
  { preset: "fig2c-frozen", near: 0.0333, label: "U = 40, θ̇ = 0.0333", colour: BLUE },
  { preset: "fig2c-frozen", near: -0.048, label: "U = 40, θ̇ = −0.0480", colour: GREEN },
] as const;

const LOADS = [
  { load: 0, colour: RED },
  { load: 0.5, colour: BLUE },
  { load: 1, colour: GREEN },
] as const;

/** The sweep of the bias: an orbit on which the rotor can stand at one angle only. */
const SWEPT = { inertia: 3e3, load: 0.2 } as const;

export async function inertiaFigure({ engine, progress }: FigureContext): Promise<Figure> {
  const runs: VelocityVariation[] = [];
  for (const { preset, near } of MOTIONS) {
    const motor = await createMotor(preset, { engine });
    const load = motor.coefficients({ order: 0 }).F[0]! + 0.05;
    runs.push(motor.variation({ load, near, inertia: decades(1e5, 1e9, 17) }));
  }
  await progress(0.1);

  const motor = await createMotor(paperDevice({ orbitRadius: 10, V: 2 }), { engine });
  const critical: CriticalRow[] = [];
  for (const { load } of LOADS) {
    for (const inertia of decades(1e3, 1e6, 7)) {
      const { stall, turning } = motor.critical({ load, inertia, highest: 6 });
      critical.push({ load, inertia, stall, turning });
    }
    await progress(0.1 + (0.4 * (LOADS.findIndex((one) => one.load === load) + 1)) / LOADS.length);
  }
  const swept = await createMotor("inertia-hysteresis", { engine });
  const loop = swept.hysteresis({ sweep: "bias", values: range(2, 15, 14), ...SWEPT, cycles: 800, stepError: 1e-7 });
  await progress(1);
  const end = swept.critical({ ...SWEPT, highest: 16 }).turning!;
  return {
    section: "Beyond the paper's figures: rotors of finite inertia",
    panels: [variationPanel(runs), criticalPanel(critical), loopPanel(loop)],
    claims: [...variationClaims(runs), ...criticalClaims(critical), loopClaim(loop, end)],
  };
}

function variationPanel(runs: VelocityVariation[]): Panel {
  const rows = runs.flatMap(({ orbits }, i) =>
    orbits.map(({ inertia, omegaMean, variation }) => ({
      preset: MOTIONS[i]!.preset,
      near: MOTIONS[i]!.near,
      inertia,
      omegaMean,
      variation,
      ratio: variation / Math.abs(omegaMean),
    })),
  );
  return {
    name: "inertia-variation",
    caption: "Variation of the velocity within a cycle against the moment of inertia, at the load of Fig. 2c",
    rows,
    draw: (document) =>
      plot(document, {
        x: { type: "log", label: "moment of inertia (ħ^{2}/k_{B}T)", tickFormat: power },
        y: { type: "log", label: "(θ̇_{max} − θ̇_{min}) / mean θ̇", tickFormat: power },
        marks: [
          ...MOTIONS.flatMap(({ near, colour }) => {
            const shown = rows.filter((row) => row.near === near);
            return [
              Plot.line(shown, { x: "inertia", y: "ratio", stroke: colour, strokeWidth: 1.6 }),
              Plot.dot(shown, { x: "inertia", y: "ratio", stroke: colour, r: 2.5 }),
            ];
          }),
          ...key(
            MOTIONS.map(({ label, colour }, i) => ({
              label: `${label}: exponent ${runs[i]!.exponent.toFixed(3).replace("-", "−")}`,
              colour,
            })),
            { anchor: "top-right" },
          ),
        ],
      }),
  };
}

/** 10^n for the ticks of a logarithmic axis. */
function power(x: number): string {
  const n = Math.log10(x);
  return Math.abs(n - Math.round(n)) < 1e-9 ? `10^{${String(Math.round(n)).replace("-", "−")}}` : "";
}

function variationClaims(runs: VelocityVariation[]): Claim[] {
  const exponents = runs.map(({ exponent }) => exponent);
  const heaviest = runs.map(({ orbits }) => orbits.at(-1)!.omegaMean);
  return [
    {
      figure: "inertia-variation",
      statement: "the variation of the velocity over the velocity vanishes as 1/I (Sec. III)",
      paper: "exponent -1",
      computed: exponents.map((x) => x.toFixed(4)).join(", "),
      agrees: exponents.every((x) => Math.abs(x + 1) < 0.01),
    },
    {
      figure: "inertia-variation",
      statement: "a heavy rotor turns at a constant velocity: that of Eq. 12 without expansion",
      paper: "constant velocity",
      computed: `${heaviest.map((x) => x.toFixed(6)).join(", ")} at I = 10⁹`,
      agrees: [0.023189, 0.0333473, -0.0480401].every((root, i) => Math.abs(heaviest[i]! / root - 1) < 1e-4),
      note: "These are not the velocities of Fig. 2c: at them the third-order series has not converged.",
    },
  ];
}

interface CriticalRow extends Record<string, number | null> {
  load: number;
  inertia: number;
  stall: number | null;
  turning: number | null;
}

function criticalPanel(rows: CriticalRow[]): Panel {
  return {
    name: "inertia-critical",
    caption: "Critical voltage against the moment of inertia, orbit radius 10: below the curve the motor does not operate",
    rows,
    draw: (document) =>
      plot(document, {
        x: { type: "log", label: "moment of inertia (ħ^{2}/k_{B}T)", tickFormat: power },
        y: { label: "critical bias voltage (k_{B}T)", domain: [0, 5.5] },
        marks: [
          ...LOADS.flatMap(({ load, colour }) => {
            const shown = rows.filter((row) => row.load === load);
            return [
              Plot.ruleY([shown[0]!.stall!], { stroke: colour, strokeDasharray: "4,4" }),
              Plot.line(shown, { x: "inertia", y: "turning", stroke: colour, strokeWidth: 1.6 }),
              Plot.dot(shown, { x: "inertia", y: "turning", stroke: colour, r: 2.5 }),
            ];
          }),
          ...key(
            [
              ...LOADS.map(({ load, colour }) => ({ label: `C_{ext} = ${load}`, colour })),
              { label: "dashed: C_{F}^{(0)} meets the load", colour: "#555" },
            ],
            { anchor: "top-right" },
          ),
        ],
      }),
  };
}

function criticalClaims(rows: CriticalRow[]): Claim[] {
  const free = rows.filter(({ load }) => load === 0);
  const [first, last] = [free[0]!, free.at(-1)!];
  const exponent = Math.log(last.turning! / first.turning!) / Math.log(last.inertia / first.inertia);
  const above = rows.every(({ stall, turning }) => turning! > stall!);
  return [
    {
      figure: "inertia-critical",
      statement: "below a critical voltage the work does not pay for the dissipation: the motor stands (Sec. III)",
      paper: "a nonoperational regime at small voltage",
      computed: `up to V = ${round(first.turning!)} for I = ${first.inertia} without load, falling as I^${exponent.toFixed(2)}`,
      agrees: above && first.turning! > 0,
    },
  ];
}

function loopPanel({ points, starts, stops }: Hysteresis): Panel {
  const up = points.filter(({ branch }) => branch === "up");
  const down = points.filter(({ branch }) => branch === "down");
  const marks = [
    { rows: up, colour: RED, symbol: "triangle" },
    { rows: down, colour: BLUE, symbol: "circle" },
  ] as const;
  return {
    name: "inertia-hysteresis",
    caption: `Bias swept up and down, orbit radius 5, epsilonBar_R = epsilonBar_L - 3, I = ${SWEPT.inertia}, C_ext = ${SWEPT.load}: standing and turning coexist`,
    rows: points.map((point) => ({ ...point, turning: String(point.turning) })),
    draw: (document) =>
      plot(document, {
        x: { label: "bias voltage δV (k_{B}T)", domain: [0, 16] },
        y: { label: "mean θ̇ (k_{B}T/ħ)", nice: true },
        marks: [
          Plot.ruleY([0], { stroke: "#ccc" }),
          Plot.ruleX([starts, stops].filter((x) => x !== null), { stroke: "#999", strokeDasharray: "4,4" }),
          ...marks.flatMap(({ rows, colour, symbol }) => [
            Plot.line(rows, { x: "value", y: "omegaMean", stroke: colour, strokeWidth: 1.4 }),
            Plot.dot(rows, { x: "value", y: "omegaMean", stroke: colour, symbol, r: 4 }),
          ]),
          ...(
            [
              [starts, `starts ${round(starts ?? NaN)}`, "start", 6],
              [stops, `stops ${round(stops ?? NaN)}`, "end", -6],
            ] as const
          )
            .filter(([x]) => x !== null)
            .map(([x, label, textAnchor, dx]) =>
              Plot.text([label], { x: () => x, frameAnchor: "bottom", textAnchor, dx, dy: -40, fill: "#333" }),
            ),
          ...key([
            { label: "bias rising, from rest", colour: RED },
            { label: "bias falling, turning", colour: BLUE },
          ]),
        ],
      }),
  };
}

function loopClaim({ starts, stops, points }: Hysteresis, end: number): Claim {
  const both = points.filter(
    ({ value, branch, turning }: HysteresisPoint) =>
      branch === "up" && !turning && points.some((p) => p.branch === "down" && p.value === value && p.turning),
  );
  return {
    figure: "inertia-hysteresis",
    statement: "where the bias rises there is a region in which the rotor may stand or turn (end of Sec. III)",
    paper: "a hysteresis cycle, two values of the velocity",
    computed:
      `starts at V = ${round(starts ?? NaN)}, stops at V = ${round(stops ?? NaN)}; ` +
      `both at ${both.length} of the biases; the nonoperational regime ends at ${round(end)}`,
    agrees: both.length > 0 && starts !== null && stops !== null && Math.abs(stops / end - 1) < 0.02,
    note:
      "The standing rotor does not start where the torque could first carry it, but where the inverse dissipation has fed its " +
      "swings until they pass the barrier.",
  };
}
