// What users give, in a form that a terminal shows and does not obey.

/** Control characters (ESC and those of C1 among them), line separators, and what turns the direction of writing. */

const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Text with such characters written as in JSON, \u001b: within a JSON document that is the same document. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The beginning of a text that is too long for a message. */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}
