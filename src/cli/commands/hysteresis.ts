import { Command, Option } from "commander";
import type { EngineName } from "../../electrons/engine.js";
import { angle, engineOption, finite, inertiaOption, integer, numbers } from "../arguments.js";
import { frictionOption, loadProfileOption, readLoadProfile } from "../brake.js";
import { DEVICE, DEVICE_HELP, readMotor } from "../device.js";
import { print } from "../output.js";
import { withProgress } from "../progress.js";

interface Options {
  sweep: "bias" | "load";
  values: number[];
  inertia: number;
  load?: number;
  theta0: number;
  cycles: number;
  friction: number;
  loadProfile?: string;
  engine: EngineName;
}

export const hysteresisCommand = (): Command =>
  new Command("hysteresis")
    .description("bias or load swept slowly up and down: where the rotor starts to turn and where it stops (Sec. III)")
    .argument(DEVICE, DEVICE_HELP)
    .addOption(new Option("--sweep <what>", "what is swept").choices(["bias", "load"]).makeOptionMandatory())
    .addOption(
      new Option("--values <list>", "where to stop, ascending: x,y,... or a:b:n")
        .argParser(numbers)
        .makeOptionMandatory(),
    )
    .addOption(inertiaOption())
    .addOption(new Option("--load <C>", "C_ext = 2 pi F_ext, where the bias is swept (default: 0)").argParser(finite))
    .addOption(new Option("--theta0 <t>", "starts where it can stand next to this angle").argParser(angle).default(0))
    .addOption(
      new Option("--cycles <n>", "revolutions at each value at most").argParser(integer(1, 1_000_000)).default(400),
    )
    .addOption(frictionOption())
    .addOption(loadProfileOption())
    .addOption(engineOption())
    .addHelpText(
      "after",
      `
Prints {points: [{value, branch, turning, omegaMean}], starts, stops}: branch is up, then down; omegaMean is 0 where the
rotor stands. starts and stops are where the standing rotor began to turn and the turning one came to a standstill, null
where it never did: a rotor that stands at every value wants larger values, a lighter rotor or another device.

Examples:
  $ quantum-motor hysteresis inertia-hysteresis --sweep bias --values 2:14:13 --inertia 3e3 --load 0.2`,
    )
    .action(async (argument: string, { engine, loadProfile, ...options }: Options) => {
      const { motor } = await readMotor(argument, { engine });
      const profile = await readLoadProfile(loadProfile);
      print(
        await withProgress("sweeping up and down", (progress) =>
          motor.hysteresis({ ...options, ...profile, progress }),
        ),
      );
    });
