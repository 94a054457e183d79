import type { Device } from "../src/device/device.js";
import { isUnpolarised } from "../src/device/device.js";
import { combine, type Fluxes } from "../src/electrons/fluxes.js";
import type { MasterEngine } from "../src/master/create.js";
import { ReferenceEngine } from "../src/reference/referenceEngine.js";
import { WasmEngine } from "../src/master/wasmEngine.js";

/** Every engine and state space that can compute a device. */
export function enginesOf(device: Device): [string, MasterEngine][] {
  const engines: [string, MasterEngine][] = [
    ["wasm, spin-resolved", new WasmEngine(device, "spin-resolved")],
    ["typescript", new ReferenceEngine(device)],
  ];
  if (isUnpolarised(device)) {
    engines.unshift(
      ["wasm-simd, spin-symmetric", new WasmEngine(device, "spin-symmetric", "simd")],
      ["wasm, spin-symmetric", new WasmEngine(device, "spin-symmetric", "scalar")],
    );
  }
  return engines;
}

/** The largest of all quantities, order by order. */
export function largestOfOrder({ F, leads }: Fluxes): number[] {
  return F.map((f, k) => Math.max(f, ...Object.values(leads).flatMap(({ I, J }) => [I[k]!, J[k]!])));
}

/** Largest difference of two results over the scale of its order. */
export function difference(a: Fluxes, b: Fluxes, scale: readonly number[]): number {
  const apart = largestOfOrder(combine((x, y) => Math.abs(x - y), a, b));
  return Math.max(...apart.map((x, k) => (scale[k]! > 0 ? x / scale[k]! : x)));
}
