import { Command, Option } from "commander";
import type { EngineName } from "../../engine/engine.js";
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
    .description("the smallest bias at which the device turns against a load: the end of the nonoperational regime")
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
Replaces the bias of the device. Prints {load, inertia, highest, stall, turning}: stall is where C_F(0) meets the load, the
limit of an infinitely heavy rotor; turning is where a rotor of the given inertia keeps turning. null: not up to --highest,
or, of turning, no --inertia given.

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
