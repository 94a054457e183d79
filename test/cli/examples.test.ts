import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deviceFile, parseDevice } from "../../src/device/parse.js";
import { findPreset } from "../../src/device/presets.js";
import type { Motor } from "../../src/questions/motor.js";
import type { StateLabel } from "../../src/electrons/states.js";
import { commandNames, PROGRESS, quantumMotor, type Run } from "./run.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "quantum-motor-examples-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A line of a shell, with quantum-motor as its reader has it. */
function shell(line: string): Promise<Run> {
  const PATH = [folder, process.env.PATH].join(delimiter);
  return new Promise((resolve, reject) => {
    const child = spawn("sh", ["-c", line], { cwd: folder, env: { ...process.env, PATH } });
    const run = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (run.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (run.stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code, ...run, stderr: run.stderr.replace(PROGRESS, ""), progress: run.stderr.match(PROGRESS) ?? [] }),
    );
  });
}

type Answer<Question extends keyof Motor> = Motor[Question] extends (...options: never[]) => infer Given
  ? Given
  : never;

/** Of a question whose answer depends on its options, the one that has a field; a list of them is printed as rows. */
type AnswerWith<Question extends keyof Motor, Field extends string> = Extract<
  Answer<Question>,
  { readonly [Name in Field]: unknown }
>;

const velocities = ({ velocities }: { velocities: { omega: number; stable: boolean }[] }): [number, boolean][] =>
  velocities.map(({ omega, stable }) => [Number((1e3 * omega).toFixed(2)), stable]);

const FIG_2C = [
  [-9.45, true],
  [3.38, false],
  [6.2, true],
];

const EXACT_2C = [
  [3.15, false],
  [23.19, true],
];

const exact = (state: AnswerWith<"steady", "series">): void => {
  expect(velocities(state)).toEqual(EXACT_2C);
  expect(state.series.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6]);
};

const settles =
  (at: number) =>
  (motion: Answer<"trajectory">): void => {
    expect(motion.outcome).toBe("settled");
    expect(motion.settledAt).toBeCloseTo(at, 4);
  };

const varies = ({ orbits, exponent }: Answer<"variation">): void => {
  expect(orbits.every(({ stable }) => stable)).toBe(true);
  expect(exponent).toBeCloseTo(-1, 1);
};

const balanced = (rows: AnswerWith<"periodic", "balance">[]): void => {
  for (const { balance, scale, error } of rows) {
    expect(Math.abs(balance)).toBeLessThan(1e-10 * scale);
    expect(error).toBeLessThan(1e-10);
  }
};

const order =
  (highest: number, tolerance = 1e-10) =>
  ({ F, error, balance }: Answer<"coefficients">): void => {
    expect(F).toHaveLength(highest + 1);
    expect(balance).toHaveLength(highest + 1);
    expect(error).toBeLessThan(tolerance);
  };

const modes =
  (...wanted: string[]) =>
  (rows: Answer<"efficiency">): void =>
    expect([...new Set(rows.map(({ mode }) => mode))]).toEqual(wanted);

