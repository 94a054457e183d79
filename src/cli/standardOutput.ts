// Whether there is a standard output at all. Where a shell has closed it (>&-), Node opens /dev/null for reading and
// writing in its place before any of this runs, and everything printed would be lost without a word.

import { readFileSync, readlinkSync } from "node:fs";

const NOWHERE = "/dev/null";
const READ_AND_WRITE = 2;
const SHELL = /^-?(ba|da|z|k|mk|a|fi)?sh$/;

/**
 * Whether standard output was closed, as far as Linux tells: other programs that throw a child's output away also give it
 * /dev/null for reading and writing, so only that of a shell with an output of its own counts, or of a parent with none.
 */
export function outputIsClosed(): boolean {
  if (process.platform !== "linux") return false;
  try {
    const flags = /^flags:\s+([0-7]+)/m.exec(readFileSync("/proc/self/fdinfo/1", "utf8"))?.[1];
    if (readlinkSync("/proc/self/fd/1") !== NOWHERE || (parseInt(flags!, 8) & 3) !== READ_AND_WRITE) return false;
    const parent = `/proc/${process.ppid}`;
    const ofParent = target(`${parent}/fd/1`);
    if (ofParent === undefined) return true;
    return ofParent !== NOWHERE && SHELL.test(readFileSync(`${parent}/comm`, "utf8").trim());
  } catch {
    return false; // no /proc, or none that may be read
  }
}

function target(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
