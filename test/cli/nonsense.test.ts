import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asDots } from "../../src/device/asDots.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice, presets } from "../../src/device/presets.js";
import { questions } from "../../src/questions/index.js";
import { inProcess } from "./inProcess.js";

/** A command with what it needs, and each of its options with what is refused of it. */
const number = ["", "x", "NaN", "Infinity", "1e308", "1,2"];
const positive = [...number, "-1", "0", "1e-308"];
const list = [...number.slice(0, -1), "1,x", "1,,2", "0:1", "0:1:1", "x:1:3", "0:1:2:3", "0:1:1e9"];
const angle = [...number, "1e7"];
const order = ["", "x", "-1", "7", "1.5", "1e308"];
const engine = ["", "fortran", "\u001b[31m"];
const tolerance = [...number, "-1", "0", "1", "2"];
const count = ["", "x", "0", "-1", "1.5", "1e308", "Infinity"];
const profile = ["", "nowhere.json", "/", "/dev/null", "a\u0000b"];

const COMMANDS: Record<string, { args: string[]; options: Record<string, string[]> }> = {
  coefficients: {
    args: ["fig2a"],
    options: { order, nodes: [...count, "1", "1e9"], tolerance },
  },
  frozen: { args: ["fig2a", "--theta=0"], options: { theta: [...list, "1e7", "0:1e7:3"], order } },
  periodic: { args: ["fig2a", "--omega=1"], options: { omega: list, tolerance } },
  steady: {
    args: ["fig2a", "--order=exact"],
    options: {
      load: number,
      "load-ratio": number,
      order: [...order, "0"],
      from: number,
      to: number,
      tolerance,
    },
  },
  trajectory: {
    args: ["fig2a", "--inertia=1e4", "--omega0=0.1"],
    options: {
      ...{
        inertia: positive,
        load: number,
        "load-ratio": number,
        omega0: number,
        theta0: angle,
        cycles: [...count, "1e8"],
      },
      ...{ order, friction: [...number, "-1"], "load-profile": profile },
      ...{ "step-error": tolerance, "velocity-limit": positive },
    },
  },
  variation: {
    args: ["fig2a", "--inertia=1e4,1e5", "--near=0.1", "--load=1"],
    options: {
      ...{ inertia: [...list, "-1,1", "1", "1,1"], near: [...number, "0"], friction: [...number, "-1"] },
      ...{ "load-profile": profile, "step-error": tolerance, "velocity-limit": positive },
    },
  },
  critical: {
    args: ["fig2a"],
    options: {
      load: number,
      inertia: positive,
      highest: positive,
      friction: [...number, "-1"],
      "load-profile": profile,
      tolerance,
    },
  },
  hysteresis: {
    args: ["fig2a", "--sweep=bias", "--values=1,2", "--inertia=1e4"],
    options: {
      ...{
        sweep: ["", "all"],
        values: [...list, "1", "2,1"],
        inertia: positive,
        load: number,
        theta0: angle,
        cycles: count,
      },
      ...{ friction: [...number, "-1"], "load-profile": profile, "step-error": tolerance },
    },
  },
  langevin: {
    args: ["fig2a", "--inertia=1e4", "--omega0=0.1", "--time=1"],
    options: {
      ...{
        inertia: positive,
        load: number,
        omega0: number,
        theta0: angle,
        time: positive,
        trajectories: [...count, "1", "1e6"],
      },
      ...{
        samples: [...count, "1e7"],
        seed: ["", "x", "-1", "1.5", "1e10"],
        order,
        step: positive,
        passage: [...number, "0.1"],
      },
    },
  },
  efficiency: {
    args: ["fig2a", "--load-ratio=1"],
    options: { "load-ratio": list, order: [...order, "0"], tolerance },
  },
  convergence: {
    args: ["fig2a"],
    options: { order: [...order, "0"], reach: positive, threshold: positive, tolerance },
  },
  figures: { args: [], options: { only: ["", "9"], engine, out: ["/dev/null", "/dev/null/x"] } },
  presets: { args: [], options: { show: ["", "fig9", "\u001b[31m", "x".repeat(1e5)] } },
};

/** Of every question. */
const READING = { engine, states: ["", "all"] };

