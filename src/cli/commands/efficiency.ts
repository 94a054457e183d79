import { Command, Option } from "commander";
import type { EngineName } from "../../electrons/engine.js";
import {
  engineOption,
  fromOption,
  numbers,
  orderOrExact,
  toleranceOption,
  toOption,
  velocityRange,
} from "../arguments.js";
import { DEVICE, DEVICE_HELP, readMotor } from "../device.js";
import { printList } from "../list.js";
import { withProgress } from "../progress.js";

interface Options {
  loadRatio: number[];
  order: number | "exact";
  from?: number;
  to?: number;
  engine: EngineName;
  tolerance: number;
}

export const efficiencyCommand = (): Command =>
  new Command("efficiency")
    .description("efficiency over the load: electric motor, charge pump, heat engine, refrigerator (Eq. 72 to 77)")
    .argument(DEVICE, DEVICE_HELP)
    .addOption(
      new Option("--load-ratio <ratios>", "loads in units of C_F(0): x,y,... or a:b:n")
        .argParser(numbers)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option(
        "--order <k>",
        "highest power of the velocity in the torque, currents one further; or exact: no expansion",
      )
        .argParser(orderOrExact(1, 6))
        .default(1),
    )
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(engineOption())
    .addOption(toleranceOption())
    .addHelpText(
      "after",
      `
Prints rows [{loadRatio, omega, mode, efficiency, bound, boundOf, carnot, chargePerCycle, heatPerCycle, work, entropy,
error, valid}], one for every stable velocity; charge and heat by lead, positive into it. A frustrated pump has efficiency
0. bound is the most that the second law allows the efficiency, boundOf says which efficiency that is; carnot is the same
for the machines of Eq. 72 to 77, null for others, such as leads of three temperatures. error is that of the cycle
coefficients, relative to the scale of each order. With --order exact, currents and velocities are those of the periodic
state between --from and --to, error that of its integrals.
A load at which no velocity is both steady and stable has one row of mode no-steady-state, omega and what follows from
it null: the torque to that order has no stable root there (an even order reaches loads on one side only), or, with
--order exact, the whole torque has none between --from and --to. A rotor that stands has mode standing and no efficiency.
valid: |omega| within Omega_max (Eq. 68) and within the slowest relaxation that torque and currents feel (with --order
exact, within (k_B T)^2 / (hbar delta_epsilon)), the efficiency within its bound, no entropy destroyed.

Examples:
  $ quantum-motor efficiency fig4a-50 --load-ratio 0:2:41
  $ quantum-motor efficiency fig4b-100 --load-ratio 0.5,1.5
  $ quantum-motor efficiency fig4a-10 --load-ratio 0:2:41 --order exact
  $ quantum-motor efficiency fig4a-10 --load-ratio 3:6:61 --order 2`,
    )
    .action(async (argument: string, { loadRatio, engine, tolerance, ...options }: Options) => {
      const { motor } = await readMotor(argument, { engine, tolerance });
      const rows = await withProgress("over the load", (progress) =>
        motor.efficiency(loadRatio, options.order, { ...velocityRange(options), progress }),
      );
      await printList(rows.length, (i) => rows[i]);
    });
