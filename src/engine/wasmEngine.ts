import type { Device } from "../device/device.js";
import { refuse, Untrustworthy } from "../device/errors.js";
import { integrateSector } from "./batch.js";
import { bestBuild, type Build, type Core, type SharedCore, sharedCore } from "./core.js";
import { wasmPeriodic } from "./wasmPeriodic.js";
import { wasmRotor } from "./wasmRotor.js";
import {
  type Engine,
  type Fluxes,
  type FrozenPoint,
  type GridIntegrals,
  noFluxes,
  type PeriodicGrid,
  type Relaxation,
  type Rotor,
  type StatesName,
} from "./engine.js";
import { type Source, sourceOf } from "./source.js";

/** The AssemblyScript core: this class only writes its tables and reads its results. */
export class WasmEngine implements Engine {
  readonly name = "wasm";
  readonly states: StatesName;
  /** whether two angles go through an instruction at once */
  readonly build: Build;
  private readonly shared: SharedCore;
  private readonly source: Source;
  private readonly names: string[];
  private order = -1;

  /**
   * @param states default: the smallest space in which the device is exact
   * @param build default: the fastest that the host can run
   */
  constructor(
    private readonly device: Device,
    states?: StatesName,
    build: Build = bestBuild(),
  ) {
    this.build = build;
    this.shared = sharedCore(build, "device");
    this.source = sourceOf(device, states);
    this.states = this.source.states;
    this.names = device.leads.map(({ name }) => name);
  }

  frozen(theta: number, order: number): FrozenPoint {
    if (!Number.isFinite(theta)) refuse("theta", theta, "a finite angle in radians");
    this.configure(order);
    const { core, source } = this;
    source.inPieces(
      core,
      1,
      () => theta,
      () => Boolean(core.evaluate(theta)) || unconnected(theta),
    );
    const length = core.seriesLength();
    const { levels, levelOfState, spinResolved } = source.tables;
    const energies = this.reals(core.energies(), levels * length);
    const count = levelOfState.length;
    return {
      theta,
      energies: spinResolved.map(({ state }) => energies[levelOfState[state]! * length]!),
      p: Array.from({ length: order + 1 }, (_, k) => {
        const p = this.reals(this.core.occupation(k), count);
        return spinResolved.map(({ state, share }) => share * p[state]!);
      }),
      ...this.fluxes(this.core.point()),
    };
  }

  integrate(order: number, nodes: number, offset: number): GridIntegrals {
    if (this.states === "spin-symmetric" && this.device.model === "double-dot-rotor") {
      const fast = integrateSector(this.device, this.build, order, nodes, offset);
      if (fast) return fast;
    }
    this.configure(order);
    const { core } = this;
    const angle = (i: number): number => (2 * Math.PI * (i + offset)) / nodes;
    core.beginCycle();
    this.source.inPieces(core, nodes, angle, (first, count) => {
      const failed = core.addNodes(first, count, nodes, offset);
      return failed < 0 || unconnected(angle(failed));
    });
    return { integrals: this.fluxes(core.integrals()), largest: [...this.reals(core.largest(), order + 1)] };
  }

  periodic(omegas: readonly number[], nodes: number): PeriodicGrid {
    return wasmPeriodic(sharedCore(this.build, "periodic"), this.source, this.names, omegas, nodes);
  }

  relaxation(nodes: number): Relaxation {
    this.configure(Math.max(0, this.order));
    const { core } = this;
    const angle = (i: number): number => (2 * Math.PI * i) / nodes;
    core.beginRelaxation();
    this.source.inPieces(
      core,
      nodes,
      angle,
      (first, count) => Boolean(core.addRelaxation(first, count, nodes)) || unconnected(),
    );
    return {
      slowestRate: 1 / Number(core.slowestTime.value),
      conditioning: Number(core.conditionNumber.value),
    };
  }

  rotor(order: number, points: number): Rotor {
    const angle = (i: number): number => (2 * Math.PI * i) / points;
    return wasmRotor(
      sharedCore(this.build, "rotor"),
      (core) => {
        this.source.layOut(core, order);
        core.layOutTorqueTable(points);
        this.source.inPieces(core, points, angle, (first, count) => {
          const failed = core.tabulateTorque(first, count);
          return failed < 0 || unconnected(angle(failed));
        });
      },
      points,
    );
  }

  private get core(): Core {
    return this.shared.core;
  }

  /** Makes the shared instance hold this device at an order. */
  private configure(order: number): void {
    if (this.shared.owner === this && order === this.order) return;
    this.source.layOut(this.core, order);
    this.shared.owner = this;
    this.order = order;
  }

  private reals(pointer: number, count: number): Float64Array {
    return new Float64Array(this.core.memory.buffer, pointer, count);
  }

  /** Reads (order + 1) rows of F, I_r, J_r. */
  private fluxes(pointer: number): Fluxes {
    const width = 1 + 2 * this.names.length;
    const rows = this.reals(pointer, (this.order + 1) * width);
    const result = noFluxes(this.names, this.order);
    for (let k = 0; k <= this.order; k++) {
      result.F[k] = rows[k * width]!;
      this.names.forEach((name, r) => {
        result.leads[name]!.I[k] = rows[k * width + 1 + 2 * r]!;
        result.leads[name]!.J[k] = rows[k * width + 2 + 2 * r]!;
      });
    }
    return result;
  }
}

function unconnected(theta?: number): never {
  const where = theta === undefined ? "" : ` at theta = ${theta}`;
  throw new Untrustworthy(
    `the kernel has no unique stationary state${where}: its states fall apart into unconnected sets`,
  );
}
