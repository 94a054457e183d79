import type { Device } from "../device/device.js";
import { refuse } from "../errors.js";
import { checkLimits } from "../device/limits.js";
import type { Build } from "../core/core.js";
import type { Engine, EngineName, StatesName, StatesPoint } from "../electrons/engine.js";
import { runsWebAssembly } from "../core/host.js";
import { ReferenceEngine } from "../reference/referenceEngine.js";
import { WasmEngine } from "./wasmEngine.js";

/** An engine of the master equation: it knows many-body states. */
export type MasterEngine = Required<Omit<Engine, "frozen" | "hopping" | "states">> &
  Pick<Engine, "hopping"> & { readonly states: StatesName; frozen(theta: number, order: number): StatesPoint };

const STATES: readonly string[] = ["auto", "spin-resolved", "spin-symmetric", "lumped"];

/**
 * An engine for one device. Where WebAssembly may not run, and no build of it is asked for, the TypeScript engine stands in
 * for it: `name` of the engine says so.
 *
 * @param states "auto" takes the smallest exact state space
 * @param build of the WebAssembly core; default the fastest that the host can run
 */
export function createEngine(
  device: Device,
  name: EngineName = "wasm",
  states: StatesName | "auto" = "auto",
  build?: Build,
): MasterEngine {
  checkLimits(device);
  if (!STATES.includes(states)) refuse("states", states, STATES.join(", "));
  if (name === "wasm" && (build || runsWebAssembly())) {
    return new WasmEngine(device, states === "auto" ? undefined : states, build);
  }
  if (name === "wasm" || name === "typescript") {
    if (states !== "auto" && states !== "spin-resolved") {
      refuse("states", states, "auto, spin-resolved with the typescript engine");
    }
    return new ReferenceEngine(device, device.model !== "dots" || states === "auto");
  }
  refuse("engine", name, "wasm, typescript");
}
