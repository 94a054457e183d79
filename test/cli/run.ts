import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const CLI = fileURLToPath(new URL("../../build/cli.js", import.meta.url));

export interface Run {
  code: number | null;
  stdout: string;
  /** without the lines that say how far long work is: how many there are depends on the machine */
  stderr: string;
  progress: string[];
}

export const PROGRESS = /^quantum-motor: .*: \d+% after \d+ s\n/gm;

/** Runs the built command line, in a Node with `flags`. */
export function quantumMotor(
  args: readonly string[],
  input = "",
  cwd?: string,
  flags: readonly string[] = [],
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, CLI, ...args], { cwd });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code, stdout, stderr: stderr.replace(PROGRESS, ""), progress: stderr.match(PROGRESS) ?? [] }),
    );
    child.stdin.on("error", () => undefined); // the child may not read its input
    child.stdin.end(input);
  });
}

/** The names of all commands, as --help lists them. */
export async function commandNames(): Promise<string[]> {
  const { stdout } = await quantumMotor(["--help"]);
  const list = stdout.slice(stdout.indexOf("Commands:"), stdout.indexOf("\n\n", stdout.indexOf("Commands:")));
  return [...list.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name!).filter((name) => name !== "help");
}
