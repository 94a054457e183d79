import { Command } from "commander";
import * as v from "valibot";
import { doubleDotSchema } from "../../device/parse.js";
import { dotsSchema } from "../../device/parseDots.js";
import { print } from "../output.js";

export const schemaCommand = (): Command =>
  new Command("schema")
    .description("the format of device files as a JSON Schema")
    .addHelpText(
      "after",
      `
The package has it as quantum-motor/device.schema.json. What a schema cannot say, such as energies relative to the lowest
temperature, "quantum-motor validate" checks.

Examples:
  $ quantum-motor schema > device.schema.json`,
    )
    .action(async () => {
      const { toJsonSchema } = await import("@valibot/to-json-schema");
      // JSON has no numbers that are not finite
      const { $schema, ...schema } = toJsonSchema(v.variant("model", [doubleDotSchema, dotsSchema]), {
        ignoreActions: ["finite"],
      });
      print({ $schema, title: "A device of quantum-motor", ...schema }, 2);
    });
