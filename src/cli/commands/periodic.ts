import { Command, Option } from "commander";
import type { EngineName } from "../../electrons/engine.js";
import { engineOption, numbers, toleranceOption } from "../arguments.js";
import { DEVICE, DEVICE_HELP, readMotor } from "../device.js";
import { printList } from "../list.js";
import { withProgress } from "../progress.js";

interface Options {
  omega: number[];
  engine: EngineName;
  tolerance: number;
}

export const periodicCommand = (): Command =>
  new Command("periodic")
    .description("torque and currents at constant velocities without an expansion: Omega dp/dtheta = W(theta) p")
    .argument(DEVICE, DEVICE_HELP)
    .addOption(
      new Option("--omega <velocities>", "theta-dot in k_B T_0 / hbar: x,y,... or a:b:n")
        .argParser(numbers)
        .makeOptionMandatory(),
    )
    .addOption(engineOption())
    .addOption(toleranceOption())
    .addHelpText(
      "after",
      `
Prints [{omega, F, leads: {L: {I, J}, R: {I, J}}, errors, balance, nodes, error, scale}]: integrals over theta in 0..2 pi, not
divided by omega. balance: residual of sum_r (J_r + I_r dV_r) + omega F = 0. error is relative to scale, 2 pi times the
largest integrand. omega = 0 gives the frozen limit, the integrals of order 0.

Examples:
  $ quantum-motor periodic fig2c --omega -0.04,0.02
  $ quantum-motor periodic device.json --omega -0.1:0.1:41 --tolerance 1e-12
  $ quantum-motor periodic fig4a-20 --omega 0.012 --engine typescript`,
    )
    .action(async (argument: string, { omega, engine, tolerance }: Options) => {
      const { motor } = await readMotor(argument, { engine, tolerance });
      const rows = await withProgress("velocity by velocity", (progress) => motor.periodic(omega, { progress }));
      await printList(rows.length, (i) => rows[i]);
    });
