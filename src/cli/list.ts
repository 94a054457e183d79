import { once } from "node:events";
import type { Result } from "../motor/result.js";
import { render } from "./output.js";
import { showProgress } from "./progress.js";

/** Elements of a list whose text is kept from the check to the print; about 150 MB of frozen angles. */
const KEPT = 100_000;

/**
 * Prints a list, one element at a time, as `print` would the whole: a million elements are more than a string can hold.
 *
 * Every element is computed and checked before the first character is out, so that standard output holds a document or
 * nothing. What is beyond memory is computed again for the print.
 *
 * @param element the same for the same index
 * @param what is being done, for whom it takes too long
 */
export async function printList(length: number, element: (index: number) => unknown, what = "printing"): Promise<void> {
  const kept: Row[] = [];
  const row = rows();
  const checking = showProgress(what);
  try {
    for (let i = 0; i < length; i++) {
      const texts = row(element(i), `[${i}]`);
      if (i < KEPT) kept.push(texts);
      checking.progress((i + 1) / length);
    }
  } finally {
    checking.end(); // a bar has no place among what is printed
  }
  const indented = process.stdout.isTTY;
  const printing = indented ? undefined : showProgress("printing");
  for (let i = 0; i < length; i++) {
    const text = joined(kept[i] ?? row(element(i)));
    const lead = i === 0 ? "[" : ",";
    await write(indented ? `${lead}\n  ${text.replaceAll("\n", "\n  ")}` : lead + text);
    printing?.progress((i + 1) / length);
  }
  await write(length === 0 ? "[]\n" : indented ? "\n]\n" : "]\n");
  printing?.end();
}

/** The text of an element in two parts: of a result its numbers, and what it shares with its neighbours. */
type Row = readonly [own: string, shared?: string];

/** Renders elements; `warnings` and `made` of neighbours that have the same ones are rendered once. */
function rows(): (element: unknown, at?: string) => Row {
  let last: { warnings: unknown; made: unknown; text: string } | undefined;
  return (element, at) => {
    if (!isResult(element)) return [render(element, at)];
    const { warnings, made, ...own } = element;
    if (last?.warnings !== warnings || last.made !== made) {
      last = { warnings, made, text: render({ warnings, made }, at) };
    }
    return [render(own, at), last.text];
  };
}

/** Two objects as one: the brace between them goes, in an indented text with the line that it stands on. */
function joined([own, shared]: Row): string {
  if (shared === undefined) return own;
  return `${own.slice(0, own.at(-2) === "\n" ? -2 : -1)},${shared.slice(1)}`;
}

const isResult = (document: unknown): document is Result<object> =>
  typeof document === "object" && document !== null && "warnings" in document && "made" in document;

/** Waits where the reader is slower. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}
