import { chromium } from "playwright";
import { expect, test } from "vitest";
import { createMotor } from "../../src/questions/create.js";
import type { Browser } from "../browsers.js";
import { openSite, pageKinds } from "./site.js";

declare const quantumMotor: typeof import("../../src/index.js");

const chromiumOptions = JSON.parse(import.meta.env.TEST_CHROMIUM as string) as Browser;

/** What a page answers in a Chromium, and what it says of the engine. */
async function answers(kind: (typeof pageKinds)[number], options: Browser, policy?: string) {
  const [site, browser] = await Promise.all([openSite(), chromium.launch(options)]);
  try {
    const tab = await browser.newPage();
    const errors: Error[] = [];
    tab.on("pageerror", (error) => errors.push(error));
    await tab.goto(site.address(kind, policy));
    const answer = await tab.evaluate(async () => {
      const refused = (work: () => unknown): string | null => {
        try {
          work();
          return null;
        } catch (error) {
          return `${(error as Error).name}: ${(error as Error).message}`;
        }
      };
      const motor = await quantumMotor.createMotor("fig2c");
      const { F, warnings, made } = motor.coefficients({ order: 3 });
      const device = Float64Array.from(quantumMotor.numbersOf(motor.device));
      return {
        F,
        warnings: [...warnings],
        made,
        batch: refused(() => quantumMotor.batchCoefficients(device)),
        scalar: refused(() => quantumMotor.batchCoefficients(device, { build: "scalar" })),
      };
    });
    expect(errors).toEqual([]);
    return answer;
  } finally {
    await browser.close();
    site.close();
  }
}

/** The TypeScript engine's answer, with a warning that gives the reason, which the refusal of a batch gives too. */
async function expectStandIn({ F, made, warnings, batch }: Awaited<ReturnType<typeof answers>>, reason: string) {
  const motor = await createMotor("fig2c", { engine: "typescript" });
  const wanted = motor.coefficients({ order: 3 });
  F.forEach((x, k) => expect(Math.abs(x - wanted.F[k]!)).toBeLessThan(1e-13 * wanted.scale[k]!));
  expect(made).toEqual(motor.made);
  expect(warnings.map(({ code }) => code)).toEqual(["no-webassembly"]);
  expect(warnings[0]!.message).toContain(reason);
  expect(batch).toMatch(/^InvalidInput: batchCoefficients: only WebAssembly can; /);
  expect(batch).toContain(reason);
}

test.each(pageKinds)("%s: a policy that forbids WebAssembly has the TypeScript engine answer", async (kind) => {
  await expectStandIn(await answers(kind, chromiumOptions, ""), "'wasm-unsafe-eval'");
});

test.each(pageKinds)("%s: with 'wasm-unsafe-eval' the core answers", async (kind) => {
  const allowed = await answers(kind, chromiumOptions, "'wasm-unsafe-eval'");
  expect(allowed).toMatchObject({ warnings: [], made: { engine: "wasm", build: "simd" }, batch: null });
  expect(allowed.scalar).toBe('InvalidInput: build: got "scalar", allowed: simd');
});

test.each(pageKinds)("%s: a host without vector instructions has the TypeScript engine answer", async (kind) => {
  const withoutVectors = ["--js-flags=--no-enable-sse4-1 --no-enable-avx"];
  const options = { ...chromiumOptions, args: [...chromiumOptions.args, ...withoutVectors] };
  await expectStandIn(await answers(kind, options), "no vector instructions");
});
