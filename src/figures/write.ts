import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDevice } from "../device/parse.js";
import { presets } from "../device/presets.js";
import { masterEquation } from "../master/masterEquation.js";
import type { EngineName } from "../electrons/engine.js";
import { watch } from "../pause.js";
import { madeBy, type Result } from "../motor/result.js";
import type { Figure, FigureContext } from "./figure.js";
import { figure2 } from "./figure2.js";
import { figure3 } from "./figure3.js";
import { figure4 } from "./figure4.js";
import { figure5 } from "./figure5.js";
import { figure6 } from "./figure6.js";
import { exactFigure } from "./exact.js";
import { inertiaFigure } from "./inertia.js";
import { fluctuations } from "./fluctuations.js";
import { render } from "./render.js";
import { allClaims, markdown, plainText, summary } from "./report.js";

/** Each figure and its share of the time. */
const FIGURES: Record<string, { make: (context: FigureContext) => Promise<Figure>; share: number }> = {
  "2": { make: figure2, share: 15 },
  "3": { make: figure3, share: 6 },
  "4": { make: figure4, share: 1 },
  "5": { make: figure5, share: 0.5 },
  "6": { make: figure6, share: 0.5 },
  exact: { make: exactFigure, share: 3 },
  inertia: { make: inertiaFigure, share: 6 },
  fluctuations: { make: fluctuations, share: 6 },
};

interface FigureOptions {
  engine?: EngineName;
  /** figure numbers, or the names of those beyond the paper; default all */
  only?: string[];
  /** called with the fraction that is done and what is under way */
  progress?: (fraction: number, what: string) => void;
}

interface FigureSummary {
  /** what was written, and how many of the paper's statements agree */
  document: Result<{ out: string; files: string[]; statements: number; agreeing: number }>;
  /** every statement, for the eye */
  text: string;
}

/** Computes the figures and writes SVG, PNG and CSV per panel, report.md and report.json into `out`. */
export async function writeFigures(out: string, options: FigureOptions = {}): Promise<FigureSummary> {
  const { engine = "wasm", only = Object.keys(FIGURES), progress = () => undefined } = options;
  const chosen = [...new Set(only)].sort().map((number) => ({ number, ...FIGURES[number]! }));
  const whole = chosen.reduce((sum, { share }) => sum + share, 0);
  await mkdir(out, { recursive: true });
  const figures: Figure[] = [];
  const files: string[] = [];
  const save = async (name: string, content: string | Uint8Array): Promise<void> => {
    // a reader never meets half a file
    const path = join(out, name);
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
    files.push(name);
  };
  let done = 0;
  for (const { number, make, share } of chosen) {
    const what = `figure ${number}`;
    let reached = done / whole;
    const unwatch = watch(() => progress(reached, what));
    const figure = await make({
      engine,
      progress: async (fraction) => {
        reached = (done + share * fraction) / whole;
        progress(reached, what);
        await new Promise((resolve) => setImmediate(resolve)); // lets the caller's event loop turn
      },
    }).finally(unwatch);
    for (const panel of figure.panels) {
      const { svg, png, csv } = render(panel);
      await save(`${panel.name}.svg`, svg);
      await save(`${panel.name}.png`, png);
      await save(`${panel.name}.csv`, csv);
    }
    figures.push(figure);
    done += share;
    progress(done / whole, what);
  }
  const claims = allClaims(figures);
  await save("report.md", markdown(figures));
  await save("report.json", `${JSON.stringify({ summary: summary(figures), claims }, null, 2)}\n`);
  const agreeing = claims.filter(({ agrees }) => agrees).length;
  return {
    document: { out, files, statements: claims.length, agreeing, ...accountOf(engine) },
    text: plainText(figures),
  };
}

/** The figures have many devices: what is said of any of the presets, and an engine without a device. */
function accountOf(name: EngineName): Result<object> {
  const readings = presets.map(({ device }) => masterEquation.read(parseDevice(device), { engine: name }));
  const told = readings.flatMap((electrons) => electrons.doubts());
  return {
    warnings: told.filter(({ message }, i) => told.findIndex((other) => other.message === message) === i),
    made: { ...madeBy(readings[0]), states: null },
  };
}
