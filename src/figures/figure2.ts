import * as Plot from "@observablehq/plot";
import { paperDevice } from "../device/presets.js";
import { createMotor } from "../questions/create.js";
import type { Motor } from "../questions/motor.js";
import type { SteadyVelocity } from "../motor/steady/steady.js";
import type { Trajectory } from "../motor/motion/follow.js";
import { type Claim, type Figure, type FigureContext, type Panel, round, roundsTo } from "./figure.js";
import { plot } from "./plot.js";

interface Spec {
  name: string;
  preset: string;
  caption: string;
  inertia: number;
  starts: number[];
  cycles: number;
  /** side on which the steady velocities are named, where the curves leave room */
  labels: "left" | "right";
}

/** The paper gives neither inertia nor starts: large enough for a nearly constant velocity, small enough to settle. */
const SPECS: readonly Spec[] = [
  {
    name: "fig2a",
    preset: "fig2a",
    caption: "Motor: C_ext = 0.5 C_F(0), orbit radius 100, V = 2",
    inertia: 2e8,
    starts: [0.0012, 0.0017, 0.0026, 0.0031, 0.0036],
    cycles: 4000,
    labels: "left",
  },
  {
    name: "fig2b",
    preset: "fig2b",
    caption: "Pump: C_ext = 1.5 C_F(0), orbit radius 100, V = 2",
    inertia: 2e8,
    starts: [-0.0012, -0.0017, -0.0026, -0.0031, -0.0036],
    cycles: 4000,
    labels: "left",
  },
  {
    name: "fig2c",
    preset: "fig2c",
    caption: "Two stable velocities: C_ext = C_F(0) + 0.05, orbit radius 10, V = 15.42, the caption's U = 20",
    inertia: 6e6,
    starts: [-0.013, -0.007, 0.002, 0.0036, 0.0048, 0.008, 0.0095],
    cycles: 16000,
    labels: "right",
  },
  {
    name: "fig2c-frozen",
    preset: "fig2c-frozen",
    caption: "The same with U = 40: doubly occupied states frozen out",
    inertia: 6e6,
    starts: [-0.011, -0.005, 0.001, 0.0026, 0.0045, 0.0085, 0.0095],
    cycles: 12000,
    labels: "right",
  },
];

const ORDER = 3;

/** The velocities of Fig. 2c as the paper prints them, in 10^-3 k_B T / hbar. */
const PRINTED = ["-7.4", "2", "6.7"] as const;

/** Whether velocities, in k_B T / hbar, are those at the precision of the print. */
const areAsPrinted = (omegas: readonly number[]): boolean =>
  omegas.length === PRINTED.length && PRINTED.every((printed, i) => roundsTo(1000 * omegas[i]!, printed));

export async function figure2({ engine, progress }: FigureContext): Promise<Figure> {
  const panels: Panel[] = [];
  const claims: Claim[] = [];
  for (const [i, spec] of SPECS.entries()) {
    const motor = await createMotor(spec.preset, { engine });
    const load = loadOf(motor, spec.preset);
    const { velocities } = motor.steady({ load, order: ORDER });
    const runs: Trajectory[] = [];
    for (const [j, omega0] of spec.starts.entries()) {
      runs.push(motor.trajectory({ inertia: spec.inertia, load, omega0, cycles: spec.cycles, order: ORDER }));
      await progress((i + (j + 1) / spec.starts.length) / SPECS.length);
    }
    panels.push(panel(spec, runs, velocities));
    claims.push(...claimsOf(spec, runs, velocities, motor, load));
  }
  claims.push(await frozenFromU26(engine));
  return { panels, claims };
}

function loadOf(motor: Motor, preset: string): number {
  const stall = motor.coefficients({ order: 0 }).F[0]!;
  if (preset === "fig2a") return 0.5 * stall;
  if (preset === "fig2b") return 1.5 * stall;
  return stall + 0.05;
}

function panel(spec: Spec, runs: Trajectory[], velocities: SteadyVelocity[]): Panel {
  const rows = runs.flatMap((run, i) =>
    run.cycles.map((cycle, n) => ({ omega0: spec.starts[i]!, cycle, omega: run.omegaMean[n]!, end: run.omegaMean.at(-1)! })),
  );
  // enough points for the eye
  const drawn = rows.filter(({ cycle }) => cycle < 20 || cycle % 10 === 0);
  const shown = velocities.filter(({ valid }) => valid);
  return {
    name: spec.name,
    caption: spec.caption,
    rows,
    draw: (document) =>
      plot(document, {
        x: { label: "cycles" },
        y: { label: "mean θ̇ of the cycle (10^{−3} k_{B}T/ħ)", transform: (y: number) => 1000 * y },
        marks: [
          Plot.ruleY([0], { stroke: "#ccc" }),
          Plot.ruleY(shown.filter(({ stable }) => stable), { y: "omega", stroke: "#888" }),
          Plot.ruleY(shown.filter(({ stable }) => !stable), { y: "omega", stroke: "#888", strokeDasharray: "4,4" }),
          Plot.line(drawn, {
            x: "cycle",
            y: "omega",
            z: "omega0",
            stroke: (d: { end: number }) => (d.end > 0 ? "#d62728" : "#1f77b4"),
            strokeWidth: 1.6,
          }),
          Plot.text(shown, {
            y: "omega",
            frameAnchor: spec.labels,
            textAnchor: spec.labels === "left" ? "start" : "end",
            dx: spec.labels === "left" ? 8 : -6,
            dy: -8,
            fill: "#333",
            stroke: "white",
            strokeWidth: 4,
            text: (v: SteadyVelocity) => `${v.stable ? "stable" : "unstable"} ${round(1000 * v.omega)}`,
          }),
        ],
      }),
  };
}

