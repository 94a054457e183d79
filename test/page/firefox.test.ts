import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { expect, test } from "vitest";
import { asDots } from "../../src/device/asDots.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { createMotor } from "../../src/questions/create.js";
import { installedFirefox } from "../browsers.js";
import { openSite, pageKinds } from "./site.js";

declare const quantumMotor: typeof import("../../src/index.js");

const firefox = installedFirefox();

// another engine than Node's and Chromium's: what it finds must be the same, of seeded motions to the last bit
test.skipIf(!firefox).each(pageKinds)("Firefox, %s: Fig. 2c, and a seed's motion is that of Node", async (kind) => {
  const site = await openSite();
  const profile = mkdtempSync(join(tmpdir(), "firefox-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: firefox!,
    headless: true,
    userDataDir: profile,
  });
  try {
    const page = await browser.newPage();
    await page.goto(site.address(kind));
    const motion = { inertia: 2e5, load: 5, omega0: 0.006, time: 2000, trajectories: 10, samples: 3 };
    // the built-in double dot, and one whose levels the host computes
    const dots = asDots(parseDevice(paperDevice({ orbitRadius: 3, V: 4 })));
    const inPage = await page.evaluate(
      async (options, file) => {
        const motor = await quantumMotor.createMotor("fig2c");
        const general = await quantumMotor.createMotor(file);
        return {
          F: motor.coefficients().F,
          omegaMean: motor.langevin(options).omegaMean,
          hopping: general.langevin({ ...options, exact: true }).omegaMean,
        };
      },
      motion,
      dots,
    );
    const motor = await createMotor("fig2c");
    const general = await createMotor(dots);
    const { F, scale } = motor.coefficients();
    F.forEach((x, k) => expect(Math.abs(inPage.F[k]! - x)).toBeLessThan(1e-13 * scale[k]!));
    expect(inPage.omegaMean).toEqual(motor.langevin(motion).omegaMean);
    expect(inPage.hopping).toEqual(general.langevin({ ...motion, exact: true }).omegaMean);
  } finally {
    await browser.close();
    site.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
