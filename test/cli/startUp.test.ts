// What a start reads: most of its time goes into finding, reading and compiling files. No time is asserted.

import { expect, test } from "vitest";
import { quantumMotor } from "./run.js";

const inline = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;

/** Says on standard error which files are imported, and at the end which are required. */
const WATCH = inline(`
  import { writeSync } from "node:fs";
  import { createRequire, register } from "node:module";
  register(${JSON.stringify(
    inline(`
      import { writeSync } from "node:fs";
      export function load(url, context, next) {
        writeSync(2, url + "\\n");
        return next(url, context);
      }`),
  )});
  const { cache } = createRequire(process.execPath);
  process.on("exit", () => writeSync(2, Object.keys(cache).map((path) => "file://" + path + "\\n").join("")));
`);

/** The files that a command loads, from the root of the package. */
async function filesOf(args: readonly string[], ...flags: string[]): Promise<string[]> {
  const { code, stderr } = await quantumMotor(args, "", undefined, ["--import", WATCH, ...flags]);
  expect(code).toBe(0);
  const root = new URL("../../", import.meta.url).href;
  const files = stderr.split("\n").filter((line) => line.startsWith("file:"));
  return [...new Set(files.map((file) => file.replace(root, "")))];
}

const ofOthers = (files: readonly string[]): string[] => files.filter((file) => !file.startsWith("build/"));

test("a list of presets needs two files, none of a library", async () => {
  const files = await filesOf(["presets"]);
  expect(files).toContain("build/cli.js");
  expect(files.length).toBeLessThanOrEqual(2);
  expect(ofOthers(files)).toEqual([]);
});

test("a question needs more of the package, and none of a library", async () => {
  const files = await filesOf(["coefficients", "fig2a"]);
  expect(files.length).toBeGreaterThan(2);
  expect(ofOthers(files)).toEqual([]);
});

test("a library would be seen", async () => {
  const files = await filesOf(["presets"], "--require", "cli-progress");
  expect(ofOthers(files)).toContain("node_modules/cli-progress/cli-progress.js");
});
