import { Command, Option } from "commander";
import type { EngineName } from "../../electrons/engine.js";
import { engineOption, finite, loadOption, loadRatioOption, numbers } from "../arguments.js";
import { frictionOption, loadProfileOption, readLoadProfile } from "../brake.js";
import { DEVICE, DEVICE_HELP, loadFrom, type LoadOptions, readMotor } from "../device.js";
import { print } from "../output.js";
import { withProgress } from "../progress.js";

interface Options extends LoadOptions {
  inertia: number[];
  near: number;
  friction: number;
  loadProfile?: string;
  engine: EngineName;
}

export const variationCommand = (): Command =>
  new Command("variation")
    .description("how the velocity varies within a cycle, over the inertia: vanishes as 1/I (Sec. III)")
    .argument(DEVICE, DEVICE_HELP)
    .addOption(
      new Option("--inertia <list>", "moments of inertia, in hbar^2 / k_B T_0: x,y,... or a:b:n")
        .argParser(numbers)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--near <w>", "velocity near which the heaviest turns, within a factor of two")
        .argParser(finite)
        .makeOptionMandatory(),
    )
    .addOption(loadOption())
    .addOption(loadRatioOption())
    .addOption(frictionOption())
    .addOption(loadProfileOption())
    .addOption(engineOption())
    .addHelpText(
      "after",
      `
Prints {orbits: [{inertia, omegaMean, omegaMeanError, omegaAtZero, omegaAtZeroError, closure, variation, stable,
chargePerCycle, heatPerCycle}], exponent}: the periodic motion of the rotor together with the electrons, no expansion, stable
or not, omegaAtZero its velocity at theta = 0; exponent of variation / omegaMean in I. closure is how far a revolution is
from coming back, the largest change of an occupation or, relatively, of the velocity. The heaviest rotor turns within a
factor of two of --near, or the answer is refused; lighter ones as it does, followed from inertia to inertia. --near wants a
velocity that "steady --order exact" gives at this load.

Examples:
  $ quantum-motor variation fig2c --near 0.023 --inertia 1e5,1e6,1e7
  $ quantum-motor variation device.json --load 5.8 --near 0.022 --inertia 1e6,1e7`,
    )
    .action(async (argument: string, options: Options) => {
      const { motor, preset } = await readMotor(argument, { engine: options.engine });
      const { inertia: inertias, near, friction } = options;
      const profile = await readLoadProfile(options.loadProfile);
      print(
        await withProgress("from heavy to light", (progress) => {
          const load = loadFrom(motor, options, preset);
          return motor.velocityVariation({ inertias, near, load, friction, ...profile, progress });
        }),
      );
    });
