// A Chromium for the tests: the one that CHROMIUM names, else one that is installed, else the one in an npm package.

import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export interface Chromium {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

const INSTALLED = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

export async function findChromium(): Promise<Chromium> {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]));
  const given = process.env.CHROMIUM || installed();
  if (given) return { executablePath: given, args, env };

  const { default: packaged } = await import("@sparticuz/chromium");
  let executablePath = await packaged.executablePath();
  if (!runs(executablePath, env)) {
    // a bare machine lacks libraries; the package brings them, but unpacks them only where it sees this variable
    process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs20.x";
    rmSync(executablePath, { force: true });
    executablePath = await packaged.executablePath();
    delete process.env.AWS_LAMBDA_JS_RUNTIME;
    env.LD_LIBRARY_PATH = [join(tmpdir(), "al2023", "lib"), env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
    if (!runs(executablePath, env)) {
      throw new Error(
        "no Chromium runs here: set CHROMIUM to the path of one, or install one (Debian: apt-get install chromium)",
      );
    }
  }
  return { executablePath, args, env };
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => INSTALLED.map((name) => join(folder, name))).find((path) => existsSync(path));
}

function runs(path: string, env: Record<string, string>): boolean {
  return spawnSync(path, ["--version"], { env }).status === 0;
}
