// Where WebAssembly may not run: node --jitless has none, and a page's Content-Security-Policy may forbid it.

import { InvalidInput } from "../device/errors.js";

/** "\0asm", version 1: the smallest module there is. */
const EMPTY = [0, 97, 115, 109, 1, 0, 0, 0];

let runs: boolean | undefined;

/** Whether this host compiles and runs WebAssembly, by trying it once. */
export function runsWebAssembly(): boolean {
  if (runs === undefined) {
    try {
      new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(EMPTY)));
      runs = true;
    } catch {
      runs = false; // ReferenceError where there is none, CompileError where it is forbidden
    }
  }
  return runs;
}

/** Why it may not run, and what would let it. */
export const WHY_NOT =
  "WebAssembly may not run here: Node runs with --jitless, or the Content-Security-Policy of the page has no " +
  "'wasm-unsafe-eval' in its script-src";

/** Refuses what only the core can do, where it may not run. */
export function needWebAssembly(what: string): void {
  if (!runsWebAssembly()) throw new InvalidInput(`${what}: only WebAssembly can; ${WHY_NOT}`);
}
