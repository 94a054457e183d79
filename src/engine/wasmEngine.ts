import { type Device, isUnpolarised } from "../device/doubleDot.js";
import { refuse, Untrustworthy } from "../device/errors.js";
import { DoubleDotGrid } from "./batch.js";
import { bestBuild, type Build, type Core, instantiateCore } from "./core.js";
import {
  type Engine,
  type Fluxes,
  type FrozenPoint,
  type GridIntegrals,
  noFluxes,
  type Outcome,
  type Relaxation,
  type Rotor,
  type StatesName,
} from "./engine.js";
import { type DeviceTables, deviceTables } from "./tables.js";

const OUTCOMES: readonly Outcome[] = ["revolved", "turning-back", "ran-away", "out-of-steps"];

/** A step of the rotor spans at most so many points of the torque table. */
const POINTS_PER_STEP = 32;

/** The AssemblyScript core: this class only writes its tables and reads its results. */
export class WasmEngine implements Engine {
  readonly name = "wasm";
  readonly states: StatesName;
  /** whether two angles go through an instruction at once */
  readonly build: Build;
  private readonly core: Core;
  private readonly sector: DoubleDotGrid | undefined;
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
    this.core = instantiateCore(build);
    const unpolarised = isUnpolarised(device);
    if (states === "spin-symmetric" && !unpolarised) {
      refuse("states", states, "spin-resolved, since the leads are polarised");
    }
    this.states = states ?? (unpolarised ? "spin-symmetric" : "spin-resolved");
    this.tables = deviceTables(device, this.states, unpolarised);
    this.names = device.leads.map(({ name }) => name);
    if (this.states === "spin-symmetric") this.sector = new DoubleDotGrid(device, build);
  }

  frozen(theta: number, order: number): FrozenPoint {
    if (!Number.isFinite(theta)) refuse("theta", theta, "a finite angle in radians");
    this.configure(order);
    if (!this.core.evaluate(theta)) unconnected(theta);
    const length = this.core.seriesLength();
    const energies = this.reals(this.core.energies(), this.tables.levels * length);
    const { levelOfState, spinResolved } = this.tables;
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
    const fast = this.sector?.integrate(order, nodes, offset);
    if (fast) return fast;
    this.configure(order);
    const failed = this.core.integrate(nodes, offset);
    if (failed >= 0) unconnected((2 * Math.PI * (failed + offset)) / nodes);
    return { integrals: this.fluxes(this.core.integrals()), largest: [...this.reals(this.core.largest(), order + 1)] };
  }

  relaxation(nodes: number): Relaxation {
    this.configure(Math.max(0, this.order));
    if (!this.core.relaxation(nodes)) unconnected();
    return {
      slowestRate: 1 / Number(this.core.slowestTime.value),
      conditioning: Number(this.core.conditionNumber.value),
    };
  }

  rotor(order: number, points: number): Rotor {
    // an instance of its own: the table must outlive whatever else the engine is asked
    const engine = new WasmEngine(this.device, this.states, this.build);
    engine.configure(order);
    const { core } = engine;
    const failed = core.tabulateTorque(points);
    if (failed >= 0) unconnected((2 * Math.PI * failed) / points);
    const maximalAngle = (2 * Math.PI * POINTS_PER_STEP) / points;
    return {
      place: (theta, omega, inertia, load) => core.place(theta, omega, inertia, load),
      revolve: ({ tolerance, velocityScale, velocityLimit, turns, maximalSteps }) =>
        OUTCOMES[core.revolve(tolerance, velocityScale, maximalAngle, velocityLimit, turns, maximalSteps)]!,
      get theta() {
        return Number(core.theta.value);
      },
      get omega() {
        return Number(core.omega.value);
      },
      get time() {
        return Number(core.time.value);
      },
      get steps() {
        return Number(core.steps.value);
      },
      get turningPoints() {
        return [Number(core.turnedBefore.value), Number(core.turnedAt.value)] as const;
      },
    };
  }

  /** Lays out the core for an order and writes the device's tables. */
  private configure(order: number): void {
    if (order === this.order) return;
    const { leads, levels, weights, levelOfState, classOfState, channels, edges, transitions } = this.tables;
    const classes = new Set(classOfState).size;
    this.core.configure(
      levelOfState.length,
      leads,
      levels,
      weights,
      channels.length,
      edges.length,
      transitions.length,
      classes,
      order,
    );
    this.order = order;
    const integers = [
      ...levelOfState,
      ...classOfState,
      ...channels.flat(),
      ...edges.flat(),
      ...transitions.flatMap(({ edge, channel }) => [edge, channel]),
    ];
    const { epsilonBar, orbitRadius, U, tc } = this.device;
    const reals = [
      ...[epsilonBar.L, epsilonBar.R, orbitRadius, U, tc],
      ...this.device.leads.flatMap(({ mu, T }) => [mu, T]),
      ...transitions.flatMap(({ up, down }) => [up, down]),
    ];
    new Int32Array(this.core.memory.buffer, this.core.integerTable(), integers.length).set(integers);
    this.reals(this.core.realTable(), reals.length).set(reals);
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
