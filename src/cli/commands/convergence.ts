import { Command, Option } from "commander";
import type { EngineName } from "../../electrons/engine.js";
import { engineOption, integer, positive, toleranceOption } from "../arguments.js";
import { DEVICE, DEVICE_HELP, readMotor } from "../device.js";
import { print } from "../output.js";
import { withProgress } from "../progress.js";

interface Options {
  order: number;
  reach: number;
  threshold: number;
  engine: EngineName;
  tolerance: number;
}

export const convergenceCommand = (): Command =>
  new Command("convergence")
    .description("up to which velocity the series of every order can be trusted, by the solution without an expansion")
    .argument(DEVICE, DEVICE_HELP)
    .addOption(new Option("--order <k>", "highest power of the velocity").argParser(integer(1, 6)).default(4))
    .addOption(new Option("--reach <x>", "largest velocity, in Omega_max (Eq. 68)").argParser(positive).default(10))
    .addOption(new Option("--threshold <x>", "error that counts as good").argParser(positive).default(0.01))
    .addOption(engineOption())
    .addOption(toleranceOption())
    .addHelpText(
      "after",
      `
Prints {maximalVelocity, threshold, orders: [{order, forwards, backwards}], velocities: [{omega, ratio, F, torque,
currents}]}. forwards and backwards: the velocity up to which the error of C_F stays below the threshold, null where it
nowhere does; the largest velocity where it always does. torque and currents: errors order by order from 0, relative to
the largest change since zero velocity.

Examples:
  $ quantum-motor convergence fig2c
  $ quantum-motor convergence device.json --order 6 --threshold 0.001`,
    )
    .action(async (argument: string, { engine, tolerance, ...options }: Options) => {
      const { motor } = await readMotor(argument, { engine, tolerance });
      print(await withProgress("series and solution", (progress) => motor.convergence({ ...options, progress })));
    });
