import type { Device } from "../device/doubleDot.js";
import { refuse } from "../device/errors.js";
import type { Build } from "./core.js";
import type { Engine, EngineName, StatesName } from "./engine.js";
import { ReferenceEngine } from "./referenceEngine.js";
import { WasmEngine } from "./wasmEngine.js";

/**
 * An engine for one device.
 *
 * @param states "auto" takes the smallest exact state space
 * @param build of the WebAssembly core; default the fastest that the host can run
 */
export function createEngine(
  device: Device,
  name: EngineName,
  states: StatesName | "auto" = "auto",
  build?: Build,
): Engine {
  if (states !== "auto" && states !== "spin-resolved" && states !== "spin-symmetric") {
    refuse("states", states, "auto, spin-resolved, spin-symmetric");
  }
  if (name === "wasm") return new WasmEngine(device, states === "auto" ? undefined : states, build);
  if (name === "typescript") {
    if (states === "spin-symmetric") refuse("states", states, "auto, spin-resolved with the typescript engine");
    return new ReferenceEngine(device);
  }
  refuse("engine", name, "wasm, typescript");
}
