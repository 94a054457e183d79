// Files and standard input, up to the size that anything of use can have.

import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { InvalidInput, refuse, show } from "../errors.js";
import { LONGEST_TEXT } from "../device/json.js";

/**
 * The text of a file, or of standard input for "-".
 *
 * @param field that names the file in messages
 * @param allowed what else could be given there
 * @throws InvalidInput for what cannot be read, or never ends
 */
export async function readText(field: string, file: string, allowed: string): Promise<string> {
  if (file === "-") return readAll(process.stdin, field, "standard input");
  try {
    return await readAll(createReadStream(file), field, file);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    const { code = "unreadable" } = error as NodeJS.ErrnoException;
    throw new InvalidInput(`${field}: cannot read ${show(file)} (${code}), allowed: ${allowed}`);
  }
}

async function readAll(stream: Readable, field: string, what: string): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream) {
    pieces.push(piece as Buffer);
    length += (piece as Buffer).length;
    if (length > LONGEST_TEXT) {
      stream.destroy();
      refuse(field, what, `at most ${LONGEST_TEXT} bytes`);
    }
  }
  return Buffer.concat(pieces).toString("utf8");
}
