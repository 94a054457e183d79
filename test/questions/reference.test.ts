import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { dashed } from "../../src/cli/usage.js";
import { questions } from "../../src/questions/index.js";
import { reference } from "../../src/questions/documentation.js";
import { inProcess } from "../cli/inProcess.js";
import { meanTorque } from "./meanTorque.js";

test("docs/reference.md is as npm run build:reference writes it", async () => {
  const text = reference(questions, dashed);
  expect(await readFile(new URL("../../docs/reference.md", import.meta.url), "utf8")).toBe(text);
  expect((await inProcess(["help", "reference"])).stdout).toBe(text);
});

test("every question has its entry, and each of its options a row", () => {
  const text = reference(questions, dashed);
  for (const { name, options } of questions) {
    const [section] = text.slice(text.indexOf(`## ${name}\n`)).split("\n## ", 1);
    for (const option of Object.keys(options)) expect(section, name).toContain(`| \`${option}\` | `);
  }
});

test("one more question is in the reference", () => {
  const text = reference([...questions, meanTorque], dashed);
  expect(text).toContain("## meanTorque");
  expect(text).toContain("`quantum-motor mean-torque DEVICE ...`");
  expect(text).toContain("| `nodes` | angles looked at (default: 64) | an integer from 4 to 4096 |  |");
});
