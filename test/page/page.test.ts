import { readFileSync } from "node:fs";
import { chromium } from "playwright";
import { expect, test } from "vitest";
import { paperDevice } from "../../src/device/presets.js";
import { createMotor } from "../../src/motor/create.js";
import type { Browser } from "../browsers.js";

declare const quantumMotor: typeof import("../../src/index.js");

test.each(["quantum-motor", "quantum-motor-scalar"])(
  "a bare page with %s in one script tag computes Fig. 3a",
  async (name) => {
    const bundle = readFileSync(new URL(`../../build/${name}.min.js`, import.meta.url), "utf8");
    const options = JSON.parse(import.meta.env.TEST_CHROMIUM as string) as Browser;
    const browser = await chromium.launch(options);
    try {
      const page = await browser.newPage();
      const errors: Error[] = [];
      page.on("pageerror", (error) => errors.push(error));
      await page.setContent(
        `<!doctype html><title>Fig. 3a</title><script>${bundle.replaceAll("</script", "<\\/script")}</script>`,
      );

      const biases = Array.from({ length: 41 }, (_, i) => i - 20);
      const inPage = await page.evaluate(async (V) => {
        const curve = [];
        for (const bias of V) {
          const device = quantumMotor.paperDevice({ orbitRadius: 10, V: bias });
          const { F } = (await quantumMotor.createMotor(device)).coefficients({ order: 3 });
          curve.push(F);
        }
        return curve;
      }, biases);

      expect(errors).toEqual([]);
      for (const [i, V] of biases.entries()) {
        const { F, scale } = (await createMotor(paperDevice({ orbitRadius: 10, V }))).coefficients({ order: 3 });
        F.forEach((x, k) => expect(Math.abs(inPage[i]![k]! - x)).toBeLessThan(1e-13 * scale[k]!));
      }
      // the maximum of the zeroth order, where the figure has it
      const zeroth = inPage.map((F) => F[0]!);
      expect(biases[zeroth.indexOf(Math.max(...zeroth))]).toBe(15);
    } finally {
      await browser.close();
    }
  },
);
