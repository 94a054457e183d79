import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { parseDevice } from "../src/device/parse.js";
import { questions } from "../src/questions/index.js";
import type { Question } from "../src/questions/question.js";
import { commandNames } from "./cli/run.js";
import { wrongWith } from "./questions/readme.js";

const all: readonly Question[] = questions;

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = await readFile(join(root, "README.md"), "utf8");

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(([, code]) => code!);

test("the library example runs as written", async () => {
  const folder = await mkdtemp(join(tmpdir(), "readme-"));
  try {
    // the package as node finds it, with what it depends on
    const modules = join(folder, "node_modules");
    await mkdir(join(modules, "quantum-motor"), { recursive: true });
    await cp(join(root, "build"), join(modules, "quantum-motor", "build"), { recursive: true });
    await cp(join(root, "package.json"), join(modules, "quantum-motor", "package.json"));
    await symlink(join(root, "node_modules"), join(modules, "quantum-motor", "node_modules"));
    const [example] = blocks("js");
    expect(example!.trim().split("\n").length).toBeLessThanOrEqual(12);
    await writeFile(join(folder, "example.mjs"), example!);
    const { stdout } = await promisify(execFile)(process.execPath, ["example.mjs"], { cwd: folder });
    expect(stdout).toBe(
      "C_F(0) = 5.7442 +- 1e-13\n" + "-0.00945 stable pump\n0.00338 unstable motor\n0.00620 stable motor\n",
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("the device description is one", () => {
  expect(() => parseDevice(JSON.parse(blocks("json")[0]!))).not.toThrow();
});

test("its list shows every question, and commands and options that exist", async () => {
  const others = (await commandNames()).filter((name) => !all.some((question) => question.name === name));
  expect(wrongWith(readme, all, others)).toEqual([]);
  expect(others).toContain("validate");
});
