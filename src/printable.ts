// What users give, in a form that a terminal shows and does not obey.

/** Control characters of C1, line separators, what turns the direction of writing and what cannot be seen. */
const UNPRINTABLE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** The same, and those of C0 such as ESC, which JSON.stringify writes out itself. */
const CONTROL = new RegExp(`[\\u0000-\\u001f]|${UNPRINTABLE.source}`, "g");

const escape = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Text with such characters written as in JSON, \u001b. */
export function printable(text: string): string {
  return text.replace(CONTROL, escape);
}

/** The same JSON document, with such characters written out. */
export function printableJson(text: string): string {
  return text.replace(UNPRINTABLE, escape);
}

/** The beginning of a text that is too long for a message. */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}
