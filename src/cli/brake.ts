import { readFile } from "node:fs/promises";
import { Option } from "commander";
import { InvalidInput } from "../device/errors.js";
import { finite } from "./arguments.js";

export const frictionOption = (): Option =>
  new Option("--friction <gamma>", "an external torque gamma theta-dot beside the load (Eq. 14)")
    .argParser(finite)
    .default(0);

export const loadProfileOption = (): Option =>
  new Option(
    "--load-profile <FILE>",
    "a JSON array of external torques beside the load, at uniformly spaced angles from 0 on",
  );

/** The profile in a file; the library says whether it is one. */
export async function readLoadProfile(file: string | undefined): Promise<{ loadProfile?: number[] }> {
  if (file === undefined) return {};
  try {
    return { loadProfile: JSON.parse(await readFile(file, "utf8")) as number[] };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new InvalidInput(
      `--load-profile: cannot read "${file}" (${code ?? message.split("\n")[0]!}), allowed: a JSON array of numbers`,
    );
  }
}
