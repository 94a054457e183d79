import type { Device } from "../device/device.js";
import { refuse, Untrustworthy } from "../device/errors.js";
import { integrateSector } from "./batch.js";
import { bestBuild, type Build, type Core } from "../core/core.js";
import { type SharedCore, sharedCore } from "../core/sharedCore.js";
import { coreMechanics } from "../mechanics/coreMechanics.js";
import { Field } from "../mechanics/field.js";
import type { Brake, Ensemble, EnsembleOptions, Mechanics } from "../mechanics/mechanics.js";
import { WasmHopping } from "./wasmHopping.js";
import { layOutRates, WasmCoupledRotor } from "./wasmTogether.js";
import { wasmPeriodic } from "./wasmPeriodic.js";
import {
  checkOccupations,
  type CoupledRotor,
  type Engine,
  type Fluxes,
  type GridIntegrals,
  noFluxes,
  type PeriodicGrid,
  type Relaxation,
  type StatesName,
  type StatesPoint,
} from "../electrons/engine.js";
import { groupInverse, type GroupInverse, slowestRate, WHOLE_EVERY } from "../electrons/slowestRate.js";
import { type Source, sourceOf } from "./source.js";

/** The AssemblyScript core: this class only writes its tables and reads its results. */
export class WasmEngine implements Engine {
  readonly name = "wasm";
  readonly states: StatesName;
  /** whether two angles go through an instruction at once */
  readonly build: Build;
  readonly mechanics: Mechanics;
  private readonly shared: SharedCore;
  private readonly source: Source;
  private readonly names: string[];
  /** the device in other state spaces, once its relaxation has asked for them: dots take their time */
  private smallest: Source | undefined;
  private resolved: Source | undefined;
  /** the device's tables for one order, as the core holds them */
  private layout = { order: -1 };

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
    this.mechanics = coreMechanics(build);
    this.shared = sharedCore(build, "device");
    this.source = sourceOf(device, states);
    this.states = this.source.states;
    this.names = device.leads.map(({ name }) => name);
  }

  frozen(theta: number, order: number): StatesPoint {
    if (!Number.isFinite(theta)) refuse("theta", theta, "a finite angle in radians");
    return this.at(order, (core) => {
      this.evaluate(core, theta);
      const length = core.seriesLength();
      const { levels, levelOfState, spinResolved } = this.source.tables;
      const energies = reals(core, core.energies(), levels * length);
      return {
        theta,
        energies: spinResolved.map(({ state }) => energies[levelOfState[state]! * length]!),
        p: Array.from({ length: order + 1 }, (_, k) => this.occupations(core, core.occupation(k))),
        D: core.noise(),
        ...this.fluxes(core, core.point(), order),
        turnover: this.fluxes(core, core.pointTurnover(), order),
      };
    });
  }

  integrate(order: number, nodes: number, offset: number): GridIntegrals {
    if (this.states === "spin-symmetric" && this.device.model === "double-dot-rotor") {
      const fast = integrateSector(this.device, this.build, order, nodes, offset);
      if (fast) return fast;
    }
    const angle = (i: number): number => (2 * Math.PI * (i + offset)) / nodes;
    return this.at(order, (core) => {
      core.beginCycle();
      this.source.inPieces(core, nodes, angle, (first, count) => {
        const failed = core.addNodes(first, count, nodes, offset);
        return failed < 0 || unconnected(angle(failed));
      });
      return {
        integrals: this.fluxes(core, core.integrals(), order),
        largest: [...reals(core, core.largest(), order + 1)],
        turnover: this.fluxes(core, core.turnover(), order),
      };
    });
  }

  periodic(omegas: readonly number[], nodes: number): PeriodicGrid {
    return wasmPeriodic(sharedCore(this.build, "periodic"), this.source, this.names, omegas, nodes);
  }

  relaxation(nodes: number): Relaxation {
    const { device, source } = this;
    const own = this.groupInverses(source, nodes, true);
    const felt = source.lumped ? own : this.groupInverses((this.smallest ??= sourceOf(device)), nodes, true);
    const { levelOfState, spinResolved } = source.tables;
    const whole =
      levelOfState.length === spinResolved.length && source.lumped
        ? own
        : this.groupInverses(
            (this.resolved ??= sourceOf(device, "spin-resolved")),
            Math.ceil(nodes / WHOLE_EVERY),
            false,
          );
    if (!own || !felt) unconnected();
    return {
      slowestRate: whole ? slowestRate(whole) : 0,
      slowestFeltRate: slowestRate(felt),
      conditioning: Math.max(...own.map(({ norm, fastest }) => norm * fastest)),
    };
  }

  /** Group inverses of W along the cycle; undefined where the states fall apart at an angle. */
  private groupInverses(source: Source, nodes: number, symmetric: boolean): GroupInverse[] | undefined {
    const angle = (i: number): number => (2 * Math.PI * i) / nodes;
    const states = source.tables.levelOfState.length;
    const inverses: GroupInverse[] = [];
    const moveIn = (core: Core): void => {
      source.layOut(core, 0);
    };
    this.shared.use({}, moveIn, (core) => {
      source.inPieces(core, nodes, angle, (first, count) => {
        for (let slot = 0; slot < count; slot++) {
          const columns = core.relaxation(slot, angle(first + slot), symmetric);
          if (columns === 0) return false;
          inverses.push(groupInverse(reals(core, columns, states * states), states, core.fastestRate()));
        }
        return true;
      });
    });
    return inverses.length === nodes ? inverses : undefined;
  }

  field(order: number, points: number, { noise = true }: { noise?: boolean } = {}): Field {
    const angle = (i: number): number => (2 * Math.PI * i) / points;
    const width = order + (noise ? 2 : 1);
    const rows = new Float64Array(points * width);
    const moveIn = (core: Core): void => {
      this.source.layOut(core, order);
      core.layOutFieldRows(this.source.piece);
    };
    this.shared.use({}, moveIn, (core) => {
      this.source.inPieces(core, points, angle, (first, count) => {
        const failed = core.fillFieldRows(first, count, points, noise);
        if (failed >= 0) unconnected(angle(failed));
        rows.set(reals(core, core.fieldRowsAt(), count * width), first * width);
        return true;
      });
    });
    return new Field({ points: [points], order, noise }, rows);
  }

  together(points: number, brake?: Brake): CoupledRotor {
    const prepare = (core: Core): void => {
      layOutRates(core, this.source, points, brake);
    };
    return new WasmCoupledRotor(sharedCore(this.build, "rotor"), prepare, points, {
      states: this.source.tables.levelOfState.length,
      spinResolve: (p) => this.spinResolve(p),
      lump: (p) => this.lump(p),
      leads: this.names,
      unconnected,
    });
  }

  hopping(points: number, options: EnsembleOptions): Ensemble {
    const p = this.at(0, (core) => {
      this.evaluate(core, options.theta0);
      return reals(core, core.occupation(0), this.source.tables.levelOfState.length).slice();
    });
    return new WasmHopping(sharedCore(this.build, "ensemble"), this.source, points, options, p);
  }

  /**
   * The frozen device by interpolation in a table, at order 0.
   *
   * @param points angles of the table, a power of two
   */
  tabulated(points: number): (theta: number) => Fluxes & { p: number[] } {
    const shared = sharedCore(this.build, "rotor");
    const tenant = {};
    const moveIn = (core: Core): void => {
      layOutRates(core, this.source, points);
    };
    return (theta) =>
      shared.use(tenant, moveIn, (core) => {
        if (!core.evaluateRates(theta)) unconnected(theta);
        return { p: this.occupations(core, core.occupation(0)), ...this.fluxes(core, core.point(), 0) };
      });
  }

  /** Work in the instance that holds this device at an order. */
  private at<Result>(order: number, work: (core: Core) => Result): Result {
    if (order !== this.layout.order) this.layout = { order };
    const moveIn = (core: Core): void => {
      this.source.layOut(core, order);
    };
    return this.shared.use(this.layout, moveIn, work);
  }

  /** Everything at one angle, as the core keeps it. */
  private evaluate(core: Core, theta: number): void {
    this.source.inPieces(
      core,
      1,
      () => theta,
      () => Boolean(core.evaluate(theta)) || unconnected(theta),
    );
  }

  /** Reads one number a state of the core, and gives those of all states. */
  private occupations(core: Core, pointer: number): number[] {
    return this.spinResolve(reals(core, pointer, this.source.tables.levelOfState.length));
  }

  private spinResolve(p: Float64Array): number[] {
    return this.source.tables.spinResolved.map(({ state, share }) => share * p[state]!);
  }

  private lump(p: readonly number[]): Float64Array {
    checkOccupations(p, this.source.tables.spinResolved.length);
    const lumped = new Float64Array(this.source.tables.levelOfState.length);
    this.source.tables.spinResolved.forEach(({ state }, i) => (lumped[state]! += p[i]!));
    return lumped;
  }

  /** Reads (order + 1) rows of F, I_r, J_r. */
  private fluxes(core: Core, pointer: number, order: number): Fluxes {
    const width = 1 + 2 * this.names.length;
    const rows = reals(core, pointer, (order + 1) * width);
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

function reals(core: Core, pointer: number, count: number): Float64Array {
  return new Float64Array(core.memory.buffer, pointer, count);
}

function unconnected(theta?: number): never {
  const where = theta === undefined ? "" : ` at theta = ${theta}`;
  throw new Untrustworthy(
    `the kernel has no unique stationary state${where}: its states fall apart into unconnected sets`,
  );
}
