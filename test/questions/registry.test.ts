import { readFile } from "node:fs/promises";
import { toJsonSchema } from "@valibot/to-json-schema";
import { describe, expect, test } from "vitest";
import { flagOf } from "../../src/cli/usage.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import type { Electrons, Theory } from "../../src/electrons/electrons.js";
import { masterEquation } from "../../src/master/masterEquation.js";
import { createMotor } from "../../src/questions/create.js";
import { questions } from "../../src/questions/index.js";
import { issueOf } from "../../src/questions/kinds.js";
import { answerAll, Motor } from "../../src/questions/motor.js";
import type { Question } from "../../src/questions/question.js";
import { theories } from "../../src/theories.js";
import { commandNames } from "../cli/run.js";
import { inProcess } from "../cli/inProcess.js";
import { meanTorque } from "./meanTorque.js";
import { wrongWith } from "./readme.js";

const read = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const device = parseDevice(paperDevice({ orbitRadius: 10, V: 2 }));
const all: readonly Question[] = questions;
const MOTION = { inertia: 1e6, load: 1, omega0: 0.1 };

describe("one more question, described in one file", () => {
  const more = { questions: [...questions, meanTorque], theories };

  test("is a command with its flags and help", async () => {
    const { code, stdout } = await inProcess(["mean-torque", "fig2a", "--nodes", "2048"], more);
    expect(code).toBe(0);
    const { torque, made } = JSON.parse(stdout) as { torque: number; made: object };
    const motor = await createMotor("fig2a");
    expect(torque).toBeCloseTo(motor.coefficients({ order: 0 }).F[0]! / (2 * Math.PI), 8);
    expect(made).toEqual(motor.made);
    const help = await inProcess(["mean-torque", "--help"], more);
    expect(help.stdout).toMatch(/^ {2}--nodes <n> +angles looked at \(default: 64\)$/m);
    expect(help.stdout).toContain("$ quantum-motor mean-torque fig2a --nodes 2048");
    expect((await inProcess(["--help"], more)).stdout).toMatch(/^ {2}mean-torque \[options\] <DEVICE> /m);
    const refused = await inProcess(["mean-torque", "fig2a", "--nodes", "3"], more);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toBe("quantum-motor: --nodes: got 3, allowed: an integer from 4 to 4096\n");
  });

  test("is a method of the library, with the same checks", () => {
    class Curious extends Motor {
      declare readonly meanTorque: NonNullable<typeof meanTorque.method>;
    }
    answerAll(Curious, [meanTorque]);
    const motor = new Curious(device);
    expect(motor.meanTorque()).toEqual(motor.ask(meanTorque));
    expect(motor.meanTorque().torque).toBeCloseTo(motor.coefficients().F[0]! / (2 * Math.PI), 8);
    expect(() => motor.meanTorque({ nodes: 3 })).toThrow("nodes: got 3, allowed: an integer from 4 to 4096");
    expect(() => motor.meanTorque({ knots: 3 } as object)).toThrow(
      "knots: got 3, allowed: no such option here, only nodes",
    );
    expect("meanTorque" in new Motor(device)).toBe(false);
  });

  test("is missed in a README that does not show it", async () => {
    const readme = await read("README.md");
    const others = (await commandNames()).filter((name) => !all.some((question) => question.name === name));
    expect(wrongWith(readme, questions, others)).toEqual([]);
    expect(wrongWith(readme, more.questions, others)).toEqual(["no mean-torque"]);
    const line = "npx quantum-motor mean-torque fig2c --knots 3   # averaged over the angle";
    expect(wrongWith(`${readme}\n${line}\n`, more.questions, others)).toEqual(["unknown mean-torque --knots"]);
  });
});

