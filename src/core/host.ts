// Where the core may run: node --jitless has no WebAssembly, a page's Content-Security-Policy may forbid it, and a host
// without vector instructions needs the scalar build.

import { archives } from "virtual:binaries";
import { InvalidInput } from "../errors.js";
import type { Build } from "./core.js";

/** The builds that this bundle carries, the fastest first. */
export const carried = Object.keys(archives) as Build[];

/** The smallest modules that need what a build needs. */
const PROBES: Record<Build, readonly number[]> = {
  // "\0asm", version 1
  scalar: [0, 97, 115, 109, 1, 0, 0, 0],
  // (module (func (result v128) i32.const 0 i8x16.splat))
  simd: [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11],
};

const found = new Map<Build, boolean>();

/** Whether this host compiles and runs a build, by trying it once. */
function runs(build: Build): boolean {
  let works = found.get(build);
  if (works === undefined) {
    try {
      new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(PROBES[build])));
      works = true;
    } catch {
      works = false; // ReferenceError where there is none, CompileError where it is forbidden or lacks instructions
    }
    found.set(build, works);
  }
  return works;
}

/** Whether this host runs a build that this bundle carries. */
export function runsWebAssembly(): boolean {
  return carried.some(runs);
}

/** Why it does not, and what would let it. */
export function whyNot(): string {
  return runs("scalar")
    ? `WebAssembly has no vector instructions here, and this bundle carries the build ${carried.join(", ")} alone`
    : "WebAssembly may not run here: Node runs with --jitless, or the Content-Security-Policy of the page has no " +
        "'wasm-unsafe-eval' in its script-src";
}

/** Refuses what only the core can do, where it may not run. */
export function needWebAssembly(what: string): void {
  if (!runsWebAssembly()) throw new InvalidInput(`${what}: only WebAssembly can; ${whyNot()}`);
}

/**
 * The fastest build that this bundle carries and this host can run.
 *
 * @throws InvalidInput where there is none
 */
export function bestBuild(): Build {
  needWebAssembly("build of the core");
  return carried.find(runs)!;
}
