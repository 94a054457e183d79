import { Command, Option } from "commander";
import type { EngineName } from "../../electrons/engine.js";
import { engineOption, finite, positive } from "../arguments.js";
import { frictionOption, loadProfileOption, readLoadProfile } from "../brake.js";
import { DEVICE, DEVICE_HELP, readMotor } from "../device.js";
import { print } from "../output.js";
import { withProgress } from "../progress.js";

interface Options {
  load: number;
  inertia?: number;
  highest: number;
  friction: number;
  loadProfile?: string;
  engine: EngineName;
}

export const criticalCommand = (): Command =>
  new Command("critical")
    .description(
      "the biases at which the device turns against a load, the smallest first: the end of the nonoperational regime",
    )
    .argument(DEVICE, DEVICE_HELP)
    .addOption(new Option("--load <C>", "C_ext = 2 pi F_ext").argParser(finite).default(0))
    .addOption(new Option("--inertia <I>", "moment of inertia, in hbar^2 / k_B T_0").argParser(positive))
    .addOption(new Option("--highest <V>", "the largest bias to look at").argParser(positive).default(20))
    .addOption(frictionOption())
    .addOption(loadProfileOption())
    .addOption(engineOption())
    .addHelpText(
      "after",
      `
Replaces the bias of the device: the first lead (\`first\`) gets mu_0 + V/2, the other one mu_0 - V/2. Prints
{load, inertia, highest, first, stall, stallError, windows, resolution, turning, turningError, turningWindows, turningStep}.

An infinitely heavy rotor turns forwards while C_F(0)(V) > load and backwards while it is smaller.
  stall    the smallest bias at which the two are equal, rising, falling or touching; without a load and with leads of one
           temperature that is V = 0; null: not up to --highest. The work against a load profile counts as load.
  windows  [{from, fromError, to, toError, direction, mode}], every interval of bias in which it turns. mode: motor against
           the load, pump with it, idle without one. A window that begins with the range is {from: 0, fromError: 0}, one
           that has not ended at --highest {to: null}. Where C_F(0) differs from the load by less than \`resolution\`
           no window is seen.
With --inertia, a rotor let go at rest on top of a barrier:
  turningWindows  where it comes around to it again, either way, found with trajectories at biases turningStep apart and,
           in between, where the energy left to it has an extremum; the edges are bisected.
  turning  the smallest bias at which it does, but for what a load does to it without a bias; null: not up to --highest.

Examples:
  $ quantum-motor critical fig4a-10 --load 0.5 --inertia 1e4
  $ quantum-motor critical device.json --load 1`,
    )
    .action(async (argument: string, { engine, loadProfile, ...options }: Options) => {
      const { motor } = await readMotor(argument, { engine });
      const profile = await readLoadProfile(loadProfile);
      print(
        await withProgress("searching the bias", (progress) =>
          motor.criticalVoltage({ ...options, ...profile, progress }),
        ),
      );
    });
