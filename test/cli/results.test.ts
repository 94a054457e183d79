import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { version } from "../../package.json";
import { deviceFile, parseDevice } from "../../src/device/parse.js";
import type { Result } from "../../src/motor/result.js";
import { commandNames, quantumMotor } from "./run.js";

const degenerate = readFileSync(new URL("../cases/02-coherence-warned.json", import.meta.url), "utf8");
const device = deviceFile(parseDevice(JSON.parse(degenerate)));

const out = mkdtempSync(join(tmpdir(), "quantum-motor-results-"));
afterAll(() => {
  rmSync(out, { recursive: true });
});

/** Every command in a form that is quick to answer, of the device above where that can answer it. */
const COMMANDS: Record<string, string> = {
  coefficients: "- --order 1",
  frozen: "- --theta 0.3,1.9 --order 0",
  periodic: "- --omega 0.001,0.002",
  steady: "- --load 0 --order 1",
  trajectory: "- --inertia 1e5 --omega0 0.01 --load 0 --cycles 1 --order 1",
  variation: "fig2c --near 0.023 --inertia 1e6,1e7",
  critical: "- --load 0.1 --highest 2",
  hysteresis: "- --sweep load --values 0,0.1 --inertia 1e4 --cycles 1",
  langevin: "- --inertia 1e5 --omega0 0.001 --load 0 --time 10 --trajectories 2 --samples 1",
  efficiency: "fig4a-10 --load-ratio 0.5,2",
  convergence: "- --order 1 --reach 0.1",
  states: "-",
  figures: `--only 5 --out ${out}`,
  presets: "",
  validate: "-",
};

/** What these print is no result. */
const WITHOUT_RESULT = ["schema"];

describe("whatever a command prints carries warnings and made", () => {
  test("every command is below", async () => {
    expect([...Object.keys(COMMANDS), ...WITHOUT_RESULT].sort()).toEqual((await commandNames()).sort());
  });

  test.concurrent.each(Object.entries(COMMANDS))("%s %s", async (command, args) => {
    const { code, stdout, stderr } = await quantumMotor([command, ...args.split(" ").filter(Boolean)], degenerate);
    expect(code).toBe(0);
    const document = JSON.parse(stdout) as Result<object> | Result<object>[];
    const results = Array.isArray(document) ? document : [document];
    expect(results.length).toBeGreaterThan(0);
    for (const { warnings, made } of results) {
      expect(Object.keys(made)).toEqual(["version", "engine", "build", "states", "device"]);
      expect(made.version).toBe(version);
      if (!/^-( |$)/.test(args)) {
        expect(Array.isArray(warnings)).toBe(true);
        continue;
      }
      expect(warnings[0]).toMatchObject({ code: "coherence", electrons: 1, spin: null });
      expect(made.device).toEqual(device);
      const computed = command === "states" || command === "validate" ? null : "wasm";
      expect(made.engine).toBe(computed);
      // people are told what programs read
      expect(stderr.split("\n")[0]).toBe(`quantum-motor: warning: ${warnings[0]!.message}`);
    }
  });

  test("each warning once on standard error, whatever the number of rows", async () => {
    const { stdout, stderr } = await quantumMotor(["frozen", "-", "--theta", "0:6:50", "--order", "0"], degenerate);
    expect(JSON.parse(stdout)).toHaveLength(50);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("presets --show alone prints no result, but a device file", async () => {
    const { stdout } = await quantumMotor(["presets", "--show", "fig2a"]);
    expect(() => parseDevice(JSON.parse(stdout))).not.toThrow();
  });
});