describe("every question", () => {
  test.each(all.map((question) => [question.name, question] as const))(
    "%s: options, examples and texts hold together",
    (name, { options, exactlyOne = [], oneByOne, examples, command, prints }) => {
      for (const [option, { kind, default: usual, excludes, only, unless }] of Object.entries(options)) {
        for (const other of [excludes, only?.[0], unless?.option]) if (other) expect(options).toHaveProperty(other);
        if (usual !== undefined) expect(issueOf(kind, usual), option).toBeUndefined();
        // every refusal is in the kind's own words
        for (const value of [null, "x", {}, [], [1, "x"], [1, 2, 3], NaN, 1e300, true]) {
          expect(issueOf(kind, value)?.allowed ?? "", option).not.toMatch(/^Invalid/);
        }
        // what is in a schema of JSON is so for whoever makes controls or sweeps of options
        if (kind.form !== "table")
          expect(() => toJsonSchema(kind.schema, { ignoreActions: ["finite", "check"] })).not.toThrow();
      }
      for (const option of [...exactlyOne.flat(), ...(oneByOne === undefined ? [] : [oneByOne])]) {
        expect(options).toHaveProperty(option);
      }
      expect(examples.length > 0).toBe(command !== false);
      const flags = [...Object.keys(options).map(flagOf), "--engine", "--states", "--show"];
      const texts = `${prints}\n${examples.join("\n")}`;
      for (const [flag] of texts.matchAll(/(?<=^|[\s"(])--[a-z][a-z0-9-]*/g)) {
        // other commands' in quotation marks
        if (!texts.includes(`"steady ${flag}`)) expect(flags, `${name} ${flag}`).toContain(flag);
      }
      for (const line of prints.split("\n")) expect(line.length).toBeLessThanOrEqual(130);
    },
  );

  test.each([
    ["nodes beside tolerance", "coefficients", { nodes: 8, tolerance: 1e-3 }, "nodes: given together with tolerance"],
    ["order beside full", "trajectory", { ...MOTION, full: true, order: 1 }, "full: given together with order"],
    ["two loads", "steady", { load: 1, loadRatio: 1 }, "load: got 1, allowed: one of load and loadRatio"],
    ["no load", "steady", {}, "load: got nothing, allowed: load C or loadRatio x"],
    ["a range without exact", "steady", { load: 1, to: 1 }, "to: got 1, allowed: only with order exact"],
    ["nothing mandatory", "frozen", {}, "theta: got nothing, allowed: an angle in radians"],
    ["an unknown option", "convergence", { speed: 1 }, "speed: got 1, allowed: no such option here, only order, reach"],
    ["a list with text", "periodic", { omega: [1, "x"] }, 'omega[1]: got "x", allowed: a finite number'],
    ["null", "coefficients", { order: null }, "order: got null, allowed: an integer from 0 to 6"],
  ])("refuses %s in the library as on the command line", (_, name, options, message) => {
    const question = all.find((each) => each.name === name)!;
    expect(() => new Motor(device).ask(question, options)).toThrow(message);
  });
});

describe("a theory that lacks something", () => {
  /** The master equation without what a simpler theory would not have. */
  const turnstile: Theory = {
    ...(masterEquation as unknown as Theory),
    name: "turnstile",
    read: (described, options) => {
      const electrons = masterEquation.read(described as typeof device, options);
      return Object.defineProperties<Electrons>(electrons, {
        theory: { value: "turnstile" },
        onlyInCore: { value: [] },
        ...Object.fromEntries(
          (["periodic", "together", "hopping"] as const).map((name) => [name, { value: undefined }]),
        ),
      });
    },
  };
  const run = (args: string) => inProcess(args.split(" "), { questions, theories: [turnstile] });
  const TOGETHER = "electrons are followed together with the rotor";
  const PERIODIC = "the periodic state at a constant velocity is found without an expansion";
  const CAN = "coefficients, frozen, steady, trajectory, critical, langevin, efficiency";

  test.each([
    ["variation fig2a --near 1 --inertia 1,2", "variation", TOGETHER],
    ["hysteresis fig2a --sweep bias --values 1,2 --inertia 1", "hysteresis", TOGETHER],
    ["periodic fig2a --omega 1", "periodic", PERIODIC],
    ["steady fig2a --order exact", "--order exact", PERIODIC],
    ["trajectory fig2a --inertia 1 --omega0 1 --full", "--full", TOGETHER],
    ["critical fig2a --inertia 1", "--inertia", TOGETHER],
    ["langevin fig2a --inertia 1 --omega0 1 --time 1 --exact", "--exact", "electrons hop one by one"],
  ])("%s: says so in one line, and what it can answer", async (args, what, capability) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      `quantum-motor: ${what}: got the theory "turnstile", not one where ${capability}, allowed: ${CAN}\n`,
    );
  });

  test.each(["steady fig2a", "trajectory fig2a --inertia 1e6 --omega0 0.002 --cycles 1", "frozen fig2a --theta 1"])(
    "%s: is answered",
    async (args) => {
      expect(await run(args)).toMatchObject({ code: 0, stderr: "" });
    },
  );
});
