import { readFileSync } from "node:fs";
import { chromium } from "playwright";
import { expect, test } from "vitest";
import { createMotor } from "../../src/motor/create.js";
import type { Browser } from "../browsers.js";

declare const quantumMotor: typeof import("../../src/index.js");

/** A page whose policy lets scripts run, but compiles neither text nor WebAssembly unless `more` says so. */
const page = (bundle: string, more = ""): string =>
  `<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'${more}"><script>${bundle}</script>`;

test.each(["quantum-motor", "quantum-motor-full"])(
  "%s in a page whose policy forbids WebAssembly: the TypeScript engine answers",
  async (name) => {
    const bundle = readFileSync(new URL(`../../build/${name}.min.js`, import.meta.url), "utf8");
    const browser = await chromium.launch(JSON.parse(import.meta.env.TEST_CHROMIUM as string) as Browser);
    const answers = async (more?: string) => {
      const tab = await browser.newPage();
      const errors: Error[] = [];
      tab.on("pageerror", (error) => errors.push(error));
      await tab.setContent(page(bundle.replaceAll("</script", "<\\/script"), more));
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
        return { F, warnings: [...warnings], made, batch: refused(() => quantumMotor.batchCoefficients(device)) };
      });
      expect(errors).toEqual([]);
      return answer;
    };
    try {
      const forbidden = await answers();
      const motor = await createMotor("fig2c", { engine: "typescript" });
      const { F, scale } = motor.coefficients({ order: 3 });
      forbidden.F.forEach((x, k) => expect(Math.abs(x - F[k]!)).toBeLessThan(1e-13 * scale[k]!));
      expect(forbidden.made).toEqual(motor.made);
      expect(forbidden.warnings.map(({ code }) => code)).toEqual(["no-webassembly"]);
      expect(forbidden.warnings[0]!.message).toContain("'wasm-unsafe-eval'");
      expect(forbidden.batch).toMatch(/^InvalidInput: batchCoefficients: only WebAssembly can; .*'wasm-unsafe-eval'/);

      const allowed = await answers(" 'wasm-unsafe-eval'");
      expect(allowed).toMatchObject({ warnings: [], made: { engine: "wasm" }, batch: null });
    } finally {
      await browser.close();
    }
  },
);
