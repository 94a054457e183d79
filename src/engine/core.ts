// The compiled core. @assemblyscript/loader is called deprecated upstream, so this is the only file that knows it.

import { instantiateSync } from "@assemblyscript/loader";
import binary from "../../build/core.wasm";

/** What assembly/index.ts exports. Pointers are byte offsets into `memory`. */
export interface Core {
  readonly memory: WebAssembly.Memory;
  configure(
    states: number,
    leads: number,
    levels: number,
    weights: number,
    channels: number,
    edges: number,
    transitions: number,
    classes: number,
    order: number,
  ): void;
  integerTable(): number;
  realTable(): number;
  evaluate(theta: number): number;
  point(): number;
  occupation(k: number): number;
  energies(): number;
  seriesLength(): number;
  integrate(nodes: number, offset: number): number;
  integrals(): number;
  largest(): number;
  relaxation(nodes: number): number;
  readonly slowestTime: WebAssembly.Global;
  readonly conditionNumber: WebAssembly.Global;
  tabulateTorque(points: number): number;
  place(theta: number, omega: number, inertia: number, load: number): void;
  revolve(
    tolerance: number,
    velocityScale: number,
    maximalAngle: number,
    velocityLimit: number,
    turns: number,
    maximalSteps: number,
  ): number;
  readonly theta: WebAssembly.Global;
  readonly omega: WebAssembly.Global;
  readonly time: WebAssembly.Global;
  readonly steps: WebAssembly.Global;
  readonly turnedAt: WebAssembly.Global;
  readonly turnedBefore: WebAssembly.Global;
}

let compiled: WebAssembly.Module | undefined;

/** A fresh instance with a memory of its own; the module is compiled once. */
export function instantiateCore(): Core {
  compiled ??= new WebAssembly.Module(decode(binary));
  return instantiateSync(compiled, {}).exports as unknown as Core;
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
