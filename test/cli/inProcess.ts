import { vi } from "vitest";
import type { Composition } from "../../src/cli/composition.js";
import { run } from "../../src/cli/main.js";
import type { Run } from "./run.js";

/** Runs the command line without a process of its own: for many short runs. */
export async function inProcess(args: readonly string[], composition?: Composition): Promise<Run> {
  let stdout = "";
  let stderr = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => ((stdout += chunk.toString()), true));
  vi.spyOn(process.stderr, "write").mockImplementation((chunk) => ((stderr += chunk.toString()), true));
  try {
    const code = await run(args, composition);
    return { code, stdout, stderr, progress: [] };
  } finally {
    vi.restoreAllMocks();
  }
}
