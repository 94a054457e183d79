// Reads the tables of CONTRIBUTING.md, of folders and of packages, and holds the imports of a tree against them.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import ts from "typescript";

/** A line of a table. Folders, which end in a slash, and files are paths from the root of the repository. */
interface Row {
  owns: string[];
  allows: string[];
}

export interface ImportTable {
  /** folders and files, and those that they may import */
  folders: Row[];
  /** packages, and the folders and files that may import them */
  packages: Row[];
}

/** The text of every file of a tree, by its path from the root of the repository. */
export type Tree = ReadonlyMap<string, string>;

const root = new URL("..", import.meta.url);

/** Every TypeScript file below a folder. */
export function treeOf(folder: string): Tree {
  const files = readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file.replaceAll("\\", "/")))
    .filter((file) => file.endsWith(".ts"));
  return new Map(files.map((file) => [file, readFileSync(new URL(file, root), "utf8")]));
}

const names = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

/** In a last column, `spectrum` is the folder beside that of the row, `/build` one at the root; files have an ending. */
const pathOf = (name: string, beside: string): string =>
  (name.startsWith("/") ? name.slice(1) : beside + name) + (name.includes(".") ? "" : "/");

/** The rows of the table that has such a heading. */
function rowsUnder(text: string, heading: string): Row[] {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.startsWith(`| ${heading} `));
  if (at < 0) throw new Error(`no table of ${heading}s`);
  const end = lines.findIndex((line, i) => i > at && !line.startsWith("|"));
  return lines.slice(at + 2, end).map((line) => {
    const cells = line.split("|").slice(1, -1);
    const owns = names(cells[0]!);
    const beside = heading === "package" ? "src/" : (owns[0] ?? "").replace(/[/].*/s, "/");
    return { owns, allows: names(cells.at(-1)!).map((name) => pathOf(name, beside)) };
  });
}

export function readTable(text: string): ImportTable {
  return { folders: rowsUnder(text, "folder"), packages: rowsUnder(text, "package") };
}

const ownTable = readTable(readFileSync(new URL("CONTRIBUTING.md", root), "utf8"));

/** Whether a file is the one named or lies in the folder named. */
const lies = (file: string, name: string): boolean => (name.endsWith("/") ? file.startsWith(name) : file === name);

/** What a file imports: files of the repository, types and side effects too; and packages, those of Node as `node`. */
function importsOf(file: string, text: string, tree: Tree): { files: string[]; packages: string[] } {
  const specifiers = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const inside = specifiers.filter((specifier) => specifier.startsWith("."));
  return {
    files: inside.map((specifier) => {
      const path = normalize(join(dirname(file), specifier));
      const stem = path.replace(/[.]js$/, "");
      return [`${stem}.ts`, `${stem}/index.ts`].find((candidate) => tree.has(candidate)) ?? path;
    }),
    packages: specifiers
      .filter((specifier) => !specifier.startsWith("."))
      .map((specifier) => {
        if (specifier.startsWith("node:")) return "node";
        const parts = specifier.split("/");
        return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
      }),
  };
}

/** The row of a file: the one that names it most closely. */
function rowOf(file: string, rows: readonly Row[]): Row | undefined {
  const closeness = ({ owns }: Row): number =>
    Math.max(0, ...owns.filter((name) => lies(file, name)).map((name) => name.length));
  const closest = [...rows].sort((a, b) => closeness(b) - closeness(a))[0];
  return closest && closeness(closest) > 0 ? closest : undefined;
}

/** Everything in which a tree and a table disagree, a line each; none where they agree. */
export function violations(tree: Tree, { folders, packages }: ImportTable = ownTable): string[] {
  const found: string[] = [];
  for (const [file, text] of tree) {
    const row = rowOf(file, folders);
    if (!row) {
      found.push(`${file} has no row`);
      continue;
    }
    const imports = importsOf(file, text, tree);
    for (const target of imports.files) {
      if (rowOf(target, folders) === row) continue;
      if (!row.allows.some((name) => lies(target, name))) found.push(`${file} imports ${target}`);
    }
    for (const name of imports.packages) {
      const door = packages.find(({ owns }) => owns.includes(name));
      if (!door?.allows.some((allowed) => lies(file, allowed))) found.push(`${file} imports the package ${name}`);
    }
  }
  return [...found, ...cycles(tree), ...rowCycles(folders)];
}

/** Names in a table that nothing bears. */
export function strangers(tree: Tree, folder: string, { folders, packages }: ImportTable = ownTable): string[] {
  const files = [...tree.keys()];
  const named = [...folders.flatMap(({ owns, allows }) => [owns, allows]), ...packages.map(({ allows }) => allows)];
  return [...new Set(named.flat())]
    .filter((name) => name.startsWith(folder))
    .filter((name) => !files.some((file) => lies(file, name)));
}

/** Files that import each other, directly or around. */
function cycles(tree: Tree): string[] {
  const targets = new Map([...tree].map(([file, text]) => [file, importsOf(file, text, tree).files]));
  return circles([...tree.keys()], (file) => targets.get(file) ?? []).map(
    (circle) => `a cycle: ${circle.join(" -> ")}`,
  );
}

/** Rows that allow each other, directly or around: there is one direction, and no way back. */
function rowCycles(rows: readonly Row[]): string[] {
  const label = ({ owns }: Row): string => owns.join(", ");
  const targets = (at: Row): Row[] =>
    at.allows.flatMap((name) => rowOf(name, rows) ?? []).filter((other) => other !== at);
  return circles(rows, targets).map((circle) => `a cycle of rows: ${circle.map(label).join(" -> ")}`);
}

/** One circle for every set of nodes that reach each other, in the order in which they do. */
function circles<Node>(nodes: readonly Node[], targets: (node: Node) => readonly Node[]): Node[][] {
  const found: Node[][] = [];
  const done = new Set<Node>();
  const visit = (node: Node, path: readonly Node[]): void => {
    const at = path.indexOf(node);
    if (at >= 0) found.push([...path.slice(at), node]);
    if (at >= 0 || done.has(node)) return;
    for (const target of targets(node)) visit(target, [...path, node]);
    done.add(node);
  };
  for (const node of nodes) visit(node, []);
  return found;
}
