import { playwright } from "@vitest/browser-playwright";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { inlineBinaries } from "./binaries.config.js";
import { type Browser, installedChromium, packagedChromium } from "./test/browsers.js";

const browsers = { packaged: await packagedChromium(), installed: installedChromium() };
const any = browsers.packaged ?? browsers.installed;
if (!any) {
  throw new Error(
    "no Chromium runs here: set CHROMIUM to the path of one, or install one (Debian: apt-get install chromium)",
  );
}

/** The engines and what stands on them, in a real browser; the long ones run in Node alone. */
const inBrowser = (name: string, { executablePath, args, env }: Browser): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name,
    include: [
      "test/core/**/*.test.ts",
      "test/master/**/*.test.ts",
      "test/mechanics/**/*.test.ts",
      "test/motor/**/*.test.ts",
      "test/numerics/**/*.test.ts",
      "test/dots/{anderson,coherence}.test.ts",
    ],
    exclude: ["test/master/agreement/**", "test/motor/{coupled,exactSteady,nonoperational,orbit,trust}.test.ts"],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath, args, env } }),
      instances: [{ browser: "chromium" }],
    },
  },
});

export default defineConfig({
  plugins: [inlineBinaries(["simd", "scalar"])],
  test: {
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: "node", include: ["test/**/*.test.ts"], env: { TEST_CHROMIUM: JSON.stringify(any) } },
      },
      ...Object.entries(browsers).flatMap(([name, browser]) =>
        browser ? [inBrowser(`browser-${name}`, browser)] : [],
      ),
    ],
  },
});
