import type { Build } from "../core/core.js";
import { sharedCore } from "../core/sharedCore.js";
import { WasmLangevin } from "./coreEnsemble.js";
import { WasmSeriesRotor } from "./coreRotor.js";
import type { Mechanics } from "./mechanics.js";

/** Motion in the WebAssembly core; the angles of a field must be a power of two. */
export const coreMechanics = (build: Build): Mechanics => ({
  engine: "wasm",
  build,
  rotor: (field, brake) => new WasmSeriesRotor(sharedCore(build, "rotor"), field, brake),
  ensemble: (field, options) => new WasmLangevin(sharedCore(build, "ensemble"), field, options),
});
