import { Command, Option } from "commander";
import type { EngineName } from "../../electrons/engine.js";
import {
  engineOption,
  inertiaOption,
  integer,
  loadOption,
  loadRatioOption,
  omega0Option,
  theta0Option,
} from "../arguments.js";
import { DEVICE, DEVICE_HELP, loadFrom, type LoadOptions, readMotor } from "../device.js";
import { frictionOption, loadProfileOption, readLoadProfile } from "../brake.js";
import { print } from "../output.js";
import { withProgress } from "../progress.js";

interface Options extends LoadOptions {
  inertia: number;
  omega0: number;
  theta0: number;
  cycles: number;
  order: number;
  full?: true;
  friction: number;
  loadProfile?: string;
  engine: EngineName;
}

export const trajectoryCommand = (): Command =>
  new Command("trajectory")
    .description("the rotor's motion from given initial conditions (Eq. 9): its mean velocity cycle by cycle")
    .argument(DEVICE, DEVICE_HELP)
    .addOption(inertiaOption())
    .addOption(loadOption())
    .addOption(loadRatioOption())
    .addOption(omega0Option())
    .addOption(theta0Option())
    .addOption(new Option("--cycles <n>", "revolutions at most").argParser(integer(1, 1_000_000)).default(1000))
    .addOption(
      new Option("--order <k>", "highest power of the velocity in the torque").argParser(integer(0, 6)).default(3),
    )
    .addOption(
      new Option("--full", "the occupations integrated with the rotor (Eq. 48), no expansion").conflicts("order"),
    )
    .addOption(frictionOption())
    .addOption(loadProfileOption())
    .addOption(engineOption())
    .addHelpText(
      "after",
      `
Prints {cycles, omegaMean, time, variation, outcome, settledAt, trappedBetween, velocityRatio, order, steps, end}: lists
with an entry a revolution, then what became of the rotor. outcome:
  settled         the mean velocity has stopped changing, settledAt is its limit; the run ends there
  trapped         the rotor does not get around: it swings between the angles trappedBetween, or stands; settledAt is 0
  still-changing  --cycles are over before either, or a swing that does not get around still grows; settledAt is null
  ran-away        the speed has passed 20 Omega_max (Eq. 68), or 20 times --omega0 where that is more
With --full also chargePerCycle and heatPerCycle, by lead. A preset brings the load of its figure.

Examples:
  $ quantum-motor trajectory fig2c --inertia 1e6 --omega0 0.01 --cycles 10000
  $ quantum-motor trajectory fig2c --inertia 1e5 --omega0 0.01
  $ quantum-motor trajectory device.json --inertia 1e6 --load 5.8 --omega0 0.002 --cycles 5000
  $ quantum-motor trajectory fig2c --full --inertia 4e4 --omega0 0.012 --friction 0.1 --cycles 2000`,
    )
    .action(async (argument: string, options: Options) => {
      const { motor, preset } = await readMotor(argument, { engine: options.engine });
      const { inertia, omega0, theta0, cycles, order, full = false, friction } = options;
      const profile = await readLoadProfile(options.loadProfile);
      print(
        await withProgress("revolution by revolution", (progress) => {
          const load = loadFrom(motor, options, preset);
          const motion = { inertia, load, omega0, theta0, cycles, order, full, friction, ...profile };
          return motor.trajectory({ ...motion, progress });
        }),
      );
    });
