import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createMotor } from "../../src/questions/create.js";
import { quantumMotor, type Run } from "./run.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What node itself says about the flag. */
const own = (stderr: string): string[] =>
  stderr
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("Warning: disabling flag"));

const jitless = (args: string): Promise<Run> => quantumMotor(args.split(" "), "", undefined, ["--jitless"]);

describe("node --jitless, which has no WebAssembly", () => {
  test("the TypeScript engine answers, and says so", async () => {
    const { code, stdout, stderr } = await jitless("steady fig2c");
    expect(code).toBe(0);
    const { velocities, warnings, made } = JSON.parse(stdout) as ReturnType<
      Awaited<ReturnType<typeof createMotor>>["steady"]
    >;
    const motor = await createMotor("fig2c", { engine: "typescript" });
    const load = motor.coefficients({ order: 0 }).F[0]! + 0.05;
    expect(velocities).toEqual(motor.steady({ load }).velocities);
    expect(made).toEqual(motor.made);
    expect(warnings.map((warning) => warning.code)).toEqual(["no-webassembly"]);
    expect(warnings[0]!.message).toMatch(/TypeScript engine .*--jitless.*'wasm-unsafe-eval'/);
    expect(own(stderr)).toEqual([`quantum-motor: warning: ${warnings[0]!.message}`]);
  });

  test("who asked for the TypeScript engine is told nothing", async () => {
    const { code, stdout, stderr } = await jitless("coefficients fig2c --order 0 --engine typescript");
    expect(code).toBe(0);
    expect(own(stderr)).toEqual([]);
    expect(JSON.parse(stdout)).toMatchObject({ warnings: [], made: { engine: "typescript", build: null } });
  });

  test("electrons that hop are refused in one line", async () => {
    const { code, stdout, stderr } = await jitless("langevin fig2a --inertia 1e6 --omega0 0.002 --time 1 --exact");
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(own(stderr).at(-1)).toMatch(/^quantum-motor: electrons hop one by one: only WebAssembly can; .*--jitless/);
  });

  test("the library refuses a batch and a build, and creates motors", async () => {
    const script = `
      import { batchCoefficients, bestBuild, createEngine, createMotor, numbersOf, parseDevice, paperDevice } from "${root}build/index.js";
      const device = parseDevice(paperDevice({ orbitRadius: 10, V: 2 }));
      const refused = (work) => { try { work(); return null; } catch ({ name, message }) { return [name, message]; } };
      console.log(JSON.stringify([
        refused(() => batchCoefficients(Float64Array.from(numbersOf(device)))),
        refused(bestBuild),
        refused(() => createEngine(device, "wasm", "auto", "scalar")),
        createEngine(device, "wasm").name,
        (await createMotor("fig2a")).electrons.engine,
      ]));`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--jitless",
      "--input-type=module",
      "--eval",
      script,
    ]);
    const [batch, build, engine, ...names] = JSON.parse(stdout) as [string[], string[], string[], string, string];
    for (const [refusal, what] of [
      [batch, "batchCoefficients"],
      [build, "build of the core"],
      [engine, "the engine wasm"],
    ] as const) {
      expect(refusal[0]).toBe("InvalidInput");
      expect(refusal[1]).toMatch(new RegExp(`^${what}: only WebAssembly can; .*--jitless.*wasm-unsafe-eval`));
      expect(refusal[1]).not.toContain("\n");
    }
    expect(names).toEqual(["typescript", "typescript"]);
  });
});
