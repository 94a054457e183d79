// What the compiler declares of the core is what TypeScript may call: `npm run types` holds the lines marked here.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { BinaryName, Cores } from "../../src/core/core.js";
import { sharedCore } from "../../src/core/sharedCore.js";

export function misuse(motion: Cores["motion"], sector: Cores["sector"]): void {
  // @ts-expect-error the motion knows no device
  "configureDevice" satisfies keyof Cores["motion"];
  // @ts-expect-error an argument is missing
  motion.configureField(1024, 3);
  // @ts-expect-error a length is a number
  motion.diffuse(10, "0.1");
  // @ts-expect-error constants stay what they are
  sector.FLUXES.value = 6;
}

// the loader adds functions of its own, and the compiler a table
test.each([
  ["electrons", "device"],
  ["motion", "rotor"],
  ["sector", "grid"],
] as const)("what %s exports is what is declared, in both builds", (name: BinaryName, purpose) => {
  const declared = readFileSync(new URL(`../../build/core/${name}.d.ts`, import.meta.url), "utf8");
  const names = [...declared.matchAll(/^ {2}export (?:function|const) (\w+)/gm)].map(([, found]) => found!);
  for (const build of ["simd", "scalar"] as const) {
    const exports = sharedCore(build, purpose).use(
      {},
      () => undefined,
      (core) => Object.keys(core),
    );
    expect(new Set(names)).toEqual(new Set(exports.filter((found) => found !== "table" && !found.startsWith("__"))));
  }
});

test("motion in a field carries nothing of the electrons", () => {
  const declared = readFileSync(new URL("../../build/core/motion.d.ts", import.meta.url), "utf8");
  const files = [...declared.matchAll(/^ +(?:\/\*\*|\*) (assembly\/\w+)\//gm)].map(([, folder]) => folder);
  expect(new Set(files)).toEqual(new Set(["assembly/exports", "assembly/motion"]));
});
