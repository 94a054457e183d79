import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { paperDevice } from "../../src/device/presets.js";
import { createMotor } from "../../src/questions/create.js";
import { quantumMotor } from "./run.js";

async function json(args: readonly string[], input?: string): Promise<never> {
  const { code, stdout, stderr } = await quantumMotor(args, input);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout.trim().split("\n")).toHaveLength(1);
  return JSON.parse(stdout) as never;
}

/** Through JSON, as a reader of the output gets it. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("commands print what the library computes, to the last digit", () => {
  test.each(["wasm", "typescript"] as const)("coefficients, %s", async (engine) => {
    const motor = await createMotor("fig2c", { engine });
    const printed: Record<string, unknown> = await json(["coefficients", "fig2c", "--engine", engine, "--order", "4"]);
    expect(printed).toEqual(plain(motor.coefficients({ order: 4 })));
    for (const field of ["order", "nodes", "error", "engine", "states", "F", "leads", "balance"])
      expect(printed).toHaveProperty(field);
  });

  test("coefficients with fixed nodes, nine states", async () => {
    const printed = await json(["coefficients", "fig2c", "--nodes", "512", "--states", "spin-resolved"]);
    expect(printed).toMatchObject({ nodes: 512, states: "spin-resolved", engine: "wasm" });
  });

  test("too few nodes: the result with its error, and a warning", async () => {
    const { code, stdout, stderr } = await quantumMotor(["coefficients", "fig2c", "--nodes", "3"]);
    const { error, nodes } = JSON.parse(stdout) as { error: number; nodes: number };
    expect(nodes).toBe(3);
    expect(error).toBeGreaterThan(1);
    expect(stderr).toBe(`quantum-motor: warning: error ${error.toExponential(1)} of the scale on 3 nodes\n`);
    expect(code).toBe(0);
  });

  test("frozen, nine states whatever the engine uses", async () => {
    const printed: { p: number[][] }[] = await json(["frozen", "fig2c", "--theta", "0.3,1.9", "--order", "2"]);
    const motor = await createMotor("fig2c");
    expect(printed).toEqual([
      plain(motor.frozen({ theta: 0.3, order: 2 })),
      plain(motor.frozen({ theta: 1.9, order: 2 })),
    ]);
    expect(printed[0]!.p.map((p) => p.length)).toEqual([9, 9, 9]);
  });

  test("steady: a preset brings its load", async () => {
    const printed: { velocities: { omega: number }[] } = await json(["steady", "fig2c"]);
    expect(printed.velocities.map(({ omega }) => Number((1e3 * omega).toFixed(2)))).toEqual([-9.45, 3.38, 6.2]);
    expect(await json(["steady", "fig2a", "--load-ratio", "0.5", "--order", "1"])).toEqual(
      plain((await createMotor("fig2a")).steady({ loadRatio: 0.5, order: 1 })),
    );
  });

  test("trajectory", async () => {
    const printed = await json("trajectory fig2c --inertia 1e6 --load 5 --omega0 0.01 --cycles 20".split(" "));
    const motor = await createMotor("fig2c");
    expect(printed).toEqual(
      plain(motor.trajectory({ inertia: 1e6, load: 5, omega0: 0.01, cycles: 20, theta0: 0, order: 3 })),
    );
  });

  test("trajectory --full, with friction and a profile", async () => {
    const folder = await mkdtemp(join(tmpdir(), "profile-"));
    const file = join(folder, "profile.json");
    const loadProfile = [0, 0.1, 0.2, 0.1, 0, -0.1, -0.2, -0.1];
    await writeFile(file, JSON.stringify(loadProfile));
    const given = `--full --inertia 1e5 --load 5 --omega0 0.03 --cycles 3 --friction 0.2 --load-profile ${file}`;
    const motor = await createMotor("fig2c");
    const options = { full: true, inertia: 1e5, load: 5, omega0: 0.03, cycles: 3, friction: 0.2, loadProfile } as const;
    expect(await json(["trajectory", "fig2c", ...given.split(" ")])).toEqual(plain(motor.trajectory(options)));
    await writeFile(file, "[1, 2]");
    const short = await quantumMotor(["trajectory", "fig2c", ...given.split(" ")]);
    expect(short).toMatchObject({ code: 2, stdout: "" });
    expect(short.stderr).toMatch(/^quantum-motor: --load-profile: got "2 numbers", allowed: an array of 6 torques/);
    await rm(folder, { recursive: true });
  });

  test("variation, critical, hysteresis", async () => {
    const motor = await createMotor("fig2c");
    const load = motor.coefficients({ order: 0 }).F[0]! + 0.05;
    expect(await json("variation fig2c --near 0.023 --inertia 1e6,1e7".split(" "))).toEqual(
      plain(motor.variation({ near: 0.023, inertia: [1e6, 1e7], load })),
    );
    expect(await json("critical fig2c --load 0.5 --inertia 1e4 --highest 4".split(" "))).toEqual(
      plain(motor.critical({ load: 0.5, inertia: 1e4, highest: 4 })),
    );
    expect(await json("hysteresis fig2c --sweep bias --values 1,2 --inertia 1e4 --cycles 20".split(" "))).toEqual(
      plain(motor.hysteresis({ sweep: "bias", values: [1, 2], inertia: 1e4, cycles: 20 })),
    );
  });

  test("langevin: an ensemble, electrons that hop, a first passage", async () => {
    const motor = await createMotor("fig2c");
    const load = motor.coefficients({ order: 0 }).F[0]! + 0.05; // a preset brings its load
    const motion = { inertia: 2e5, load, omega0: 0.006, theta0: 0, trajectories: 5, seed: 3 };
    const shared = "langevin fig2c --inertia 2e5 --omega0 0.006 --trajectories 5 --seed 3".split(" ");
    const ensemble = await json([...shared, "--cycles", "2", "--samples", "3", "--order", "1"]);
    const time = (4 * Math.PI) / 0.006;
    expect(ensemble).toEqual(plain(motor.langevin({ ...motion, time, samples: 3, order: 1 })));
    const hopping = await json([...shared, "--time", "500", "--samples", "2", "--exact"]);
    expect(hopping).toEqual(plain(motor.langevin({ ...motion, time: 500, samples: 2, exact: true })));
    const passage = await json([...shared, "--time", "2e4", "--passage", "-0.0095"]);
    expect(passage).toEqual(plain(motor.langevin({ ...motion, time: 2e4, passage: -0.0095 })));
  });

  test("efficiency over a range", async () => {
    const printed: unknown[] = await json(["efficiency", "fig4a-50", "--load-ratio", "0:2:5"]);
    expect(printed).toEqual(plain((await createMotor("fig4a-50")).efficiency({ loadRatio: [0, 0.5, 1, 1.5, 2] })));
  });

  test.each(["wasm", "typescript"] as const)("periodic, %s", async (engine) => {
    const printed: Record<string, unknown>[] = await json([
      "periodic",
      "fig2c",
      "--omega",
      "-0.04,0",
      "--engine",
      engine,
    ]);
    expect(printed).toEqual(plain((await createMotor("fig2c", { engine })).periodic({ omega: [-0.04, 0] })));
    for (const field of ["omega", "F", "leads", "balance", "nodes", "error"]) expect(printed[0]).toHaveProperty(field);
    expect(await json(["periodic", "fig2c", "--omega", "-0.1:0.1:5"])).toHaveLength(5);
  });

  test("steady and efficiency without an expansion, and how good the expansion is", async () => {
    const motor = await createMotor("fig2c");
    const load = motor.coefficients({ order: 0 }).F[0]! + 0.05;
    const range = { from: -0.3, to: 0.3 };
    expect(await json("steady fig2c --order exact --from -0.3 --to 0.3".split(" "))).toEqual(
      plain(motor.steady({ order: "exact", load, ...range })),
    );
    expect(await json("efficiency fig2c --order exact --load-ratio 0.9,1.1 --to 0.3".split(" "))).toEqual(
      plain(motor.efficiency({ loadRatio: [0.9, 1.1], order: "exact", to: 0.3 })),
    );
    expect(await json(["convergence", "fig2c", "--order", "2"])).toEqual(plain(motor.convergence({ order: 2 })));
  });

  test("negative numbers are values, not options", async () => {
    expect(await json(["steady", "fig2a", "--load", "-1", "--order", "1"])).toMatchObject({ load: -1 });
    expect(await json(["efficiency", "fig4a-10", "--load-ratio", "-14:-8:3", "--order", "2"])).toHaveLength(3);
  });

  test("presets, and one of them through a pipe", async () => {
    const presets: { name: string }[] = await json(["presets"]);
    expect(presets.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["fig2a", "fig2c", "fig3d", "fig4b-100", "fig6"]),
    );
    const device = await quantumMotor(["presets", "--show", "fig2c"]);
    expect(await json(["coefficients", "-"], device.stdout)).toEqual(await json(["coefficients", "fig2c"]));
  });

  test.each([
    "",
    "help",
    "schema",
    "validate",
    "coefficients",
    "frozen",
    "steady",
    "trajectory",
    "variation",
    "critical",
    "hysteresis",
    "efficiency",
    "periodic",
    "convergence",
    "figures",
    "presets",
  ])("%s --help shows an example that starts with the program's name", async (command) => {
    const { code, stdout } = await quantumMotor([...command.split(" ").filter(Boolean), "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n +\$ quantum-motor /);
  });
});

describe("what is refused: exit 2, one line on standard error, nothing on standard output", () => {
  const device = (change: object): string => JSON.stringify({ ...paperDevice({ orbitRadius: 10 }), ...change });
  const leads = (change: object): string => {
    const file = paperDevice({ orbitRadius: 10 });
    return device({ leads: { ...file.leads, L: { ...file.leads.L, ...change } } });
  };
  const { tc: _, ...withoutTc } = paperDevice({ orbitRadius: 10 });

  test.each<[string, string[], string, RegExp]>([
    [
      "negative temperature",
      ["coefficients", "-"],
      leads({ T: -1 }),
      /leads\.L\.T: got -1, allowed: a finite number > 0/,
    ],
    ["unknown lead", ["coefficients", "-"], device({ leads: { L: {}, X: {} } }), /leads\..*allowed/],
    [
      "missing field",
      ["coefficients", "-"],
      JSON.stringify(withoutTc),
      /tc: got nothing, allowed: a finite number > 0/,
    ],
    ["string for a number", ["coefficients", "-"], device({ U: "20" }), /U: got "20", allowed: a finite number/],
    ["NaN in the file", ["coefficients", "-"], device({}).replace('"U":20', '"U":NaN'), /standard input: not JSON/],
    ["NaN as an option", ["steady", "fig2a", "--load", "NaN"], "", /--load.*NaN.*allowed: a finite number/],
    ["velocity that is none", ["periodic", "fig2a", "--omega", "1,x"], "", /--omega.*allowed: a finite number/],
    ["no velocity", ["periodic", "fig2a"], "", /--omega: got nothing/],
    [
      "a range without exact",
      ["steady", "fig2c", "--from", "0"],
      "",
      /--from: got 0, allowed: only with --order exact/,
    ],
    [
      "an empty range",
      ["steady", "fig2c", "--order", "exact", "--from", "2"],
      "",
      /from: got 2, allowed: a velocity below/,
    ],
    ["order 7", ["coefficients", "fig2a", "--order", "7"], "", /--order: got 7, allowed: an integer from 0 to 6/],
    ["not JSON", ["steady", "-", "--load", "1"], "hello", /standard input: not JSON/],
    ["empty input", ["steady", "-", "--load", "1"], "", /standard input: not JSON/],
    ["no such file", ["steady", "nowhere.json", "--load", "1"], "", /device: cannot read "nowhere.json" \(ENOENT\)/],
    ["a folder", ["steady", ".", "--load", "1"], "", /device: cannot read "\." \(EISDIR\)/],
    ["no load", ["steady", "fig4a-10"], "", /--load: got nothing, allowed: --load C or --load-ratio x/],
    ["two loads", ["steady", "fig2a", "--load", "1", "--load-ratio", "1"], "", /--load/],
    [
      "unknown engine",
      ["coefficients", "fig2a", "--engine", "fortran"],
      "",
      /--engine: got "fortran", allowed: wasm, typescript/,
    ],
    [
      "unknown option",
      ["coefficients", "fig2a", "--fast"],
      "",
      /unknown option '--fast', allowed: --order, --nodes, --tolerance, --engine, --states, --help/,
    ],
    ["unknown command", ["spin"], "", /unknown command 'spin', allowed: coefficients, frozen, periodic, steady, /],
    ["help for an unknown command", ["help", "spin"], "", /unknown command 'spin', allowed: coefficients, /],
    ["no command", [], "", /command: got nothing, allowed: coefficients, frozen, .*presets; --help/],
    ["no device", ["steady"], "", /DEVICE: got nothing, allowed: a JSON file, - for standard input, or a preset/],
    ["two devices", ["steady", "fig2a", "fig2b"], "", /arguments: got \["fig2a","fig2b"\], allowed: DEVICE/],
    ["missing option", ["frozen", "fig2a"], "", /--theta: got nothing, allowed: radians: x,y,... or a:b:n/],
    ["option without value", ["steady", "fig2a", "--engine"], "", /--engine: got nothing, allowed: wasm, typescript/],
    ["text for a number", ["steady", "fig2a", "--load", "a 'b'"], "", /--load: got "a 'b'", allowed: a finite number/],
    ["broken range", ["efficiency", "fig4a-10", "--load-ratio", "0:1"], "", /numbers x,y,... or a range a:b:n/],
    ["range without points", ["efficiency", "fig4a-10", "--load-ratio", "0:1:0"], "", /an integer from 2/],
    ["no tolerance at all", ["coefficients", "fig2a", "--tolerance", "0"], "", /a number between 0 and 1/],
    [
      "nodes and tolerance",
      ["coefficients", "fig2a", "--nodes", "10", "--tolerance", "1e-3"],
      "",
      /--nodes: given together with --tolerance, allowed: one of the two/,
    ],
    ["no inertia", ["trajectory", "fig2a", "--inertia", "0", "--omega0", "1"], "", /a finite number > 0/],
    [
      "negative friction",
      ["trajectory", "fig2a", "--inertia", "1", "--omega0", "1", "--friction", "-1"],
      "",
      /friction: got -1, allowed: a finite number >= 0/,
    ],
    [
      "no profile",
      ["trajectory", "fig2a", "--inertia", "1", "--omega0", "1", "--load-profile", "no.json"],
      "",
      /--load-profile: cannot read "no.json" \(ENOENT\)/,
    ],
    [
      "order and full",
      ["trajectory", "fig2a", "--inertia", "1", "--omega0", "1", "--full", "--order", "2"],
      "",
      /--full.*--order/,
    ],
    [
      "one value",
      ["hysteresis", "fig2a", "--sweep", "bias", "--values", "1", "--inertia", "1"],
      "",
      /values: got \[1\], allowed: two finite numbers at least, ascending/,
    ],
    [
      "neither time nor cycles",
      ["langevin", "fig2a", "--inertia", "1", "--omega0", "1"],
      "",
      /--time: got nothing, allowed: --time t or --cycles n/,
    ],
    [
      "cycles of a rotor at rest",
      ["langevin", "fig2a", "--inertia", "1", "--omega0", "0", "--cycles", "3"],
      "",
      /--cycles: got 3, allowed: --time/,
    ],
    [
      "an order where nothing is expanded",
      "langevin fig2a --inertia 1 --omega0 1 --time 1 --exact --order 2".split(" "),
      "",
      /--order: got 2, allowed: nothing with --exact/,
    ],
    [
      "one rotor",
      "langevin fig2a --inertia 1 --omega0 1 --time 1 --trajectories 1".split(" "),
      "",
      /--trajectories: got 1, allowed: an integer from 2 to 100000/,
    ],
    [
      "a passage that has happened",
      "langevin fig2a --inertia 1 --omega0 1 --time 1 --passage 1".split(" "),
      "",
      /--passage: got 1, allowed: a finite velocity other/,
    ],
    ["a figure that is not there", ["figures", "--only", "9"], "", /2, 3, 4, 5, 6/],
    ["a preset that is not there", ["presets", "--show", "fig9"], "", /--show: got "fig9"/],
    ["a ratio at equilibrium", ["efficiency", "-", "--load-ratio", "0.5"], device({}), /C_F\(0\) differs from zero/],
  ])("%s", async (_, args, input, message) => {
    const { code, stdout, stderr } = await quantumMotor(args, input);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/^quantum-motor: /);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test.each(["wasm", "typescript"])("%s refuses alike", async (engine) => {
    const { code, stderr } = await quantumMotor(["coefficients", "-", "--engine", engine], leads({ T: -1 }));
    expect(code).toBe(2);
    expect(stderr).toBe("quantum-motor: leads.L.T: got -1, allowed: a finite number > 0\n");
  });
});

describe("what cannot be trusted: exit 3 with the reason", () => {
  test.each(["wasm", "typescript"])("%s: rates beyond the range of doubles", async (engine) => {
    const cold = { ...paperDevice({ orbitRadius: 1000, V: 2 }), epsilonBar: { L: 1, R: 1 } };
    cold.leads.L = { gamma: { up: 0.25, down: 0.2 }, mu: 1, T: 0.1 };
    cold.leads.R.T = 0.1;
    const args = ["coefficients", "-", "--order", "1", "--nodes", "64", "--engine", engine];
    const { code, stdout, stderr } = await quantumMotor(args, JSON.stringify(cold));
    expect(stderr).toMatch(/^quantum-motor: .*(double precision|no unique stationary state)/m);
    expect(stdout).toBe("");
    expect(code).toBe(3);
  });

  // deep in blockade polarised leads leave a spin mode that nothing relaxes: the expansion does not exist
  const trapped = paperDevice({ orbitRadius: 100, V: 2 });
  trapped.leads.L.gamma = { up: 0.4, down: 0.1 };

  test("a crossing too narrow for the grid is not blamed on rounding", async () => {
    const narrow = JSON.stringify({ ...paperDevice({ orbitRadius: 10, V: 2 }), tc: 1e-6 });
    const { code, stderr } = await quantumMotor(["coefficients", "-"], narrow);
    expect(stderr).toMatch(/the grid is exhausted/);
    expect(code).toBe(3);
  });

  test.each(["wasm", "typescript"])("%s: a spin trap of polarised leads", async (engine) => {
    const { code, stdout, stderr } = await quantumMotor(
      ["coefficients", "-", "--engine", engine],
      JSON.stringify(trapped),
    );
    expect(stderr).toMatch(/condition number .*slowest relaxation rate/);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(code).toBe(3);
  });
});
