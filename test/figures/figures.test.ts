import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeFigures } from "../../src/figures/write.js";
import { quantumMotor } from "../cli/run.js";

let folder: string;
const progress: number[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "figures-"));
  await writeFigures(folder, { only: ["4", "5", "6", "exact", "inertia", "fluctuations"], progress: (fraction) => progress.push(fraction) });
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

describe("figures 4 to 6, those of noise and of finite inertia", () => {
  const panels = ["fig4a", "fig4b", "fig5a", "fig5b", "fig5c", "fig6", "exact-fig2c", "exact-fig2c-frozen", "fluctuations", "inertia-variation", "inertia-critical", "inertia-hysteresis"];

  test("SVG, PNG and CSV per panel, a report, no half-written file", async () => {
    const files = (await readdir(folder)).sort();
    const expected = panels.flatMap((panel) => ["csv", "png", "svg"].map((ending) => `${panel}.${ending}`));
    expect(files).toEqual([...expected, "report.json", "report.md"].sort());
  });

  test.each(panels)("%s: the picture is one, with text and curves", async (panel) => {
    const png = await readFile(join(folder, `${panel}.png`));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 840]);
    const svg = await readFile(join(folder, `${panel}.svg`), "utf8");
    expect(svg).toMatch(/^<\?xml[^]*<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg.match(/<path /g)!.length).toBeGreaterThan(2);
    expect(svg).not.toMatch(/NaN|undefined|_\{|\^\{/);
  });

  test("the CSV holds what is drawn", async () => {
    const rows = csvParse(await readFile(join(folder, "fig4a.csv"), "utf8"));
    const solid = rows.filter((row) => row.orbitRadius === "100" && row.order === "1");
    expect(Math.max(...solid.map((row) => Number(row.efficiency)))).toBeCloseTo(0.863, 2);
    expect(new Set(rows.map((row) => row.mode))).toContain("frustrated-charge-pump");
  });

  test("every statement of the paper agrees", async () => {
    const { claims } = JSON.parse(await readFile(join(folder, "report.json"), "utf8")) as {
      claims: { statement: string; agrees: boolean }[];
    };
    expect(claims.length).toBeGreaterThan(8);
    expect(claims.filter(({ agrees }) => !agrees).map(({ statement }) => statement)).toEqual([]);
  });

  test("progress runs from 0 to 1", () => {
    expect(progress.at(-1)).toBeCloseTo(1, 12);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });
});

test("the slow engine says so before it starts", async () => {
  const args = ["figures", "--only", "6", "--out", "/dev/null/figures"];
  const run = (engine: string) => quantumMotor([...args, "--engine", engine]);
  expect((await run("typescript")).stderr).toMatch(/^quantum-motor: the typescript engine takes minutes/);
  expect((await run("wasm")).stderr).not.toMatch(/minutes/);
});

test("a folder that cannot be made: one line, exit 2", async () => {
  const { code, stderr, stdout } = await quantumMotor(["figures", "--only", "6", "--out", "/dev/null/figures"]);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/quantum-motor: .*\/dev\/null\/figures/);
});
