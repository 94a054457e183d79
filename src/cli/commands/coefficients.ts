import { Command, Option } from "commander";
import type { EngineName, StatesName } from "../../electrons/engine.js";
import { engineOption, integer, toleranceOption } from "../arguments.js";
import { DEVICE, DEVICE_HELP, readMotor } from "../device.js";
import { print, sayWarnings } from "../output.js";
import { withProgress } from "../progress.js";

interface Options {
  order: number;
  engine: EngineName;
  states: StatesName | "auto";
  nodes?: number;
  tolerance: number;
}

export const coefficientsCommand = (): Command =>
  new Command("coefficients")
    .description("cycle coefficients C_F, C_I,r and C_J,r (Eq. 59, 70) and the residual of Eq. 71")
    .argument(DEVICE, DEVICE_HELP)
    .addOption(new Option("--order <k>", "highest power of the velocity").argParser(integer(0, 6)).default(3))
    .addOption(engineOption())
    .addOption(
      new Option("--states <space>", "auto lumps states that are equally probable by symmetry; spin-resolved keeps all")
        .choices(["auto", "spin-resolved"])
        .default("auto"),
    )
    .addOption(
      new Option("--nodes <n>", "so many grid points, whatever the error, which may exceed 1")
        .argParser(integer(2, 1 << 19))
        .conflicts("tolerance"),
    )
    .addOption(toleranceOption())
    .addHelpText(
      "after",
      `
Prints {order, nodes, error, engine, states, F, leads: {L: {I, J}, R: {I, J}}, errors, balance, scale, slowestRate,
slowestFeltRate, conditioning}.
error is relative to scale[k], 2 pi times the largest integrand of order k. With --nodes it is whatever it is: above 1
nothing of the result is right, and above 1e-10 a warning says so.

Examples:
  $ quantum-motor coefficients fig2a
  $ quantum-motor coefficients device.json --order 5 --tolerance 1e-8
  $ quantum-motor presets --show fig2c | quantum-motor coefficients - --engine typescript`,
    )
    .action(async (argument: string, { order, engine, states, nodes, tolerance }: Options) => {
      const { motor } = await readMotor(argument, { engine, states, tolerance });
      const coefficients = await withProgress("around the cycle", (progress) =>
        motor.coefficients({ order, ...(nodes === undefined ? {} : { nodes }), progress }),
      );
      sayWarnings(coefficients.warnings);
      print(coefficients);
    });
