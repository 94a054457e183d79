// The compiled core. @assemblyscript/loader is called deprecated upstream, so this is the only file that knows it.

import { instantiateSync } from "@assemblyscript/loader";
import electronsScalar from "../../build/core/electrons-scalar.wasm";
import electronsSimd from "../../build/core/electrons-simd.wasm";
import motionScalar from "../../build/core/motion-scalar.wasm";
import motionSimd from "../../build/core/motion-simd.wasm";
import sectorScalar from "../../build/core/sector-scalar.wasm";
import sectorSimd from "../../build/core/sector-simd.wasm";
import { needWebAssembly } from "./host.js";

type Exports<Declaration extends { instantiate: (...given: never[]) => unknown }> = Awaited<
  ReturnType<Declaration["instantiate"]>
>;

/** What the binaries export, as the compiler declares it. Pointers are byte offsets into `memory`. */
export interface Cores {
  electrons: Exports<typeof import("../../build/core/electrons.js")>;
  motion: Exports<typeof import("../../build/core/motion.js")>;
  sector: Exports<typeof import("../../build/core/sector.js")>;
}

export type BinaryName = keyof Cores;

/** What moves rotors, in a field or with electrons: assembly/host/rotor.ts and ensemble.ts. */
export type MovingCore = Pick<Cores["motion"], keyof Cores["motion"] & keyof Cores["electrons"]>;

/** Which build of the core: two angles an instruction, or one. */
export type Build = "simd" | "scalar";

/** (module (func (result v128) i32.const 0 i8x16.splat)): valid where the host has vectors. */
const PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11];

/** Whether this host has vectors; found out once. */
let vectors: boolean | undefined;

/** What this bundle carries; a page's script has one build only. */
const binaries: Record<BinaryName, Record<Build, string>> = {
  electrons: { simd: electronsSimd, scalar: electronsScalar },
  motion: { simd: motionSimd, scalar: motionScalar },
  sector: { simd: sectorSimd, scalar: sectorScalar },
};

/**
 * The fastest build that this host can run.
 *
 * @throws InvalidInput where WebAssembly may not run
 */
export function bestBuild(): Build {
  needWebAssembly("build of the core");
  vectors ??= WebAssembly.validate(new Uint8Array(PROBE));
  if (binaries.electrons.simd && vectors) return "simd";
  if (!binaries.electrons.scalar) throw new Error("this host has no WebAssembly SIMD: use quantum-motor-scalar.min.js");
  return "scalar";
}

/** A new instance of a binary. */
export function instantiate<Name extends BinaryName>(name: Name, build: Build): Cores[Name] {
  needWebAssembly("the engine wasm");
  const module = new WebAssembly.Module(decode(binaries[name][build]));
  return instantiateSync(module, {}).exports as unknown as Cores[Name];
}

function decode(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}
