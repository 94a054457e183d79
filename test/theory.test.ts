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
async function answers(
  work: (run: (args: string) => Promise<Run>, write: (name: string, text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
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
      (name, text) => writeFile(join(folder, name), text),
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
      expect(await run("steady --with=turnstile.mjs turnstile.json --load 0.5")).toMatchObject({ code: 0 });
      expect((await run("steady turnstile.json --load 0.5 --states spin-resolved")).stderr).toBe(
        'quantum-motor: --states: got "spin-resolved", allowed: auto: the theory has no many-body states\n',
      );
    });
  });

  test("results say what moved the rotor", async () => {
    await answers(async (run) => {
      for (const [engine, build] of [
        ["wasm", "simd"],
        ["typescript", null],
      ]) {
        const { stdout } = await run(`trajectory turnstile.json ${MOTION} --cycles 2 --engine ${engine}`);
        expect(JSON.parse(stdout)).toMatchObject({ made: { engine, build, states: null } });
      }
    });
  });
});

describe("modules that are added", () => {
  const QUESTION = `
    import { kinds } from "quantum-motor";
    export const questions = [{
      name: "meanTorque",
      summary: "the torque on a rotor at rest, averaged over the angle",
      options: { nodes: { kind: kinds.integer(4, 4096), value: "n", says: "angles looked at", default: 64 } },
      prints: "Prints {torque}, in k_B T_0.",
      examples: ["mean-torque fig2a"],
      progress: () => "angle by angle",
      ask: ({ electrons, account }, { nodes }) =>
        account.result({ torque: electrons.integrate(0, nodes, 0).integrals.F[0] / (2 * Math.PI) }),
    }];`;

  test("a question: command, flag, checks", async () => {
    await answers(async (run, write) => {
      await write("question.mjs", QUESTION);
      const { stdout } = await run("--with question.mjs mean-torque fig2c --nodes 4096");
      expect((JSON.parse(stdout) as { torque: number }).torque * 2 * Math.PI).toBeCloseTo(5.744213, 6);
      expect((await run("--with question.mjs mean-torque --help")).stdout).toContain("--nodes <n>");
      expect(await run("--with question.mjs mean-torque fig2c --nodes 3")).toMatchObject({
        code: 2,
        stderr: "quantum-motor: --nodes: got 3, allowed: an integer from 4 to 4096\n",
      });
    });
  });

  test("a theory comes before the package's own", async () => {
    await answers(async (run, write) => {
      const mine =
        'export const theories = [{ name: "mine", models: ["dots"], parse: (file) => { throw new Error("mine") } , read() {} }];';
      await write("mine.mjs", mine);
      expect((await run("--with mine.mjs steady dots.json --load 1")).stderr).toContain("mine");
    });
  });

  test.each([
    ["nothing there", undefined, "a JavaScript module that exports"],
    ["an error", "throw null", "a JavaScript module that exports `theories` or `questions` ("],
    ["neither", "export const theory = 1", "a JavaScript module that exports"],
    ["no list", "export const theories = []; export const questions = 7", "`questions`: a list of objects"],
    ["no theory", "export const theories = [{}]", "`theories`: a list of objects"],
    ["a taken name", QUESTION.replace("meanTorque", "steady"), "questions with names of their own: steady is taken"],
  ])("%s is refused in a line", async (_, text, message) => {
    await answers(async (run, write) => {
      if (text !== undefined) await write("broken.mjs", text);
      const { code, stdout, stderr } = await run("--with broken.mjs states fig2a");
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/^quantum-motor: --with: got "broken.mjs", allowed: .*\n$/);
      expect(stderr).toContain(message);
    });
  });
});
