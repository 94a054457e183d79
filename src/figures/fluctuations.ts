import * as Plot from "@observablehq/plot";
import { createMotor } from "../questions/create.js";
import type { EnsembleMotion } from "../motor/noise/ensemble.js";
import type { FluctuationOptions } from "../motor/noise/fluctuations.js";
import { type Figure, type FigureContext, round } from "./figure.js";
import { key, plot } from "./plot.js";

/** Light enough that the noise shows and the mean settles soon, heavy enough to keep turning. */
const INERTIA = 5e6;
const TIME = 2e5;
const SAMPLES = 50;
const TRAJECTORIES = 50;
/** At the speeds met a third of the width of a resonance, 0.01 radians: the default is finer than a picture needs. */
const STEP = 1;

const FAST = 0.0036;
const SLOW = 0.0012;

interface Run extends Partial<FluctuationOptions> {
  label: string;
  colour: string;
  omega0: number;
}

const RUNS: readonly Run[] = [
  { label: "Langevin, fast start", colour: "#d62728", omega0: FAST },
  { label: "Langevin, slow start", colour: "#1f77b4", omega0: SLOW },
  { label: "electrons hopping one by one, fast start", colour: "black", omega0: FAST, exact: true },
];

interface Row {
  label: string;
  time: number;
  mean: number;
  spread: number;
  /** 1 for electrons that hop */
  exact: number;
  [column: string]: number | string;
}

/** The setting of Fig. 2a with a lighter rotor and the noise of Eq. 7. */
export async function fluctuations({ engine, progress }: FigureContext): Promise<Figure> {
  const motor = await createMotor("fig2a", { engine });
  const load = 0.5 * motor.coefficients({ order: 0 }).F[0]!;
  const quiet = motor.trajectory({ inertia: INERTIA, load, omega0: FAST, cycles: 1000 }).settledAt!;
  // single electrons hop in the compiled core alone
  const runs = RUNS.filter(({ exact }) => !exact || engine === "wasm");
  const motions: EnsembleMotion[] = [];
  for (const [i, { omega0, exact = false }] of runs.entries()) {
    const common = { inertia: INERTIA, load, time: TIME, samples: SAMPLES, trajectories: TRAJECTORIES, step: STEP };
    motions.push(motor.langevin({ ...common, omega0, exact, seed: i + 1 }));
    await progress((i + 1) / runs.length);
  }
  const rows = motions.flatMap((motion, i) =>
    [runs[i]!.omega0, ...motion.omegaMean].map((mean, j): Row => ({
      label: runs[i]!.label,
      time: j === 0 ? 0 : motion.time[j - 1]!,
      mean,
      spread: j === 0 ? 0 : motion.omegaSpread[j - 1]!,
      exact: motion.process === "hopping" ? 1 : 0,
    })),
  );
  const colour = ({ label }: Row): string => runs.find((run) => run.label === label)!.colour;
  const ends = motions.map(lastThird);
  return {
    section: "Beyond the paper's figures: the noise of the electrons",
    panels: [
      {
        name: "fluctuations",
        caption:
          `The motor of Fig. 2a with the noise of the electrons, inertia ${INERTIA}: mean of ${TRAJECTORIES} rotors and ` +
          "standard deviation of one, by the Langevin equation (bands) and by electrons that hop (dotted)",
        rows,
        draw: (document) =>
          plot(document, {
            x: { label: "time (10^{5} ħ/k_{B}T)", transform: (t: number) => t / 1e5 },
            y: { label: "θ̇ (10^{−3} k_{B}T/ħ)", transform: (w: number) => 1000 * w },
            marks: [
              Plot.ruleY([0], { stroke: "#ccc" }),
              Plot.areaY(rows.filter(({ exact }) => !exact), {
                x: "time",
                y1: ({ mean, spread }: Row) => mean - spread,
                y2: ({ mean, spread }: Row) => mean + spread,
                z: "label",
                fill: colour,
                fillOpacity: 0.15,
              }),
              ...[-1, 1].map((side) =>
                Plot.line(rows.filter(({ exact }) => exact), {
                  x: "time",
                  y: ({ mean, spread }: Row) => mean + side * spread,
                  stroke: colour,
                  strokeWidth: 0.8,
                  strokeDasharray: "2,2",
                }),
              ),
              Plot.ruleY([quiet], { stroke: "#555", strokeDasharray: "6,4" }),
              Plot.line(rows, { x: "time", y: "mean", z: "label", stroke: colour, strokeWidth: 1.8 }),
              ...key([...runs, { label: `dashed: settled without noise, ${round(1000 * quiet)}`, colour: "#555" }], { anchor: "bottom-right" }),
            ],
          }),
      },
    ],
    claims: motions.map((motion, i) => {
      const { mean, spread } = ends[i]!;
      const error = motion.omegaError.at(-1)!;
      return {
        figure: "fluctuations",
        statement: `${runs[i]!.label}: the mean of many rotors ends at the velocity without noise, 10⁻³ k_BT`,
        paper: `not in the paper; ${round(1000 * quiet)} without noise`,
        computed: `${round(1000 * mean)} ± ${round(1000 * error, 1)}, one rotor ± ${round(1000 * spread, 2)}`,
        agrees: Math.abs(mean - quiet) < 3 * error,
      };
    }),
  };
}

/** Averages over the last third of the time. */
function lastThird({ omegaMean, omegaSpread }: EnsembleMotion): { mean: number; spread: number } {
  const average = (values: readonly number[]): number => {
    const last = values.slice(-Math.ceil(values.length / 3));
    return last.reduce((sum, x) => sum + x, 0) / last.length;
  };
  return { mean: average(omegaMean), spread: average(omegaSpread) };
}
