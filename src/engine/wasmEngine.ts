import { type Device, isUnpolarised } from "../device/doubleDot.js";
import { refuse, Untrustworthy } from "../device/errors.js";
import { integrateSector } from "./batch.js";
import { bestBuild, type Build, type Core, type SharedCore, sharedCore } from "./core.js";
import { WasmCoupledRotor, WasmRotor } from "./wasmRotor.js";
import { resample } from "./periodic.js";
import { WasmHopping, WasmLangevin } from "./wasmEnsemble.js";
import {
  type Brake,
  type CoupledRotor,
  type Engine,
  type Ensemble,
  type EnsembleOptions,
  type Fluxes,
  type FrozenPoint,
  type GridIntegrals,
  noFluxes,
  type Relaxation,
  type Rotor,
  type StatesName,
} from "./engine.js";
import { type DeviceTables, deviceTables } from "./tables.js";

/** The AssemblyScript core: this class only writes its tables and reads its results. */
export class WasmEngine implements Engine {
  readonly name = "wasm";
  readonly states: StatesName;
  /** whether two angles go through an instruction at once */
  readonly build: Build;
  private readonly shared: SharedCore;
  private readonly tables: DeviceTables;
  private readonly names: string[];
  private order = -1;

  /**
   * @param states default: the spin-symmetric sector where the leads allow it
   * @param build default: the fastest that the host can run
   */
  constructor(
    private readonly device: Device,
    states?: StatesName,
    build: Build = bestBuild(),
  ) {
    this.build = build;
    this.shared = sharedCore(build, "device");
    const unpolarised = isUnpolarised(device);
    if (states === "spin-symmetric" && !unpolarised) {
      refuse("states", states, "spin-resolved, since the leads are polarised");
    }
    this.states = states ?? (unpolarised ? "spin-symmetric" : "spin-resolved");
    this.tables = deviceTables(device, this.states, unpolarised);
    this.names = device.leads.map(({ name }) => name);
  }

  frozen(theta: number, order: number): FrozenPoint {
    if (!Number.isFinite(theta)) refuse("theta", theta, "a finite angle in radians");
    this.configure(order);
    if (!this.core.evaluate(theta)) unconnected(theta);
    const { levelOfState, spinResolved } = this.tables;
    const length = this.core.seriesLength();
    const energies = this.reals(this.core, this.core.energies(), this.tables.levels * length);
    return {
      theta,
      energies: spinResolved.map(({ state }) => energies[levelOfState[state]! * length]!),
      p: Array.from({ length: order + 1 }, (_, k) => this.occupations(this.core, this.core.occupation(k))),
      D: this.core.noise(),
      ...this.fluxes(this.core, this.core.point(), order),
    };
  }

  integrate(order: number, nodes: number, offset: number): GridIntegrals {
    if (this.states === "spin-symmetric") {
      const fast = integrateSector(this.device, this.build, order, nodes, offset);
      if (fast) return fast;
    }
    this.configure(order);
    this.core.beginCycle();
    const failed = this.core.addNodes(0, nodes, nodes, offset);
    if (failed >= 0) unconnected((2 * Math.PI * (failed + offset)) / nodes);
    return {
      integrals: this.fluxes(this.core, this.core.integrals(), order),
      largest: [...this.reals(this.core, this.core.largest(), order + 1)],
    };
  }

  relaxation(nodes: number): Relaxation {
    this.configure(Math.max(0, this.order));
    this.core.beginRelaxation();
    if (!this.core.addRelaxation(0, nodes, nodes)) unconnected();
    return {
      slowestRate: 1 / Number(this.core.slowestTime.value),
      conditioning: Number(this.core.conditionNumber.value),
    };
  }

  rotor(order: number, points: number, brake?: Brake): Rotor {
    const prepare = (core: Core): void => {
      this.layOut(core, order);
      core.layOutSeriesMotion(points, brake?.profile !== undefined);
      applyBrake(core, points, brake);
      const failed = core.tabulateTorque(0, points);
      if (failed >= 0) unconnected((2 * Math.PI * failed) / points);
    };
    return new WasmRotor(sharedCore(this.build, "rotor"), prepare, points);
  }

  coupledRotor(points: number, brake?: Brake): CoupledRotor {
    const prepare = (core: Core): void => {
      this.layOutRates(core, points, brake);
    };
    return new WasmCoupledRotor(sharedCore(this.build, "rotor"), prepare, points, {
      states: this.tables.levelOfState.length,
      spinResolve: (p) => this.spinResolve(p),
      leads: this.names,
      unconnected,
    });
  }

  langevin(order: number, points: number, options: EnsembleOptions): Ensemble {
    const prepare = (core: Core, perRotor: number): void => {
      this.layOut(core, order);
      core.layOutDiffusion(points, options.count, perRotor);
      const failed = core.tabulateLangevin(0, points);
      if (failed >= 0) unconnected((2 * Math.PI * failed) / points);
    };
    return new WasmLangevin(sharedCore(this.build, "ensemble"), prepare, options);
  }