/** What is refused, option by option. */
function refusedOf(command: string): Record<string, string[]> {
  const { options } = COMMANDS[command]!;
  return questions.some(({ name }) => name === command) ? { ...options, ...READING } : options;
}

describe("every option with what it cannot be: one line that names it as it is typed", () => {
  test.each(Object.keys(COMMANDS))("%s", async (command) => {
    const { args } = COMMANDS[command]!;
    for (const [option, values] of Object.entries(refusedOf(command))) {
      for (const value of values) {
        const others = args.filter((arg) => !arg.startsWith(`--${option}=`));
        const run = await inProcess([command, ...others, `--${option}=${value}`]);
        const given = `${command} --${option}=${value.slice(0, 20)}`;
        expect({ given, code: run.code, stdout: run.stdout }).toEqual({ given, code: 2, stdout: "" });
        expect(run.stderr, given).toMatch(/^quantum-motor: [^\p{Cc}]{10,500}\n$/u);
        expect(run.stderr, given).toMatch(new RegExp(`^quantum-motor: --${option}(:|\\[).*, allowed: .`));
        // what is allowed is not what was given
        expect(run.stderr, given).not.toMatch(/got -?(\d|1e\+)\S*, allowed: a finite number\n/);
      }
    }
  });

  test("and the table knows every option", async () => {
    for (const command of Object.keys(COMMANDS)) {
      const { stdout } = await inProcess([command, "--help"]);
      const listed = [...stdout.split("Examples:")[0]!.matchAll(/^ +(?:-\w, )?--([a-z0-9-]+) </gm)].map(
        (match) => match[1]!,
      );
      const known = [...Object.keys(refusedOf(command)), "load-ratio", "load", "cycles", "from", "to"];
      expect(
        listed.filter((option) => !known.includes(option)),
        command,
      ).toEqual([]);
    }
  });
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nonsense-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("every field of a device with what it cannot be", () => {
  const dots = asDots(parseDevice(paperDevice({ orbitRadius: 10, V: 2 })));
  const FIELDS: [string, unknown, string[]][] = [
    [
      "the double dot",
      paperDevice({ orbitRadius: 10, V: 2 }),
      "model epsilonBar epsilonBar.L epsilonBar.R orbitRadius U tc leads leads.L leads.L.gamma leads.L.mu leads.R.T".split(
        " ",
      ),
    ],
    [
      "dots",
      dots,
      (
        "orbitals orbitals.L orbitals.L.energy orbitals.L.energy.const orbitals.L.energy.cos orbitals.L.energy.cos.0 hopping " +
        "hopping.0 hopping.0.between hopping.0.between.1 hopping.0.amplitude coulomb coulomb.intra coulomb.intra.L " +
        "coulomb.inter coulomb.inter.0 coulomb.inter.0.U leads leads.L leads.L.gamma leads.L.gamma.L leads.L.gamma.L.up " +
        "leads.L.mu leads.R.T"
      ).split(" "),
    ],
  ];

  test.each(FIELDS)("%s", async (_, device, fields) => {
    const file = join(folder, "device.json");
    for (const field of fields) {
      for (const value of [null, "nonsense", true, "\u001b[31m"]) {
        const spoilt = structuredClone(device) as Record<string, unknown>;
        const keys = field.split(".");
        const inner = keys.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, spoilt);
        inner[keys.at(-1)!] = value;
        await writeFile(file, JSON.stringify(spoilt));
        const { code, stdout, stderr } = await inProcess(["coefficients", file]);
        expect({ field, code, stdout }).toEqual({ field, code: 2, stdout: "" });
        const shown = JSON.stringify(value).replaceAll("\\", "\\\\").replaceAll("[", "\\[");
        expect(stderr).toMatch(new RegExp(`^quantum-motor: ${field}: got ${shown}, allowed: [^\\p{Cc}]{5,}\n$`, "u"));
        expect(stderr).not.toMatch(/only ?\n/);
      }
    }
  });

  test("an unknown field of a file is not taken for an option of the same name", async () => {
    const file = join(folder, "device.json");
    await writeFile(file, JSON.stringify({ ...paperDevice({ orbitRadius: 10 }), order: 3 }));
    const { stderr } = await inProcess(["coefficients", file]);
    expect(stderr).toMatch(/^quantum-motor: order: got 3, allowed: no such field here, only model, /);
  });
});

describe("help on the device format", () => {
  test("its examples are devices", async () => {
    const { code, stdout } = await inProcess(["help", "device"]);
    expect(code).toBe(0);
    const examples = [...stdout.matchAll(/^ {2}\{\n.*?^ {2}\}$/gms)].map(([text]) => text);
    expect(examples).toHaveLength(2);
    for (const [i, text] of examples.entries()) {
      const file = join(folder, `example${i}.json`);
      await writeFile(file, text);
      const run = await inProcess(["validate", file]);
      expect(run.stderr).toBe("");
      expect(JSON.parse(run.stdout)).toMatchObject({ valid: true });
    }
    // every field that may be given is explained
    const schema = JSON.parse((await inProcess(["schema"])).stdout) as { oneOf: { properties: object }[] };
    for (const { properties } of schema.oneOf) {
      for (const field of Object.keys(properties)) expect(stdout).toMatch(new RegExp(`^  ${field} |"${field}":`, "m"));
    }
  });

  test("validate names orbitals and leads in the order of the file, and the limits", async () => {
    const file = join(folder, "order.json");
    const level = '{"model": "dots", "spinless": true, "orbitals": {"2": {"energy": 0}, "1": {"energy": 1}}';
    await writeFile(
      file,
      `${level}, "leads": {"9": {"gamma": {"1": 1, "2": 1}, "mu": 0, "T": 2}, "3": {"gamma": {}, "mu": 0, "T": 4}}}`,
    );
    expect(JSON.parse((await inProcess(["validate", file])).stdout)).toMatchObject({
      ...{ valid: true, model: "dots", states: 4, orbitals: ["2", "1"], leads: ["9", "3"] },
      limits: { energy: 2e6, temperature: [1e-6, 1e6], rate: [1e-20, 1e20], states: 256, harmonics: 2048 },
    });
    expect(JSON.parse((await inProcess(["validate", "fig2c"])).stdout)).toMatchObject({ states: 9, leads: ["L", "R"] });
  });

  test("the JSON Schema takes what is a device and nothing that is none by its form", async () => {
    const { Ajv } = await import("ajv");
    const takes = new Ajv().compile(JSON.parse((await inProcess(["schema"])).stdout) as object);
    const dots = asDots(parseDevice(paperDevice({ orbitRadius: 10 })));
    const [L, R] = Object.entries(dots.leads).map(([name, lead]) => ({ name, ...lead }));
    for (const device of [...presets.map((preset) => preset.device), dots, { ...dots, leads: [L, R] }]) {
      expect(takes(device)).toBe(true);
      for (const key of Object.keys(device)) {
        if (key === "coulomb" || key === "hopping") continue;
        expect(takes({ ...device, [key]: null }), key).toBe(false);
      }
      expect(takes({ ...device, colour: "red" })).toBe(false);
    }
    expect(takes({ ...presets[0]!.device, orbitRadius: -1 })).toBe(false);
    const shipped = await readFile(new URL("../../build/device.schema.json", import.meta.url), "utf8");
    expect(shipped).toBe((await inProcess(["schema"])).stdout);
  });

  test("a preset's file is for eyes, wherever it goes", async () => {
    const { stdout } = await inProcess(["presets", "--show", "fig2c"]);
    expect(stdout.split("\n").length).toBeGreaterThan(10);
    expect(JSON.parse(stdout)).toEqual(presets.find(({ name }) => name === "fig2c")!.device);
  });
});

describe("what is no command", () => {
  test.each([
    ["sweep", "--help"],
    ["--help", "sweep"],
    ["sweep"],
    ["help", "sweep"],
    ["x".repeat(1e5)],
    ["\u001b[31m"],
  ])("%# %s", async (...args) => {
    const { code, stdout, stderr } = await inProcess(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^quantum-motor: unknown command '[^\p{Cc}]{3,60}', allowed: coefficients, frozen, [^\p{Cc}]{1,300}\n$/u,
    );
  });
});