function claimsOf(spec: Spec, runs: Trajectory[], velocities: SteadyVelocity[], motor: Motor, load: number): Claim[] {
  const figure = spec.name;
  const stable = velocities.filter((v) => v.stable && v.valid);
  if (spec.name === "fig2a" || spec.name === "fig2b") {
    const mode = spec.name === "fig2a" ? "motor" : "pump";
    const goal = stable[0]!.omega;
    const settled = runs.every(({ omegaMean }) => Math.abs(omegaMean.at(-1)! / goal - 1) < 0.05);
    return [
      {
        figure,
        statement: `operates as a ${mode}, velocity ${mode === "motor" ? "positive" : "negative"}`,
        paper: mode,
        computed: `${stable[0]?.mode}, θ̇ = ${round(stable[0]!.omega)}; all ${runs.length} trajectories end within 5% of it`,
        agrees: stable.length === 1 && stable[0]!.mode === mode && settled,
      },
    ];
  }
  const frozen = spec.name === "fig2c-frozen";
  const U = frozen ? 40 : 20;
  const computed = velocities.map(({ omega }) => 1000 * omega);
  const pattern = velocities.map(({ stable: s }) => (s ? "stable" : "unstable")).join(", ");
  const shifts = velocities.map(({ nextOrderShift }) => nextOrderShift ?? 0);
  const below = runs[2]!; // the positive start below the unstable velocity
  return [
    {
      figure,
      statement: `steady velocities to third order, 10⁻³ k_BT, with U = ${U}`,
      paper: `${PRINTED.join(", ")} (stable, unstable, stable)`,
      computed: `${computed.map((x) => x.toFixed(2)).join(", ")} (${pattern})`,
      agrees: areAsPrinted(velocities.map(({ omega }) => omega)) && pattern === "stable, unstable, stable",
      note: frozen
        ? "The printed velocities are those of doubly occupied states frozen out: any U of 26 and above gives them as printed."
        : "The caption says U = 20, where double occupation still takes part at this bias; the printed velocities come out from U = 26 on (next row).",
    },
    {
      figure,
      statement: `the fourth-order coefficient hardly moves the third-order velocities, U = ${U}`,
      paper: "negligible impact",
      computed: `relative shifts ${shifts.map((x) => x.toExponential(1)).join(", ")}`,
      agrees: Math.max(...shifts) < 0.01,
    },
    {
      figure,
      statement: "a rotor started with a positive velocity below the unstable one cannot reach the negative stable one",
      paper: "trapped once it stops",
      computed: `from ${spec.starts[2]} it ends at ${below.omegaMean.at(-1)!.toExponential(2)} (${below.outcome})`,
      agrees: below.outcome === "trapped",
      note:
        "Where it stops, the inverse dissipation of this bias feeds the swings in the potential well until the rotor leaves " +
        `it backwards. Trapped it stays only with a small inertia, which stops fast starts as well (${trappedAt(motor, load)}).`,
    },
  ];
}

/** What becomes of a slow and a fast start with a light rotor. */
function trappedAt(motor: Motor, load: number): string {
  const inertia = 1.5e5;
  const outcomes = [0.0012, 0.009, -0.012].map((omega0) => {
    const run = motor.trajectory({ inertia, load, omega0, cycles: 1000, order: ORDER });
    return `${omega0}: ${run.outcome} after ${run.cycles.length} cycles`;
  });
  return `I = ${inertia}; ${outcomes.join("; ")}`;
}

async function frozenFromU26(engine: FigureContext["engine"]): Promise<Claim> {
  const velocities = await Promise.all(
    [26, 60].map(async (U) => {
      const motor = await createMotor(paperDevice({ orbitRadius: 10, V: 15.42, U }), { engine });
      const load = motor.coefficients({ order: 0 }).F[0]! + 0.05;
      return motor.steady({ load, order: ORDER }).velocities.map(({ omega }) => omega);
    }),
  );
  const [from, to] = velocities.map((omegas) => omegas.map((omega) => (1000 * omega).toFixed(2)).join(", "));
  return {
    figure: "fig2c-frozen",
    statement: "the printed velocities for every U from 26 on, 10⁻³ k_BT",
    paper: PRINTED.join(", "),
    computed: `U = 26: ${from}; U = 60: ${to}`,
    agrees: velocities.every(areAsPrinted),
  };
}
