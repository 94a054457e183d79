import { Option } from "commander";
import { readJson } from "../device/json.js";
import { finite } from "./arguments.js";
import { readText } from "./read.js";

export const frictionOption = (): Option =>
  new Option("--friction <gamma>", "an external torque gamma theta-dot beside the load (Eq. 14)")
    .argParser(finite)
    .default(0);

export const loadProfileOption = (): Option =>
  new Option(
    "--load-profile <FILE>",
    "a JSON array of 6 to 4096 external torques beside the load, at uniformly spaced angles from 0 on; between them " +
      "their trigonometric interpolation",
  );

/** The profile in a file; the library says whether it is one. */
export async function readLoadProfile(file: string | undefined): Promise<{ loadProfile?: number[] }> {
  if (file === undefined) return {};
  const text = await readText("--load-profile", file, "a JSON array of numbers");
  return { loadProfile: readJson(text, "--load-profile").value as number[] };
}
