// The theory in CONTRIBUTING.md, as a stranger would add it: a module beside the installed package.

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeBlocks, installed } from "./installed.js";

const page = await readFile(new URL("../CONTRIBUTING.md", import.meta.url), "utf8");
const [code] = codeBlocks(page.slice(page.indexOf("## A theory of your own")), "js");

const POTENTIALS = { L: { mu: 2, T: 1 }, R: { mu: -2, T: 1 } };
const turnstile = {
  model: "turnstile",
  swing: 3,
  gamma: 0.4,
  leads: Object.entries(POTENTIALS).map(([name, lead]) => ({ name, ...lead })),
};
/** The same by the master equation. */
const dots = {
  model: "dots",
  spinless: true,
  orbitals: { level: { energy: { const: 0, cos: [3] } } },
  leads: {
    L: { gamma: { level: { const: 0.2, sin: [0.16] } }, ...POTENTIALS.L },
    R: { gamma: { level: { const: 0.2, sin: [-0.16] } }, ...POTENTIALS.R },
  },
};

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Commands of the installed package, its own theories and the page's. */
async function answers<Result>(work: (run: (args: string) => Promise<Run>) => Promise<Result>): Promise<Result> {
  return installed(async (folder) => {
    await writeFile(join(folder, "turnstile.mjs"), code!);
    await writeFile(join(folder, "turnstile.json"), JSON.stringify(turnstile));
    await writeFile(join(folder, "dots.json"), JSON.stringify(dots));
    const cli = join(folder, "node_modules/quantum-motor/build/cli.js");
    return work(
      (args) =>
        new Promise((resolve) => {
          execFile(
            process.execPath,
            [cli, "--with", "turnstile.mjs", ...args.split(" ")],
            { cwd: folder },
            (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
          );
        }),
    );
  });
}

/** What says how a number was found, not what it is; and what a turnstile has no states for. */
const HOW = ["made", "warnings", "engine", "states", "error", "errors", "conditioning", "energies", "p", "balance"];
/** Follow from scales that differ: of a cycle, of what is looked for. */
const SCALES = ["nodes", "step", "steps"];

/** Every number that both have, side by side. */
function pairs(a: unknown, b: unknown, at = ""): [string, number, number][] {
  if (typeof a === "number" && typeof b === "number") return [[at, a, b]];
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    expect(a, at).toBe(b);
    return [];
  }
  const keys = Object.keys(a).filter((key) => !HOW.includes(key) && !SCALES.includes(key));
  return keys.flatMap((key) => pairs(a[key as never], b[key as never], `${at}.${key}`));
}

test("has forty lines", () => {
  expect(code!.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(40);
});

describe("answers as the master equation does", () => {
  const MOTION = "--load 0.5 --inertia 1e3 --omega0 0.1";
  test("coefficients, frozen, steady, efficiency, trajectory, langevin, critical", { timeout: 120_000 }, async () => {
    await answers(async (run) => {
      for (const [command, options] of [
        ["coefficients", "--order 5"],
        ["frozen", "--theta 0.3,1.9,4 --order 4"],
        ["steady", "--load 0.5"],
        ["efficiency", "--load-ratio 0.1,0.3,1.4"],
        ["trajectory", `${MOTION} --cycles 5`],
        ["langevin", `${MOTION} --time 500 --samples 3 --trajectories 20 --step 0.5`],
        ["critical", "--load 0.5 --highest 8"],
      ]) {
        const [own, other] = await Promise.all(
          ["turnstile.json", "dots.json"].map((device) => run(`${command} ${device} ${options}`)),
        );
        expect([own!.code, other!.code], own!.stderr).toEqual([0, 0]);
        const compared = pairs(JSON.parse(own!.stdout), JSON.parse(other!.stdout));
        expect(compared.length, command).toBeGreaterThan(3);
        for (const [at, x, y] of compared) {
          expect(Math.abs(x - y), `${command}${at}: ${x}, ${y}`).toBeLessThan(1e-9 * Math.max(1, Math.abs(y)));
        }
      }
    });
  });

  test("what it cannot it says in a line, and what it can", async () => {
    await answers(async (run) => {
      for (const [args, what] of [
        ["periodic turnstile.json --omega 0.1", "periodic: .* the periodic state"],
        ["steady turnstile.json --load 1 --order exact", "--order exact: .* the periodic state"],
        [`trajectory turnstile.json ${MOTION} --full`, "--full: .* electrons are followed together with the rotor"],
        [`langevin turnstile.json ${MOTION} --time 9 --exact`, "--exact: .* electrons hop one by one"],
        ["states turnstile.json", "theory: .* many-body states"],
      ]) {
        const { code, stdout, stderr } = await run(args!);
        expect([code, stdout]).toEqual([2, ""]);
        expect(stderr).toMatch(
          new RegExp(`^quantum-motor: ${what!}.*, allowed: .*\\n$|^quantum-motor: ${what!}.*\\n$`),
        );
      }
    });
  });

  test("what is no device of its own it refuses, and validates what is", async () => {
    await answers(async (run) => {
      const valid = await run("validate turnstile.json");
      expect(JSON.parse(valid.stdout)).toMatchObject({ valid: true, model: "turnstile", leads: ["L", "R"] });
      const broken = await run("--with nowhere.mjs steady turnstile.json");
      expect(broken).toMatchObject({ code: 2, stdout: "" });
      expect(broken.stderr).toMatch(/^quantum-motor: --with: got "nowhere.mjs", allowed: a JavaScript module .*\n$/);
    });
  });
});
