import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { inlineWasm } from "./rollup.config.js";
import { findChromium } from "./test/chromium.js";

const chromium = await findChromium();
const { executablePath, args, env } = chromium;

export default defineConfig({
  plugins: [inlineWasm()],
  test: {
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: "node", include: ["test/**/*.test.ts"], env: { TEST_CHROMIUM: JSON.stringify(chromium) } },
      },
      {
        // the engines and what stands on them, in a real browser; the long ones run in Node alone
        extends: true,
        test: {
          name: "browser",
          include: ["test/engine/**/*.test.ts", "test/motor/**/*.test.ts", "test/dots/{anderson,coherence}.test.ts"],
          exclude: ["test/engine/agreement/**", "test/motor/{coupled,exactSteady,nonoperational,trust}.test.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath, args, env } }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
