import { bestBuild, runsWebAssembly } from "../core/host.js";
import { coreMechanics } from "./coreMechanics.js";
import type { Mechanics } from "./mechanics.js";
import { referenceMechanics } from "./referenceMechanics.js";

/** What moves rotors by the name of an engine; where WebAssembly may not run, plain TypeScript. */
export const mechanicsOf = (engine: "wasm" | "typescript" = "wasm"): Mechanics =>
  engine === "wasm" && runsWebAssembly() ? coreMechanics(bestBuild()) : referenceMechanics;
