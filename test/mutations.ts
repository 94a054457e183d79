import fc from "fast-check";

// Device files as hands and programs spoil them: keys that are missing, twice, renamed or swapped, values of another kind
// or size, text that ends early.

/** JSON with the order of its keys, and room for the same key twice. */
type Tree = { list: Tree[] } | { pairs: [string, Tree][] } | { text: string };

const NAMES = [
  "L",
  "0",
  "1",
  "4294967295",
  "01",
  "",
  "name",
  "model",
  "gamma",
  "mu",
  "up",
  "__proto__",
  "constructor",
].concat(["toString", "é", "\u001b[31m", "\u202e", "x".repeat(70), "x".repeat(1e5)]);

const NUMBERS = [
  "0.5",
  "2",
  "3.5",
  "12",
  "0",
  "-0",
  "-1",
  "1",
  "1e-12",
  "1e-30",
  "1e-300",
  "5e-324",
  "-5e-324",
  "1e3",
  "1e6",
  "-1e6",
  "1e7",
  "1e14",
].concat(["1e21", "1e100", "1.79e308", "-1.79e308", "1e999"]);

const VALUES = [
  "null",
  "true",
  '"x"',
  '"infinite"',
  '"1"',
  "NaN",
  "Infinity",
  "01",
  "[]",
  "{}",
  "[1,2]",
  '{"const":1}',
].concat(
  ['{"samples":[1,2,3]}', '{"up":1,"down":0}', '"\\u001b[31m"', '"\u202e"', `${"[".repeat(50)}1${"]".repeat(50)}`],
  [
    `[${new Array(5000).fill(0.1).join(",")}]`,
    `{"cos":[${Array.from({ length: 300 }, (_, h) => 1 / (1 + h) ** 3).join(",")}]}`,
  ],
);

/** The text of a device file with one or two mistakes in it. */
export const mistaken = (files: readonly unknown[]): fc.Arbitrary<string> =>
  fc
    .record({
      file: fc.constantFrom(...files),
      mistakes: fc.array(
        fc.record({
          kind: fc.constantFrom(
            ...([
              "drop",
              "repeat",
              "rename",
              "add",
              "number",
              "number",
              "number",
              "value",
              "value",
              "swap",
              "copy",
            ] as const),
          ),
          where: fc.nat(1e6),
          from: fc.nat(1e6),
          name: fc.constantFrom(...NAMES),
          number: fc.constantFrom(...NUMBERS),
          value: fc.constantFrom(...VALUES),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      kept: fc.oneof(
        { weight: 15, arbitrary: fc.constant(1) },
        { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
      ),
    })
    .map(({ file, mistakes, kept }) => {
      const tree = treeOf(file);
      for (const { kind, where, from, name, number, value } of mistakes) {
        const every = within(tree);
        const pick = <T>(of: readonly T[], n = where): T | undefined => of[n % of.length];
        const pairs = pick(every.flatMap((t) => ("pairs" in t && t.pairs.length > 0 ? [t.pairs] : [])));
        const numbers = every.filter((t) => "text" in t && !t.text.startsWith('"'));
        if (kind === "number") replace(pick(numbers), { text: number });
        else if (kind === "value") replace(pick(every), { text: value });
        else if (kind === "copy") replace(pick(every), structuredClone(pick(every, from)!));
        else if (pairs === undefined) continue;
        else if (kind === "drop") pairs.splice(from % pairs.length, 1);
        else if (kind === "repeat") pairs.push(structuredClone(pick(pairs, from)!));
        else if (kind === "rename") pick(pairs, from)![0] = name;
        else if (kind === "swap") pairs.reverse();
        else pairs.push([name, { text: value }]);
      }
      const text = write(tree);
      return text.slice(0, Math.ceil(kept * text.length));
    });

function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { list: value.map(treeOf) };
  if (typeof value !== "object" || value === null) return { text: JSON.stringify(value) };
  return { pairs: Object.entries(value).map(([key, inner]): [string, Tree] => [key, treeOf(inner)]) };
}

const within = (tree: Tree): Tree[] => [
  tree,
  ...("list" in tree ? tree.list : "pairs" in tree ? tree.pairs.map(([, inner]) => inner) : []).flatMap(within),
];

function replace(tree: Tree | undefined, by: Tree): void {
  if (tree === undefined) return;
  for (const key of Object.keys(tree)) Reflect.deleteProperty(tree, key);
  Object.assign(tree, by);
}

function write(tree: Tree): string {
  if ("text" in tree) return tree.text;
  if ("list" in tree) return `[${tree.list.map(write).join(",")}]`;
  return `{${tree.pairs.map(([key, inner]) => `${JSON.stringify(key)}:${write(inner)}`).join(",")}}`;
}
