import { Command, Option } from "commander";
import type { EngineName } from "../../electrons/engine.js";
import { angles, engineOption, integer } from "../arguments.js";
import { DEVICE, DEVICE_HELP, readMotor } from "../device.js";
import { printList } from "../list.js";

interface Options {
  theta: number[];
  order: number;
  engine: EngineName;
}

export const frozenCommand = (): Command =>
  new Command("frozen")
    .description("energies, occupations and integrands at given angles, order by order (Eq. 49 to 53)")
    .argument(DEVICE, DEVICE_HELP)
    .addOption(new Option("--theta <angles>", "radians: x,y,... or a:b:n").argParser(angles).makeOptionMandatory())
    .addOption(new Option("--order <k>", "highest power of the velocity").argParser(integer(0, 6)).default(3))
    .addOption(engineOption())
    .addHelpText(
      "after",
      `
Prints [{theta, energies, p: [p(0), p(1), ...], D, F, leads: {L: {I, J}, R: {I, J}}, scale, error,
errors}], error relative to scale[k], the largest integrand of order k, errors shaped like F and leads, in their units. States of the double dot: 0, b-up, b-down, a-up, a-down, up-up,
up-down, down-up, down-down (left spin first); of any other device as "quantum-motor states" lists them.
D is the strength of the force noise, <xi(t) xi(t')> = 2 D delta(t - t') (Eq. 7).
All angles are computed before the first is printed; those beyond the first 100,000 are computed twice, to fit memory.

Examples:
  $ quantum-motor frozen fig2a --theta 0.3,1.9
  $ quantum-motor frozen device.json --theta 0:6.283185307179586:721 --order 0`,
    )
    .action(async (argument: string, { theta, order, engine }: Options) => {
      const { motor } = await readMotor(argument, { engine });
      await printList(theta.length, (i) => motor.frozen(theta[i]!, order), "angle by angle");
    });
