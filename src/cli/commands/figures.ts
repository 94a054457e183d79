import { Command, Option } from "commander";
import { InvalidInput, show } from "../../errors.js";
import type { EngineName } from "../../electrons/engine.js";
import { engineOption } from "../device.js";
import { print, say, sayWarnings } from "../output.js";
import { withProgress } from "../progress.js";

interface Options {
  out: string;
  only?: string[];
  engine: EngineName;
}

export const figuresCommand = (): Command =>
  new Command("figures")
    .description("the paper's figures 2 to 6 and some beyond as SVG, PNG and CSV, and a report of what agrees")
    .addOption(new Option("--out <DIR>", "folder for the files, made where it is missing").default("figures"))
    .addOption(
      new Option("--only <figures...>", "some of them").choices([
        "2",
        "3",
        "4",
        "5",
        "6",
        "exact",
        "inertia",
        "fluctuations",
      ]),
    )
    .addOption(engineOption())
    .addHelpText(
      "after",
      `
Beyond the paper: exact (Fig. 2c without an expansion), inertia, fluctuations. Writes fig2a.svg, fig2a.png, fig2a.csv, ... and report.md, report.json; prints a summary.

Examples:
  $ quantum-motor figures
  $ quantum-motor figures --out /tmp/paper --only 3 4`,
    )
    .action(async ({ out, only, engine }: Options) => {
      // plots and rasteriser are only loaded where they are needed
      const { writeFigures } = await import("../../figures/write.js");
      if (engine === "typescript") say("the typescript engine takes minutes for all figures, wasm seconds");
      const summary = await withProgress("starting", (progress) =>
        writeFigures(out, { engine, ...(only ? { only } : {}), progress }),
      ).catch((error: unknown) => {
        const { code, syscall } = error as NodeJS.ErrnoException;
        if (syscall === undefined) throw error;
        throw new InvalidInput(
          `--out: cannot write to ${show(out)} (${code ?? syscall}), allowed: a folder, or where one can be made`,
        );
      });
      process.stderr.write(`${summary.text}\n`);
      sayWarnings(summary.document.warnings);
      print(summary.document);
    });
