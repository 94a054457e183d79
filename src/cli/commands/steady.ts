import { Command, Option } from "commander";
import type { EngineName } from "../../electrons/engine.js";
import {
  engineOption,
  fromOption,
  loadOption,
  loadRatioOption,
  orderOrExact,
  toOption,
  toleranceOption,
  velocityRange,
} from "../arguments.js";
import { chooseLoad, DEVICE, DEVICE_HELP, type LoadOptions, readMotor } from "../device.js";
import { print } from "../output.js";
import { withProgress } from "../progress.js";

interface Options extends LoadOptions {
  order: number | "exact";
  from?: number;
  to?: number;
  engine: EngineName;
  tolerance: number;
}

export const steadyCommand = (): Command =>
  new Command("steady")
    .description("every steady velocity at a load, with stability, mode and validity (Eq. 60 to 64, 68)")
    .argument(DEVICE, DEVICE_HELP)
    .addOption(loadOption())
    .addOption(loadRatioOption())
    .addOption(
      new Option("--order <k>", "highest power of the velocity in the torque, or exact: no expansion")
        .argParser(orderOrExact(1, 6))
        .default(3),
    )
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(engineOption())
    .addOption(toleranceOption())
    .addHelpText(
      "after",
      `
A preset brings the load of its figure. Prints {order, load, loadRatio, maximalVelocity, velocities: [{omega, stable,
mode, valid, velocityRatio, work, nextOrderShift}], error}. valid: |omega| within Omega_max (Eq. 68) and within the
slowest relaxation that torque and currents feel: a root beyond is no answer. nextOrderShift: how far the next term of the
series would move the root, relative to it. mode: a motor works on the load, a pump is driven by it, an idle rotor has none,
a standing one does not turn. No velocities: the torque to that order nowhere meets the load.

--order exact solves the master equation at constant velocity without an expansion and prints {order: "exact", load,
loadRatio, maximalVelocity, from, to, resolution, velocities: [{omega, omegaError, stable, mode, valid, velocityRatio,
work, slope}], series: [{order, velocities: [{omega, stable, valid, exact}]}]}: every steady velocity between --from and
--to, then the roots of the truncated series, each with the steady velocity it stands for or null where there is none.
valid: |omega| <= (k_B T)^2 / (hbar delta_epsilon), where the master equation itself holds.

Examples:
  $ quantum-motor steady fig2c
  $ quantum-motor steady fig2c --order exact --from -0.3 --to 0.3
  $ quantum-motor steady fig2a --load-ratio 0.5 --order 1
  $ quantum-motor steady device.json --load 5.8 --order 4`,
    )
    .action(async (argument: string, options: Options) => {
      const { engine, tolerance, order } = options;
      const { motor, preset } = await readMotor(argument, { engine, tolerance });
      const range = velocityRange(options);
      print(
        await withProgress<unknown>("steady velocities", (progress) => {
          const load = chooseLoad(options, preset, () => motor.coefficients({ order: 0 }));
          return order === "exact"
            ? motor.exactSteady({ ...load, ...range, progress })
            : motor.steady({ ...load, order, progress });
        }),
      );
    });
