import type { Device } from "../device/device.js";
import { refuse } from "../errors.js";
import { integrateSector } from "./batch.js";
import type { Build, Cores } from "../core/core.js";
import { bestBuild } from "../core/host.js";
import { type SharedCore, sharedCore } from "../core/sharedCore.js";
import { coreMechanics } from "../mechanics/coreMechanics.js";
import { Field } from "../mechanics/field.js";
import type { Brake, Ensemble, EnsembleOptions, Mechanics } from "../mechanics/mechanics.js";
import { WasmHopping } from "./wasmHopping.js";
import { layOutRates, WasmCoupledRotor } from "./wasmTogether.js";
import { wasmPeriodic } from "./wasmPeriodic.js";
import type {
  CoupledRotor,
  Engine,
  GridIntegrals,
  PeriodicGrid,
  Relaxation,
  StatesName,
  StatesPoint,
} from "../electrons/engine.js";
import type { Fluxes } from "../electrons/fluxes.js";
import { groupInverse, type GroupInverse, slowestRate, WHOLE_EVERY } from "../electrons/slowestRate.js";
import { fluxCount, fluxesOf } from "./fluxRows.js";
import { type Source, sourceOf, unconnected } from "./source.js";
import { spinResolve } from "./tables.js";

/** The AssemblyScript core: this class only writes its tables and reads its results. */
export class WasmEngine implements Engine {
  readonly name = "wasm";
  readonly states: StatesName;
  /** whether two angles go through an instruction at once */
  readonly build: Build;
  readonly mechanics: Mechanics;
  private readonly shared: SharedCore<Cores["electrons"]>;
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
      const { levelOfState, spinResolved } = this.source.tables;
      const fluxes = this.fluxes(core, core.point.value, order);
      core.pointTurnover();
      return {
        theta,
        energies: spinResolved.map(({ state }) => core.energy(levelOfState[state]!)),
        p: Array.from({ length: order + 1 }, (_, k) => this.spinResolved(core, k)),
        D: core.noise(),
        ...fluxes,
        turnover: this.fluxes(core, core.turnover.value, order),
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
        integrals: this.fluxes(core, core.integrals.value, order),
        largest: [...reals(core, core.largest.value, order + 1)],
        turnover: this.fluxes(core, core.turnover.value, order),
      };
    });
  }

  periodic(omegas: readonly number[], edges: Float64Array): PeriodicGrid {
    return wasmPeriodic(sharedCore(this.build, "periodic"), this.source, this.names, omegas, edges);
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
    const slowestFeltRate = slowestRate(felt);
    const slowestOfAll = whole === felt ? slowestFeltRate : whole ? slowestRate(whole) : 0;
    return {
      slowestRate: slowestOfAll,
      slowestFeltRate,
      conditioning: Math.max(...own.map(({ norm, fastest }) => norm * fastest)),
    };
  }

  /** Group inverses of W along the cycle; undefined where the states fall apart at an angle. */
  private groupInverses(source: Source, nodes: number, symmetric: boolean): GroupInverse[] | undefined {
    const angle = (i: number): number => (2 * Math.PI * i) / nodes;
    const states = source.tables.levelOfState.length;
    const inverses: GroupInverse[] = [];
    const moveIn = (core: Cores["electrons"]): void => {
      source.layOut(core, 0);
      core.layOutOrders();
    };
    this.shared.use({}, moveIn, (core) => {
      source.inPieces(core, nodes, angle, (first, count) => {
        for (let slot = 0; slot < count; slot++) {
          if (!core.relaxation(slot, angle(first + slot), symmetric)) return false;
          inverses.push(groupInverse(reals(core, core.inverse.value, states * states), states, core.fastestRate.value));
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
    const moveIn = (core: Cores["electrons"]): void => {
      this.source.layOut(core, order);
      core.layOutOrders();
      core.layOutFieldRows(this.source.piece);
    };
    this.shared.use({}, moveIn, (core) => {
      this.source.inPieces(core, points, angle, (first, count) => {
        const failed = core.fillFieldRows(first, count, points, noise);
        if (failed >= 0) unconnected(angle(failed));
        rows.set(reals(core, core.fieldRows.value, count * width), first * width);
        return true;
      });
    });
    return new Field({ points: [points], order, noise }, rows);
  }

  together(points: number, brake?: Brake): CoupledRotor {
    return new WasmCoupledRotor(sharedCore(this.build, "together"), this.source, this.names, points, brake);
  }

  hopping(points: number, options: EnsembleOptions): Ensemble {
    const p = this.at(0, (core) => {
      this.evaluate(core, options.theta0);
      return this.occupations(core, 0);
    });
    return new WasmHopping(sharedCore(this.build, "hopping"), this.source, points, options, p);
  }

  /**
   * The frozen device by interpolation in a table, at order 0.
   *
   * @param points angles of the table, a power of two
   */
  tabulated(points: number): (theta: number) => Fluxes & { p: number[] } {
    const shared = sharedCore(this.build, "together");
    const tenant = {};
    const moveIn = (core: Cores["electrons"]): void => {
      layOutRates(core, this.source, points);
    };
    return (theta) =>
      shared.use(tenant, moveIn, (core) => {
        if (!core.evaluateRates(theta)) unconnected(theta);
        return { p: this.spinResolved(core, 0), ...this.fluxes(core, core.ratePoint.value, 0) };
      });
  }

  /** Work in the instance that holds this device at an order. */
  private at<Result>(order: number, work: (core: Cores["electrons"]) => Result): Result {
    if (order !== this.layout.order) this.layout = { order };
    const moveIn = (core: Cores["electrons"]): void => {
      this.source.layOut(core, order);
      core.layOutOrders();
    };
    return this.shared.use(this.layout, moveIn, work);
  }

  /** Everything at one angle, as the core keeps it. */
  private evaluate(core: Cores["electrons"], theta: number): void {
    this.source.inPieces(
      core,
      1,
      () => theta,
      () => Boolean(core.evaluate(theta)) || unconnected(theta),
    );
  }

  /** p^(k) of the states here */
  private occupations(core: Cores["electrons"], k: number): Float64Array {
    return Float64Array.from(this.source.tables.levelOfState, (_, state) => core.occupation(k, state));
  }

  /** p^(k) of all states */
  private spinResolved(core: Cores["electrons"], k: number): number[] {
    return spinResolve(this.source.tables, this.occupations(core, k));
  }

  /** Reads (order + 1) rows of F, I_r, J_r. */
  private fluxes(core: Cores["electrons"], pointer: number, order: number): Fluxes {
    const { names } = this;
    return fluxesOf(reals(core, pointer, (order + 1) * fluxCount(names.length)), names, order);
  }
}

function reals(core: Cores["electrons"], pointer: number, count: number): Float64Array {
  return new Float64Array(core.memory.buffer, pointer, count);
}