const points =
  (count: number, highest: number) =>
  (rows: AnswerWith<"frozen", "theta">[]): void => {
    expect(rows).toHaveLength(count);
    for (const { energies, p } of rows) {
      expect(energies).toHaveLength(9);
      expect(p).toHaveLength(highest + 1);
      expect(p![0]!.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
    }
  };

const states = (rows: StateLabel[]): void => expect(rows.map(({ state }) => state)).toContain("b-up");

const turns = ({ stall, turning }: Answer<"critical">): void => {
  expect(stall).toBeGreaterThan(0);
  expect(turning).toBeGreaterThan(stall!);
};

const fluctuates = (motion: AnswerWith<"langevin", "omegaError">): void => {
  expect(motion.omegaError.every((error) => error > 0)).toBe(true);
  expect(motion.valid).toBe(true);
};

const reach =
  (highest: number) =>
  ({ orders }: Answer<"convergence">): void => {
    expect(orders).toHaveLength(highest);
    expect(orders.at(-1)!.forwards).toBeGreaterThan(0);
  };

const valid = (printed: { valid: boolean; leads: string[] }): void => {
  expect(printed).toMatchObject({ valid: true, leads: ["L", "R"] });
};

/** What an example is there to show. */
const SHOWS: Record<string, (printed: never) => void> = {
  presets: (rows: { name: string }[]) => expect(rows.map(({ name }) => name)).toContain("inertia-hysteresis"),
  "coefficients fig2a": order(3),
  "coefficients device.json --order 4": order(4),
  "coefficients device.json --order 4 --tolerance 1e-11": order(4, 1e-11),
  "coefficients device.json --order 5 --tolerance 1e-8": order(5, 1e-8),
  "presets --show fig2c | quantum-motor coefficients - --engine typescript": order(3),
  "frozen fig2a --theta 0.3,1.9": points(2, 3),
  "frozen device.json --theta 0.3,1.9": points(2, 3),
  "frozen device.json --theta 0:6.283185307179586:721 --order 0": points(721, 0),
  "states fig2a": states,
  "states device.json": states,
  "periodic fig2c --omega -0.04,0.02": balanced,
  "periodic device.json --omega -0.04,0.02": balanced,
  "periodic device.json --omega -0.1:0.1:41 --tolerance 1e-12": balanced,
  "periodic fig4a-20 --omega 0.012 --engine typescript": balanced,
  "steady fig2c": (state: Answer<"steady">) => expect(velocities(state)).toEqual(FIG_2C),
  "steady fig2c --order exact": exact,
  "steady fig2c --order exact --from -0.3 --to 0.3": exact,
  "steady fig2a --load-ratio 0.5 --order 1": ({ velocities: [only] }: Answer<"steady">) =>
    expect(only).toMatchObject({ mode: "motor", valid: true }),
  "steady device.json --load 5.8": ({ velocities }: Answer<"steady">) =>
    expect(velocities.map(({ mode, stable, valid }) => [mode, stable, valid])).toEqual([
      ["pump", true, true],
      ["motor", false, true],
      ["motor", true, true],
    ]),
  "steady device.json --load 5.8 --order 4": ({ velocities }: Answer<"steady">) =>
    expect(velocities.filter(({ stable, valid }) => stable && valid)).toHaveLength(2),
  "convergence fig2c": reach(4),
  "convergence device.json --order 6 --threshold 0.001": reach(6),
  "efficiency fig4a-50 --load-ratio 0:2:41": modes("idle", "electric-motor", "standing", "charge-pump"),
  "efficiency fig4b-100 --load-ratio 0.5,1.5": modes("heat-engine", "refrigerator"),
  "efficiency fig4a-10 --load-ratio 0:2:41 --order exact": modes(
    "idle",
    "electric-motor",
    "standing",
    "frustrated-charge-pump",
  ),
  "efficiency fig4a-10 --load-ratio 3:6:61 --order 2": modes("frustrated-charge-pump", "charge-pump"),
  "trajectory fig2c --inertia 1e6 --omega0 0.01 --cycles 10000": settles(0.0058),
  "trajectory fig2c --inertia 1e5 --omega0 0.01": ({ outcome, trappedBetween }: Answer<"trajectory">) => {
    expect(outcome).toBe("trapped");
    expect(trappedBetween![0]).toBeLessThan(trappedBetween![1]);
  },
  "trajectory device.json --inertia 1e6 --load 5.8 --omega0 0.002 --cycles 5000": settles(-0.0094),
  "trajectory fig2c --full --inertia 4e4 --omega0 0.012 --cycles 2000": settles(0.0265),
  "trajectory fig2c --full --inertia 4e4 --omega0 0.012 --friction 0.1 --cycles 2000": settles(0.0249),
  "variation fig2c --near 0.023 --inertia 1e5,1e6,1e7": varies,
  "variation device.json --load 5.8 --near 0.022 --inertia 1e6,1e7": varies,
  "critical fig4a-10 --load 0.5 --inertia 1e4": turns,
  "critical device.json --load 1": ({ stall, turning }: Answer<"critical">) => {
    expect(stall).toBeGreaterThan(0);
    expect(turning).toBeNull(); // no inertia
  },
  "hysteresis inertia-hysteresis --sweep bias --values 2:14:13 --inertia 3e3 --load 0.2": ({
    points,
    starts,
    stops,
    warnings,
  }: Answer<"hysteresis">) => {
    expect(stops).toBeGreaterThan(7);
    expect(starts).toBeGreaterThan(stops! + 5);
    expect(points.filter(({ turning }) => turning).length).toBeGreaterThan(5);
    expect(points.filter(({ turning }) => !turning).length).toBeGreaterThan(5);
    expect(warnings).toEqual([]);
  },
  "langevin fig2a --inertia 1e6 --omega0 0.002 --cycles 5 --trajectories 50 --samples 5": fluctuates,
  "langevin fig2c --inertia 2e5 --omega0 0.006 --time 1e5": fluctuates,
  "langevin fig2c --inertia 2e5 --omega0 0.0062 --time 1e5 --exact --seed 7": fluctuates,
  "langevin fig2c --inertia 2e5 --omega0 0.0062 --time 4e5 --passage -0.0095": ({
    passed,
    censored,
    mean,
  }: AnswerWith<"langevin", "passed">) => {
    expect(passed).toBeGreaterThan(100);
    expect(passed + censored).toBe(200);
    expect(mean).toBeGreaterThan(0);
  },
  "langevin fig2c --inertia 2e5 --omega0 0.0062 --time 1e5 --passage -0.0095,0.03": ({
    passed,
    passedBelow,
    passedAbove,
  }: AnswerWith<"langevin", "passed">) => {
    expect(passedBelow).toBeGreaterThan(0);
    expect(passedBelow + passedAbove).toBe(passed);
  },
  "validate device.json": valid,
  "presets --show fig2c | quantum-motor validate -": valid,
};

/** What writes files: beforeAll the first, test/device and test/figures the others. */
const ELSEWHERE = [
  "presets --show fig2c > device.json",
  "schema > device.schema.json",
  "figures",
  "figures --out figures",
  "figures --out /tmp/paper --only 3 4",
];

beforeAll(async () => {
  const script = join(folder, "quantum-motor");
  writeFileSync(script, `#!/bin/sh\nexec "${process.execPath}" "${join(root, "build", "cli.js")}" "$@"\n`);
  chmodSync(script, 0o755);
  expect(await shell(`quantum-motor ${ELSEWHERE[0]!}`)).toMatchObject({ code: 0, stdout: "" });
  const written: unknown = JSON.parse(readFileSync(join(folder, "device.json"), "utf8"));
  expect(deviceFile(parseDevice(written))).toEqual(deviceFile(parseDevice(findPreset("fig2c")!.device)));
});

describe("every example of README and --help runs and shows what it is there for", () => {
  test("every one is below, and none that is not theirs", async () => {
    const asked = [[], ...(await commandNames()).map((name) => [name])];
    const helps = await Promise.all(asked.map((command) => quantumMotor([...command, "--help"])));
    const examples = helps.flatMap(({ stdout }) =>
      [...stdout.matchAll(/^ {2}\$ quantum-motor (.*)$/gm)].map(([, example]) => example!),
    );
    const readme = readFileSync(join(root, "README.md"), "utf8");
    for (const [, example] of readme.matchAll(/^npx quantum-motor (.*?)(?: +#.*)?$/gm)) examples.push(example!);
    expect([...new Set(examples)].sort()).toEqual([...Object.keys(SHOWS), ...ELSEWHERE].sort());
  });

  test.concurrent.each(Object.entries(SHOWS))("%s", async (example, shows) => {
    const { code, stdout, stderr } = await shell(`quantum-motor ${example}`);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    shows(JSON.parse(stdout) as never);
  });
});
