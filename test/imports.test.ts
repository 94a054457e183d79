import { describe, expect, test } from "vitest";
import { type ImportTable, readTable, strangers, treeOf, violations } from "./importTable.js";

describe.each(["src/", "assembly/"])("the imports of %s", (folder) => {
  const tree = treeOf(folder);

  test("are those of the tables in CONTRIBUTING.md, and none goes around", () => {
    expect(tree.size).toBeGreaterThan(20);
    expect(violations(tree)).toEqual([]);
  });

  test("have no rows for what is not there", () => {
    expect(strangers(tree, folder)).toEqual([]);
  });
});

describe("what is spoilt in src/ is found", () => {
  const src = treeOf("src/");

  test.each([
    ["upward", 'import { run } from "../cli/main.js";', "src/numerics/made.ts imports src/cli/main.ts"],
    ["of a type", 'import type { A } from "../cli/main.js";', "src/numerics/made.ts imports src/cli/main.ts"],
    ["of a type within a type", 'type A = import("../cli/main.js").A;', "src/numerics/made.ts imports src/cli/main.ts"],
    ["by an export", 'export { run } from "../cli/main.js";', "src/numerics/made.ts imports src/cli/main.ts"],
    ["while it runs", 'await import("../cli/main.js");', "src/numerics/made.ts imports src/cli/main.ts"],
    ["of a package", 'import { Matrix } from "ml-matrix";', "src/numerics/made.ts imports the package ml-matrix"],
    ["of Node", 'import "node:fs";', "src/numerics/made.ts imports the package node"],
    ["of an unknown package", 'import "@x/left-pad/y";', "src/numerics/made.ts imports the package @x/left-pad"],
  ])("a forbidden import %s is found", (_, text, message) => {
    const spoilt = new Map([...src, ["src/numerics/made.ts", text]]);
    expect(violations(spoilt)).toEqual([message]);
  });

  test("a folder without a row is found", () => {
    const spoilt = new Map([...src, ["lib/made/up.ts", ""]]);
    expect(violations(spoilt)).toEqual(["lib/made/up.ts has no row"]);
  });
});

describe("a tree of rooms", () => {
  const table: ImportTable = readTable(
    [
      "| folder | holds | may import |",
      "| ------ | ----- | ---------- |",
      "| `rooms/entry.ts` | | `above` |",
      "| `rooms/above/` | | `below` |",
      "| `rooms/below/` | | nothing |",
      "",
      "| package | holds | imported by |",
      "| ------- | ----- | ----------- |",
      "| `some-package` | | `/rooms/below/door.ts` |",
      "",
    ].join("\n"),
  );
  const tree = {
    "rooms/entry.ts": 'export * from "./above/a"',
    "rooms/above/a.ts": 'import { b } from "../below/b"; import { c } from "./c";',
    "rooms/above/c.ts": "",
    "rooms/below/b.ts": "",
    "rooms/below/door.ts": 'import "some-package/part";',
  };
  const spoilt = (changes: Record<string, string>): string[] =>
    violations(new Map(Object.entries({ ...tree, ...changes })), table);

  test("that keeps to its table has no violations", () => {
    expect(spoilt({})).toEqual([]);
  });

  test("an import over the head of a row is one", () => {
    expect(spoilt({ "rooms/entry.ts": 'import "./below/b"' })).toEqual(["rooms/entry.ts imports rooms/below/b.ts"]);
  });

  test("a way back is one", () => {
    expect(spoilt({ "rooms/below/b.ts": 'import { c } from "../above/c";' })).toEqual([
      "rooms/below/b.ts imports rooms/above/c.ts",
    ]);
  });

  test("files of one room must not import each other around", () => {
    expect(spoilt({ "rooms/above/c.ts": 'import type { A } from "./a";' })).toEqual([
      "a cycle: rooms/above/a.ts -> rooms/above/c.ts -> rooms/above/a.ts",
    ]);
  });

  test("a package has its door alone", () => {
    expect(spoilt({ "rooms/above/c.ts": 'import "some-package";' })).toEqual([
      "rooms/above/c.ts imports the package some-package",
    ]);
  });

  test("rows that allow each other are found, whatever the files do", () => {
    const [first, second, third] = table.folders;
    const around = { ...table, folders: [first!, second!, { ...third!, allows: ["rooms/above/a.ts"] }] };
    expect(violations(new Map(Object.entries(tree)), around)).toEqual([
      "a cycle of rows: rooms/above/ -> rooms/below/ -> rooms/above/",
    ]);
  });

  test("names that nothing bears are found", () => {
    const files = new Map(Object.entries(tree));
    files.delete("rooms/below/door.ts");
    expect(strangers(files, "rooms/", table)).toEqual(["rooms/below/door.ts"]);
  });
});
