// The browsers that tests run in: the Chromium in an npm package, so that a machine with Node alone can test, and whatever
// is installed, since engines and their versions differ.

import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export interface Browser {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

const CHROMIUMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FIREFOXES = ["firefox-esr", "firefox"];

const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];

/** The Chromium that CHROMIUM names, else one that is installed; undefined where there is none. */
export function installedChromium(): Browser | undefined {
  const executablePath = process.env.CHROMIUM || installed(CHROMIUMS);
  return executablePath ? { executablePath, args: QUIET, env: environment() } : undefined;
}

/** The Firefox that FIREFOX names, else one that is installed; undefined where there is none. */
export function installedFirefox(): string | undefined {
  return process.env.FIREFOX || installed(FIREFOXES);
}

/** The Chromium in the npm package; undefined where the package has none for the machine. */
export async function packagedChromium(): Promise<Browser | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const env = environment();
  const { default: packaged } = await import("@sparticuz/chromium");
  let executablePath = await packaged.executablePath();
  if (!runs(executablePath, env)) {
    // a bare machine lacks libraries; the package brings them, but unpacks them only where it sees this variable
    process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs20.x";
    rmSync(executablePath, { force: true });
    executablePath = await packaged.executablePath();
    delete process.env.AWS_LAMBDA_JS_RUNTIME;
    env.LD_LIBRARY_PATH = [join(tmpdir(), "al2023", "lib"), env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
    if (!runs(executablePath, env)) return undefined;
  }
  return { executablePath, args: QUIET, env };
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]));
}

function installed(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

function runs(path: string, env: Record<string, string>): boolean {
  return spawnSync(path, ["--version"], { env }).status === 0;
}
