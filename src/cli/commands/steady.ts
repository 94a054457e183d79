import { Command, Option } from "commander";
import type { EngineName } from "../../engine/engine.js";
import { Motor } from "../../motor/motor.js";
import { engineOption, finite, integer, toleranceOption } from "../arguments.js";
import { chooseLoad, DEVICE, DEVICE_HELP, type LoadOptions, readDevice } from "../device.js";
import { print } from "../output.js";

interface Options extends LoadOptions {
  order: number;
  engine: EngineName;
  tolerance: number;
}

export const steadyCommand = (): Command =>
  new Command("steady")
    .description("every steady velocity at a load, with stability, mode and validity (Eq. 60 to 64, 68)")
    .argument(DEVICE, DEVICE_HELP)
    .addOption(new Option("--load <C>", "C_ext = 2 pi F_ext").argParser(finite))
    .addOption(new Option("--load-ratio <x>", "the load in units of C_F(0)").argParser(finite))
    .addOption(
      new Option("--order <k>", "highest power of the velocity in the torque").argParser(integer(1, 6)).default(3),
    )
    .addOption(engineOption())
    .addOption(toleranceOption())
    .addHelpText(
      "after",
      `
A preset brings the load of its figure. Prints {order, load, loadRatio, maximalVelocity, velocities: [{omega, stable,
mode, valid, velocityRatio, work, nextOrderShift}], error}. valid: |omega| <= Omega_max (Eq. 68). nextOrderShift: how far
the next term of the series would move the root, relative to it.

Examples:
  $ quantum-motor steady fig2c
  $ quantum-motor steady fig2a --load-ratio 0.5 --order 1
  $ quantum-motor steady device.json --load 1.2 --order 5`,
    )
    .action(async (argument: string, options: Options) => {
      const { device, preset } = await readDevice(argument);
      const motor = new Motor(device, { engine: options.engine, tolerance: options.tolerance });
      const load = chooseLoad(options, preset, () => motor.coefficients({ order: 0 }));
      print(motor.steady({ ...load, order: options.order }));
    });
