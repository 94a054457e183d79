import { whyNot } from "../core/host.js";
import type { EngineName } from "./engine.js";
import type { NoWebAssembly } from "./warning.js";

/** What is said where the TypeScript engine stands in for the one that was wanted. */
export function standIn(wanted: EngineName = "wasm", found: EngineName): NoWebAssembly[] {
  if (found === wanted) return [];
  return [{ code: "no-webassembly", message: `the TypeScript engine has answered, many times slower: ${whyNot()}` }];
}
