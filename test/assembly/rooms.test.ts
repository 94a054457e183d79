// The rooms of assembly/ and their one direction, as CONTRIBUTING.md has them.

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const ROOMS: Readonly<Record<string, readonly string[]>> = {
  memory: [],
  numerics: ["memory"],
  electrons: ["memory", "numerics"],
  sector: ["memory", "numerics"],
  motion: ["memory", "numerics"],
  periodic: ["memory", "numerics", "electrons"],
  together: ["memory", "numerics", "electrons", "motion"],
};

const filesOf = (folder: URL): string[] => readdirSync(folder).filter((name) => name.endsWith(".ts"));

test.each(Object.entries(ROOMS))("%s imports itself and %j", (room, allowed) => {
  const folder = new URL(`../../assembly/${room}/`, import.meta.url);
  expect(filesOf(folder).length).toBeGreaterThan(0);
  for (const name of filesOf(folder)) {
    const text = readFileSync(new URL(name, folder), "utf8");
    for (const [, path] of text.matchAll(/ from "(.*)";/g)) {
      const [, other] = /^\.\.\/(\w+)\/\w+$/.exec(path!) ?? [];
      expect(path!.startsWith("./") || allowed.includes(other!), `${room}/${name} imports ${path}`).toBe(true);
    }
    expect(text.split("\n").length, name).toBeLessThan(210);
  }
});
