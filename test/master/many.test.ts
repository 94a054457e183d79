import { expect, test } from "vitest";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";

test("hundreds of engines live side by side, each with its own device", () => {
  // an instance of WebAssembly each would exhaust a browser's address space
  const engines = Array.from({ length: 400 }, (_, i) => {
    const device = parseDevice(paperDevice({ orbitRadius: 10, V: i / 40 }));
    return new WasmEngine(device, i % 2 ? "spin-resolved" : "spin-symmetric", i % 3 ? "simd" : "scalar");
  });
  const first = engines.map((engine) => [engine.integrate(1, 32, 0).integrals.F, engine.frozen(1, 1).F]);
  // again in another order: nothing of one device is left in another
  [...engines].reverse().forEach((engine, i) => {
    const at = engines.length - 1 - i;
    expect([engine.integrate(1, 32, 0).integrals.F, engine.frozen(1, 1).F]).toEqual(first[at]);
  });
  expect(first[3]).not.toEqual(first[5]);
});
