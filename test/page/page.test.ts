import { type Browser as Chromium, chromium, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asDots } from "../../src/device/asDots.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { createMotor } from "../../src/questions/create.js";
import type { Browser } from "../browsers.js";
import { openSite, type PageKind, pageKinds, type Site } from "./site.js";

declare const quantumMotor: typeof import("../../src/index.js");

const options = JSON.parse(import.meta.env.TEST_CHROMIUM as string) as Browser;
let site: Site;
let browser: Chromium;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), chromium.launch(options)]);
});

afterAll(async () => {
  await browser.close();
  site.close();
});

/** Opens a page, asks it something and closes it; errors of its scripts fail the test. */
async function inPage<Answer>(kind: PageKind, ask: (page: Page) => Promise<Answer>): Promise<Answer> {
  const page = await browser.newPage();
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await page.goto(site.address(kind));
  const answer = await ask(page);
  expect(errors).toEqual([]);
  await page.close();
  return answer;
}

/** Within rounding of what Node computes; hosts differ in the last bit of Math.exp and the like. */
function expectClose(found: readonly number[], wanted: readonly number[], scale: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((x, k) => expect(Math.abs(found[k]! - x)).toBeLessThan(1e-13 * scale[k]!));
}

describe.each(pageKinds)("a bare page with the library from a %s script", (kind) => {
  test("computes Fig. 3a", async () => {
    const biases = Array.from({ length: 41 }, (_, i) => i - 20);
    const curve = await inPage(kind, (page) =>
      page.evaluate(async (V) => {
        const found = [];
        for (const bias of V) {
          const device = quantumMotor.paperDevice({ orbitRadius: 10, V: bias });
          found.push((await quantumMotor.createMotor(device)).coefficients({ order: 3 }).F);
        }
        return found;
      }, biases),
    );
    for (const [i, V] of biases.entries()) {
      const { F, scale } = (await createMotor(paperDevice({ orbitRadius: 10, V }))).coefficients({ order: 3 });
      expectClose(curve[i]!, F, scale);
    }
    // the maximum of the zeroth order, where the figure has it
    const zeroth = curve.map((F) => F[0]!);
    expect(biases[zeroth.indexOf(Math.max(...zeroth))]).toBe(15);
  });

  test("answers what needs no expansion, and moves seeded rotors as Node does, bit for bit", async () => {
    const motion = { inertia: 2e5, load: 5, omega0: 0.006, time: 2000, trajectories: 10, samples: 3 };
    const steady = { order: "exact", loadRatio: 1.01, from: 0.001, to: 0.03 } as const;
    const answers = await inPage(kind, (page) =>
      page.evaluate(
        async ([ensemble, exact]) => {
          const motor = await quantumMotor.createMotor("fig2c");
          return {
            periodic: motor.periodic({ omega: [-0.04, 0.02] }).map(({ F }) => F),
            steady: motor.steady(exact).velocities.map(({ omega }) => omega),
            diffusing: motor.langevin(ensemble).omegaMean,
            hopping: motor.langevin({ ...ensemble, exact: true }).omegaMean,
          };
        },
        [motion, steady] as const,
      ),
    );
    const motor = await createMotor("fig2c");
    const periodic = motor.periodic({ omega: [-0.04, 0.02] });
    expectClose(
      answers.periodic,
      periodic.map(({ F }) => F),
      periodic.map(({ scale }) => scale),
    );
    const velocities = motor.steady(steady).velocities.map(({ omega }) => omega);
    expect(velocities.length).toBeGreaterThan(0);
    expect(answers.steady).toHaveLength(velocities.length);
    velocities.forEach((omega, i) => expect(answers.steady[i]).toBeCloseTo(omega, 11));
    expect(answers.diffusing).toEqual(motor.langevin(motion).omegaMean);
    expect(answers.hopping).toEqual(motor.langevin({ ...motion, exact: true }).omegaMean);
  });

  test("computes a device of dots, with the rates of its relaxation", async () => {
    const device = asDots(parseDevice(paperDevice({ orbitRadius: 3, V: 4 })));
    const { F, slowestRate, made } = await inPage(kind, (page) =>
      page.evaluate(async (file) => {
        const motor = await quantumMotor.createMotor(file);
        const { F, slowestRate, made } = motor.coefficients({ order: 2 });
        return { F, slowestRate, made };
      }, device),
    );
    const here = (await createMotor(device)).coefficients({ order: 2 });
    expectClose(F, here.F, here.scale);
    expect(slowestRate).toBeCloseTo(here.slowestRate, 12);
    expect(made).toMatchObject({ engine: "wasm", build: "simd" });
  });

  test("compiles a binary once, however many motors and instances there are", async () => {
    const { modules, instances } = await inPage(kind, (page) =>
      page.evaluate(async () => {
        const modules: number[] = [];
        let instances = 0;
        WebAssembly.Module = new Proxy(WebAssembly.Module, {
          construct(target, [bytes]: [Uint8Array<ArrayBuffer>]) {
            modules.push(bytes.length);
            return new target(bytes);
          },
        });
        WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
          construct(target, [module, imports]: [WebAssembly.Module, WebAssembly.Imports]) {
            instances += 1;
            return new target(module, imports);
          },
        });
        for (const V of [1, 2, 3]) {
          const motor = await quantumMotor.createMotor(quantumMotor.paperDevice({ orbitRadius: 10, V }));
          motor.coefficients({ order: 1 });
          motor.periodic({ omega: 0.001 });
          motor.langevin({ inertia: 2e5, load: 0, omega0: 0.001, time: 10, trajectories: 2, samples: 1 });
        }
        return { modules, instances };
      }),
    );
    // a few bytes only ask the host what it can
    const binaries = modules.filter((length) => length > 1000);
    expect(binaries.length).toBeGreaterThan(0);
    expect(new Set(binaries).size).toBe(binaries.length);
    expect(instances).toBeGreaterThan(modules.length);
  });
});
