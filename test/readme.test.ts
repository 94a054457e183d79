import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { parseDevice } from "../src/device/parse.js";
import { questions } from "../src/questions/index.js";
import type { Question } from "../src/questions/question.js";
import { commandNames } from "./cli/run.js";
import { codeBlocks, installed } from "./installed.js";
import { wrongWith } from "./questions/readme.js";

const all: readonly Question[] = questions;

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = await readFile(join(root, "README.md"), "utf8");

test("the library example runs as written", async () => {
  await installed(async (folder) => {
    const [example] = codeBlocks(readme, "js");
    expect(example!.trim().split("\n").length).toBeLessThanOrEqual(12);
    await writeFile(join(folder, "example.mjs"), example!);
    const { stdout } = await promisify(execFile)(process.execPath, ["example.mjs"], { cwd: folder });
    expect(stdout).toBe(
      "C_F(0) = 5.7442 +- 1e-13\n" + "-0.00945 stable pump\n0.00338 unstable motor\n0.00620 stable motor\n",
    );
  });
});

test("the device description is one", () => {
  expect(() => parseDevice(JSON.parse(codeBlocks(readme, "json")[0]!))).not.toThrow();
});

test("its list shows every question, and commands and options that exist", async () => {
  const others = (await commandNames()).filter((name) => !all.some((question) => question.name === name));
  expect(wrongWith(readme, all, others)).toEqual([]);
  expect(others).toContain("validate");
});
