import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asDots } from "../../src/device/asDots.js";
import { InvalidInput, Untrustworthy } from "../../src/errors.js";
import { parseDevice, parseDeviceText } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { createMotor } from "../../src/questions/create.js";
import { mistaken } from "../mutations.js";
import { inProcess } from "./inProcess.js";

const FILES = [
  paperDevice({ orbitRadius: 10, V: 2 }),
  asDots(parseDevice(paperDevice({ orbitRadius: 5, V: 2 })), 30),
  {
    model: "dots",
    spinless: true,
    orbitals: [
      { name: "1", energy: { cos: [2], sin: [0.5] } },
      { name: "0", energy: { samples: [0.1, 0.5, 0.2, 0.4] } },
    ],
    hopping: [{ between: ["1", "0"], amplitude: { const: 2 } }],
    coulomb: { inter: [{ between: ["1", "0"], U: 3 }] },
    leads: [
      { name: "b", gamma: { 0: 0.2 }, mu: 1, T: 1 },
      { name: "a", gamma: { 1: 0.2 }, mu: 0, T: 2 },
    ],
  },
];

const LINE = /^quantum-motor: [^\p{Cc}\u202a-\u202e]{1,900}\n$/u;

const WARNINGS = /^(quantum-motor: warning: [^\p{Cc}\u202a-\u202e]{1,900}\n)*$/u;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mistakes-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a call threw, if that is documented. */
async function refusal(call: () => unknown): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInput) return error.message;
    throw error;
  }
}

const SEED = 20_240;

test(`spoilt files are refused in one line, alike by text, object and command line, or computed (seed ${SEED})`, async () => {
  const file = join(folder, "device.json");
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(mistaken(FILES), async (text) => {
      const byText = await refusal(() => parseDeviceText(text, file));
      await writeFile(file, text);
      const { code, stdout, stderr } = await inProcess(["validate", file]);
      if (byText === undefined) {
        expect(code).toBe(0);
        expect(stderr).toMatch(WARNINGS);
        expect(JSON.parse(stdout)).toMatchObject({ valid: true });
      } else {
        expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
        expect(stderr).toMatch(LINE);
        expect(stderr).toContain(byText);
        expect(byText).toMatch(/, allowed: ./);
      }
      let object: unknown;
      try {
        object = JSON.parse(text);
      } catch {
        expect(byText).toMatch(/not JSON/);
        return;
      }
      const byObject = await refusal(() => createMotor(object as never)).catch((error: unknown) => {
        if (!(error instanceof Untrustworthy)) throw error;
      });
      // what JSON.parse swallows, a name's first value, differs, and what objects reorder, as documented
      if (byObject?.includes("parseDeviceText")) return;
      const left = await refusal(() => parseDeviceText(JSON.stringify(object), file));
      expect(byObject === undefined).toBe(left === undefined);
      if (byText !== undefined && left === undefined) expect(JSON.stringify(object).length).toBeLessThan(text.length);
      if (byText !== undefined) return;
      accepted++;
      try {
        const motor = await createMotor(object as never);
        JSON.stringify(
          [motor.frozen({ theta: 0.3, order: 2 }), motor.coefficients({ order: 1, nodes: 16 })],
          (field, x: unknown) => {
            if (typeof x === "number") expect(Number.isFinite(x), field).toBe(true);
            return x;
          },
        );
      } catch (error) {
        if (!(error instanceof Untrustworthy)) throw error;
      }
    }),
    { numRuns: 200, seed: SEED },
  );
  expect(accepted).toBeGreaterThan(20);
});