  hopping(points: number, options: EnsembleOptions): Ensemble {
    const prepare = (core: Core, perRotor: number): void => {
      this.layOutRates(core, points);
      core.layOutHops(options.count, perRotor);
    };
    this.configure(0);
    if (!this.core.evaluate(options.theta0)) unconnected(options.theta0);
    const p = this.reals(this.core, this.core.occupation(0), this.tables.levelOfState.length);
    return new WasmHopping(sharedCore(this.build, "ensemble"), prepare, options, p);
  }

  /**
   * The frozen device by interpolation in a table, at order 0.
   *
   * @param points angles of the table, a power of two
   */
  tabulated(points: number): (theta: number) => Fluxes & { p: number[] } {
    const shared = sharedCore(this.build, "rotor");
    const { core } = shared;
    const owner = {};
    return (theta) => {
      if (shared.owner !== owner) {
        this.layOutRates(core, points);
        shared.owner = owner;
      }
      if (!core.evaluateRates(theta)) unconnected(theta);
      return { p: this.occupations(core, core.occupation(0)), ...this.fluxes(core, core.point(), 0) };
    };
  }

  private layOutRates(core: Core, points: number, brake?: Brake): void {
    this.layOut(core, 0);
    core.layOutCoupledMotion(points, brake?.profile !== undefined);
    applyBrake(core, points, brake);
    core.tabulateRates(0, points);
  }

  private get core(): Core {
    return this.shared.core;
  }

  /** Makes the shared instance hold this device at an order. */
  private configure(order: number): void {
    if (this.shared.owner === this && order === this.order) return;
    this.layOut(this.core, order);
    this.shared.owner = this;
    this.order = order;
  }

  /** Lays out a core for an order and writes the device's tables. */
  private layOut(core: Core, order: number): void {
    const { leads, levels, weights, levelOfState, classOfState, channels, edges, transitions } = this.tables;
    const classes = new Set(classOfState).size;
    core.configure(
      levelOfState.length,
      leads,
      levels,
      weights,
      channels.length,
      edges.length,
      transitions.length,
      classes,
      order,
      0,
    );
    const integers = [
      ...levelOfState,
      ...classOfState,
      ...channels.flat(),
      ...edges.flat(),
      ...transitions.flatMap(({ edge, channel }) => [edge, channel]),
    ];
    const { epsilonBar, orbitRadius, U, tc } = this.device;
    new Float64Array(core.memory.buffer, core.doubleDotParameters(), 5).set([
      epsilonBar.L,
      epsilonBar.R,
      orbitRadius,
      U,
      tc,
    ]);
    const reals = [
      ...this.device.leads.flatMap(({ mu, T }) => [mu, T]),
      ...transitions.flatMap(({ up, down }) => [up, down]),
    ];
    new Int32Array(core.memory.buffer, core.integerTable(), integers.length).set(integers);
    new Float64Array(core.memory.buffer, core.realTable(), reals.length).set(reals);
  }

  private reals(core: Core, pointer: number, count: number): Float64Array {
    return new Float64Array(core.memory.buffer, pointer, count);
  }

  /** Reads one number a state, and gives the nine of the paper. */
  private occupations(core: Core, pointer: number): number[] {
    return this.spinResolve(this.reals(core, pointer, this.tables.levelOfState.length));
  }

  private spinResolve(p: Float64Array): number[] {
    return this.tables.spinResolved.map(({ state, share }) => share * p[state]!);
  }

  /** Reads (order + 1) rows of F, I_r, J_r. */
  private fluxes(core: Core, pointer: number, order: number): Fluxes {
    const width = 1 + 2 * this.names.length;
    const rows = this.reals(core, pointer, (order + 1) * width);
    const result = noFluxes(this.names, order);
    for (let k = 0; k <= order; k++) {
      result.F[k] = rows[k * width]!;
      this.names.forEach((name, r) => {
        result.leads[name]!.I[k] = rows[k * width + 1 + 2 * r]!;
        result.leads[name]!.J[k] = rows[k * width + 2 + 2 * r]!;
      });
    }
    return result;
  }
}

/** The external torque beside the constant one, on the grid of the motion's table. */
function applyBrake(core: Core, points: number, { friction, profile }: Brake = { friction: 0 }): void {
  core.setFriction(friction);
  if (profile) new Float64Array(core.memory.buffer, core.loadProfile(), points).set(resample(profile, points));
}

function unconnected(theta?: number): never {
  const where = theta === undefined ? "" : ` at theta = ${theta}`;
  throw new Untrustworthy(
    `the kernel has no unique stationary state${where}: its states fall apart into unconnected sets`,
  );
}
