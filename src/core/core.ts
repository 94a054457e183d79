// The compiled core. @assemblyscript/loader is called deprecated upstream, so this is the only file that knows it.

import { instantiateSync } from "@assemblyscript/loader";
import scalar from "../../build/core.wasm";
import simd from "../../build/core-simd.wasm";
import { needWebAssembly } from "./host.js";

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
    slots: number,
  ): void;
  integerTable(): number;
  realTable(): number;
  doubleDotParameters(): number;
  slotTable(): number;
  evaluate(theta: number): number;
  point(): number;
  pointTurnover(): number;
  occupation(k: number): number;
  energies(): number;
  noise(): number;
  seriesLength(): number;
  beginCycle(): void;
  addNodes(first: number, count: number, nodes: number, offset: number): number;
  integrals(): number;
  largest(): number;
  turnover(): number;
  relaxation(slot: number, theta: number, symmetric: boolean): number;
  fastestRate(): number;
  layOutFieldRows(count: number): void;
  fillFieldRows(first: number, count: number, points: number, noise: boolean): number;
  fieldRowsAt(): number;
  configureField(points: number, order: number, noise: boolean): void;
  fieldTable(): number;
  fieldColumns(): number;
  layOutSeriesMotion(profile: boolean): void;
  layOutCoupledMotion(points: number, profile: boolean): void;
  tabulateRates(first: number, count: number): void;
  evaluateRates(theta: number): number;
  setFriction(gamma: number): void;
  loadProfile(): number;
  settleElectrons(theta: number): number;
  electrons(): number;
  transferred(): number;
  torque(theta: number, omega: number): number;
  burden(inertia: number, load: number): void;
  place(theta: number, omega: number): void;
  resume(theta: number, omega: number, time: number, step: number, steps: number): void;
  setTurns(before: number, at: number): void;
  revolve(
    tolerance: number,
    velocityScale: number,
    maximalAngle: number,
    velocityLimit: number,
    turns: number,
    mostSteps: number,
    goOn: boolean,
  ): number;
  readonly theta: WebAssembly.Global;
  readonly omega: WebAssembly.Global;
  readonly time: WebAssembly.Global;
  readonly step: WebAssembly.Global;
  readonly steps: WebAssembly.Global;
  readonly turnedAt: WebAssembly.Global;
  readonly turnedBefore: WebAssembly.Global;
  readonly lowest: WebAssembly.Global;
  readonly highest: WebAssembly.Global;
  layOutEnsemble(count: number, perRotor: number): void;
  setCommon(inertia: number, load: number, lower: number, upper: number, watched: boolean): void;
  diffuse(steps: number, h: number): void;
  layOutHops(): void;
  hop(until: number, h: number): number;
  rotors(): number;
  random(): number;
  layOutPeriodic(panels: number): number;
  meshAngle(point: number): number;
  tabulateMesh(first: number, count: number): void;
  solvePeriodic(omega: number, first: number, count: number): number;
  periodicIntegrals(): number;
  periodicLargest(): number;
  periodicRounding(): number;
  configureBatch(order: number, devices: number, nodes: number): void;
  batchInput(): number;
  batchResults(): number;
  batchTurnover(): number;
  batchGrid(centreL: number, centreR: number, radius: number, tc: number, nodes: number, offset: number): void;
  configureList(order: number, count: number): void;
  listInput(): number;
  listAnswers(): number;
  listCompute(count: number, tolerance: number, nodesPerFeature: number): void;
  exponentials(input: number, output: number, count: number): void;
}

/** Which build of the core: two angles an instruction, or one. */
export type Build = "simd" | "scalar";

/** (module (func (result v128) i32.const 0 i8x16.splat)): valid where the host has vectors. */
const PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11];

/** Whether this host has vectors; found out once. */
let vectors: boolean | undefined;

/** What this bundle carries; a page's script has one of them only. */
const binaries: Record<Build, string> = { simd, scalar };

/**
 * The fastest build that this host can run.
 *
 * @throws InvalidInput where WebAssembly may not run
 */
export function bestBuild(): Build {
  needWebAssembly("build of the core");
  vectors ??= WebAssembly.validate(new Uint8Array(PROBE));
  if (binaries.simd && vectors) return "simd";
  if (!binaries.scalar) throw new Error("this host has no WebAssembly SIMD: use quantum-motor-scalar.min.js");
  return "scalar";
}

/** A new instance of a build. */
export function instantiate(build: Build): Core {
  needWebAssembly("the engine wasm");
  const module = new WebAssembly.Module(decode(binaries[build]));
  return instantiateSync(module, {}).exports as unknown as Core;
}

function decode(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}
