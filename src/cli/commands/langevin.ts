import { Command, InvalidArgumentError, Option } from "commander";
import { refuse } from "../../device/errors.js";
import type { EngineName } from "../../electrons/engine.js";
import type { PassageTarget } from "../../motor/noise/firstPassage.js";
import {
  engineOption,
  inertiaOption,
  integer,
  numbers,
  loadOption,
  loadRatioOption,
  omega0Option,
  positive,
  theta0Option,
} from "../arguments.js";
import { DEVICE, DEVICE_HELP, loadFrom, type LoadOptions, readMotor } from "../device.js";
import { print } from "../output.js";
import { withProgress } from "../progress.js";

interface Options extends LoadOptions {
  inertia: number;
  omega0: number;
  theta0: number;
  time?: number;
  cycles?: number;
  trajectories: number;
  samples?: number;
  seed: number;
  order?: number;
  exact?: true;
  step?: number;
  passage?: PassageTarget;
  engine: EngineName;
}

export const langevinCommand = (): Command =>
  new Command("langevin")
    .description("many rotors that fluctuate (Eq. 7 to 9): means and spreads over time, or first passage to a velocity")
    .argument(DEVICE, DEVICE_HELP)
    .addOption(inertiaOption())
    .addOption(loadOption())
    .addOption(loadRatioOption())
    .addOption(omega0Option())
    .addOption(theta0Option())
    .addOption(new Option("--time <t>", "how long, in hbar / k_B T_0").argParser(positive))
    .addOption(new Option("--cycles <n>", "how long, in revolutions at the initial velocity").argParser(positive))
    .addOption(new Option("--trajectories <n>", "rotors").argParser(integer(2, 100_000)).default(200))
    .addOption(new Option("--samples <n>", "times at which to look (default: 100)").argParser(integer(1, 1_000_000)))
    .addOption(
      new Option("--seed <n>", "of the random numbers: the same gives the same motion")
        .argParser(integer(0, 2 ** 31 - 1))
        .default(1),
    )
    .addOption(
      new Option("--order <k>", "highest power of the velocity in the torque (default: 3)").argParser(integer(0, 6)),
    )
    .addOption(new Option("--exact", "electrons that hop one by one instead of torque series and white noise"))
    .addOption(
      new Option("--step <h>", "longest step of the integration (default: from the device)").argParser(positive),
    )
    .addOption(
      new Option(
        "--passage <w>",
        "how long until the velocity first reaches this one, or with LOW,HIGH one of two around the initial one",
      ).argParser(oneOrTwo),
    )
    .addOption(engineOption())
    .addHelpText(
      "after",
      `
Prints {process, order, trajectories, seed, step, maximalVelocity, slowestRate, slowestFeltRate, time, omegaMean,
omegaError, omegaSpread, turnsMean, turnsSpread, velocityRatio, valid}: mean over the rotors, its standard error, standard
deviation. valid: the root mean square velocity at the end within Omega_max (Eq. 68) and the slowest relaxation that torque
and currents feel, with --exact within (k_B T)^2 / (hbar delta_epsilon).
With --passage {..., target, passed, censored, censoredShare, mean, standardError, meanOf, median, medianError, rate,
rateError, times, passedBelow, passedAbove}; censored rotors had not reached the velocity in the given time. Where there
are any, mean is 1 / rate (meanOf: memoryless), and null where the passages do not come at a constant rate, or fewer than
100 do not show it: more --time or --trajectories then gives one. A velocity that passes and returns within a step counts.
A preset brings the load of its figure.

Examples:
  $ quantum-motor langevin fig2a --inertia 1e6 --omega0 0.002 --cycles 5 --trajectories 50 --samples 5
  $ quantum-motor langevin fig2c --inertia 2e5 --omega0 0.0062 --time 1e5 --passage -0.0095
  $ quantum-motor langevin fig2c --inertia 2e5 --omega0 0.0062 --time 1e5 --passage -0.0095,0.03
  $ quantum-motor langevin fig2c --inertia 2e5 --omega0 0.0062 --time 1e5 --exact --seed 7`,
    )
    .action(async (argument: string, options: Options) => {
      const { motor, preset } = await readMotor(argument, { engine: options.engine });
      const { exact = false, order, samples, passage } = options;
      if (exact && order !== undefined) refuse("--order", order, "nothing with --exact, which expands in no velocity");
      if (passage !== undefined && samples !== undefined) refuse("--samples", samples, "nothing with --passage");
      const time = duration(options);
      const { inertia, omega0, theta0, trajectories, seed, step } = options;
      print(
        await withProgress<unknown>(exact ? "electrons hopping" : "rotors turning", (progress) => {
          const load = loadFrom(motor, options, preset);
          const motion = {
            ...{ inertia, load, omega0, theta0, time, trajectories, seed, exact, progress },
            ...(order !== undefined && { order }),
            ...(step !== undefined && { step }),
          };
          return passage === undefined
            ? motor.ensemble({ ...motion, ...(samples !== undefined && { samples }) })
            : motor.firstPassage({ ...motion, target: passage });
        }),
      );
    });

function oneOrTwo(value: string): PassageTarget {
  const [first, second, ...more] = value.includes(":") ? [] : numbers(value);
  if (first === undefined || more.length > 0) throw new InvalidArgumentError("allowed: a velocity, or two: LOW,HIGH");
  return second === undefined ? first : [first, second];
}

function duration({ time, cycles, omega0 }: Options): number {
  if (time !== undefined && cycles !== undefined) refuse("--time", time, "one of --time and --cycles");
  if (time !== undefined) return time;
  if (cycles === undefined) refuse("--time", undefined, "--time t or --cycles n");
  if (omega0 === 0) refuse("--cycles", cycles, "--time for a rotor that starts at rest");
  return (2 * Math.PI * cycles) / Math.abs(omega0);
}
