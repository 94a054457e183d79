// Names of orbitals and leads that users choose. Their order in a device means something: a bias is that of the first lead
// over the second, states are listed by the orbitals. JavaScript objects do not keep the order of names that look like
// integers, so such devices come as text or with lists.

import * as v from "valibot";
import { refuse } from "../errors.js";

/** Characters of a name at most. */
export const LONGEST_NAME = 64;

const NAME = `a name of 1 to ${LONGEST_NAME} characters`;

export const name = v.pipe(v.string(NAME), v.minLength(1, NAME), v.maxLength(LONGEST_NAME, NAME));

/** The names of the objects in a text, in its order. */
export interface NameOrder {
  orbitals: readonly string[];
  leads: readonly string[];
}

/** Something with a name, and the field that holds it. */
interface Named<Item> {
  name: string;
  field: string;
  item: Item;
}

/** Names that objects of JavaScript sort to their front, ascending. */
function looksLikeInteger(name: string): boolean {
  return /^(0|[1-9]\d{0,9})$/.test(name) && Number(name) < 2 ** 32 - 1;
}

/** Whether an object would give the names back in another order. */
function objectReorders(names: readonly string[]): boolean {
  return names.length > 1 && names.some(looksLikeInteger);
}

/** The field of something named; quoted where the name could be taken for a place in a list. */
export function fieldOf(group: string, name: string): string {
  return `${group}.${looksLikeInteger(name) ? JSON.stringify(name) : name}`;
}

/**
 * What is in an object with free names, or in a list whose items bring their names along.
 *
 * @param order of the names in the text, where there is one
 * @throws InvalidInput for a name that comes twice, and where the order of the names is lost
 */
export function named<Item extends object>(
  group: string,
  given: Readonly<Record<string, Item>> | readonly ({ name: string } & Item)[],
  order?: readonly string[],
): Named<Item>[] {
  if (isList(given)) {
    const items = given.map((item, i) => ({ name: item.name, field: `${group}.${i}`, item }));
    items.forEach(({ name, field }, i) => {
      if (items.findIndex((other) => other.name === name) < i) refuse(`${field}.name`, name, "every name once");
    });
    return items;
  }
  const names = order ?? Object.keys(given);
  if (!order && objectReorders(names)) {
    refuse(
      group,
      names,
      `names that JavaScript does not reorder as it does integers; or a list [{"name": ${JSON.stringify(names[0])}, ...}, ` +
        "...]; or the JSON text, through parseDeviceText",
    );
  }
  return names.map((name) => ({ name, field: fieldOf(group, name), item: given[name]! }));
}

function isList<Item>(given: Readonly<Record<string, Item>> | readonly Item[]): given is readonly Item[] {
  return Array.isArray(given);
}

/** The inverse of `named`: a list where an object would change the order. */
export function keyed<Item extends object>(
  items: readonly (readonly [name: string, item: Item])[],
): Record<string, Item> | ({ name: string } & Item)[] {
  return objectReorders(items.map(([name]) => name))
    ? items.map(([name, item]) => ({ name, ...item }))
    : Object.fromEntries(items);
}
