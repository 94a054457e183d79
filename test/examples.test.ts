import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = new URL("../examples/", import.meta.url);
const out = mkdtempSync(join(tmpdir(), "quantum-motor-examples-"));
afterAll(() => {
  rmSync(out, { recursive: true });
});

const run = (script: string): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [new URL(script, folder).pathname, out], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout;
};

/** The number that a line of output ends with. */
const stated = (text: string, line: RegExp): number => Number(line.exec(text)![1]);

test.each([
  ["anderson.js", "anderson", /closed form: (\S+)/, 1e-12],
  ["ferromagnetic.js", "ferromagnetic", /error (\S+) of scale/, 1e-5],
  ["tripleDot.js", "triple-dot", /all devices: (\S+) of scale/, 1e-10],
  ["threeTerminals.js", "three-terminals", /between the terminals: (\S+)/, 1e-10],
])("%s runs, keeps its promise and draws", (script, picture, line, bound) => {
  expect(stated(run(script), line)).toBeLessThan(bound);
  expect(
    readFileSync(join(out, `${picture}.png`))
      .subarray(1, 4)
      .toString(),
  ).toBe("PNG");
  expect(readFileSync(join(out, `${picture}.csv`), "utf8").split("\n").length).toBeGreaterThan(10);
});

test("every example is here", () => {
  expect(readdirSync(folder).filter((name) => name.endsWith(".js"))).toHaveLength(5); // show.js among them
});
