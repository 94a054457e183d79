// JSON as device files hold it, with what JSON.parse does not tell: keys that come twice, and the order of keys.

import { visit } from "jsonc-parser";
import { InvalidInput, refuse } from "../errors.js";
import type { NameOrder } from "./names.js";
import { printable, shortened } from "../printable.js";
import { DEEPEST } from "./shape.js";

/** Characters of a text at most: the largest device that is allowed takes a tenth of it. */
export const LONGEST_TEXT = 1 << 24;

/**
 * @param source what to call the text in a message
 * @throws InvalidInput for what is no JSON, is too long or nested too deep, or has a key twice in an object
 */
export function readJson(text: string, source: string): { value: unknown; order: NameOrder } {
  if (text.length > LONGEST_TEXT) refuse(source, `${text.length} characters`, `at most ${LONGEST_TEXT}`);
  const json = text.replace(/^\uFEFF/, "");
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const reason = shortened(printable((error as Error).message.split("\n")[0]!), 120);
    throw new InvalidInput(`${shortened(printable(source), 200)}: not JSON (${reason}), allowed: a JSON document`);
  }
  return { value, order: orderOf(json) };
}

/** Goes through valid JSON once more, key by key. */
function orderOf(json: string): NameOrder {
  const order = { orbitals: [] as string[], leads: [] as string[] };
  const open: (Set<string> | null)[] = []; // keys of the objects around, null for a list
  const begin = (keys: Set<string> | null, path: readonly (string | number)[]): void => {
    if (open.push(keys) > DEEPEST)
      refuse(path.slice(0, 3).join("."), "more levels", `at most ${DEEPEST} within each other`);
  };
  visit(json, {
    onObjectBegin: (_offset, _length, _line, _character, path) => begin(new Set(), path()),
    onArrayBegin: (_offset, _length, _line, _character, path) => begin(null, path()),
    onObjectEnd: () => void open.pop(),
    onArrayEnd: () => void open.pop(),
    onObjectProperty: (key, _offset, _length, _line, _character, path) => {
      const keys = open.at(-1)!;
      if (keys.has(key)) {
        const field = shortened(printable([...path(), key].join(".")), 200);
        throw new InvalidInput(`${field}: given twice, allowed: every name once in an object`);
      }
      keys.add(key);
      if (open.length !== 2) return;
      const [group] = path();
      if (group === "orbitals" || group === "leads") order[group].push(key);
    },
  });
  return order;
}
