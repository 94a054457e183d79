// Rotor and electrons together in the core: a rotor as others, whose electrons are unknowns of their own.

import type { Core } from "../core/core.js";
import type { SharedCore } from "../core/sharedCore.js";
import type { CoupledRotor, Transfer } from "../electrons/engine.js";
import { applyBrake, WasmRotor } from "../mechanics/coreRotor.js";
import type { Brake } from "../mechanics/mechanics.js";
import type { Source } from "./source.js";

/**
 * Lays out an instance for motions of a device's electrons with a rotor, and fills its table of rates.
 *
 * @param points angles of the table, a power of two
 */
export function layOutRates(core: Core, source: Source, points: number, brake?: Brake): void {
  source.layOut(core, 0);
  core.layOutCoupledMotion(points, brake?.profile !== undefined);
  applyBrake(core, points, brake);
  const angle = (i: number): number => (2 * Math.PI * i) / points;
  source.inPieces(core, points, angle, (first, count) => {
    core.tabulateRates(first, count);
    return true;
  });
}

/** How a coupled rotor's numbers are read. */
export interface ElectronTables {
  /** numbers of p in the core */
  states: number;
  /** the occupations of all states from the core's */
  spinResolve: (p: Float64Array) => number[];
  /** the core's from those of all states */
  lump: (p: readonly number[]) => Float64Array;
  leads: readonly string[];
  /** what to say where the electrons have no unique stationary state */
  unconnected: (theta: number) => never;
}

/** As WasmRotor, with the electrons as unknowns of their own. */
export class WasmCoupledRotor extends WasmRotor implements CoupledRotor {
  /** as the core has them; none before the rotor is placed */
  private electrons: Float64Array | undefined;
  /** of all leads, charge and heat */
  private readonly flown: Float64Array;

  constructor(
    shared: SharedCore,
    prepare: (core: Core) => void,
    points: number,
    private readonly tables: ElectronTables,
  ) {
    super(shared, prepare, points);
    this.flown = new Float64Array(2 * tables.leads.length);
  }

  get p(): readonly number[] {
    return this.electrons ? this.tables.spinResolve(this.electrons) : [];
  }

  get transferred(): Readonly<Record<string, Transfer>> {
    return Object.fromEntries(
      this.tables.leads.map((name, r) => [name, { charge: this.flown[2 * r]!, heat: this.flown[2 * r + 1]! }]),
    );
  }

  protected override placed(core: Core, theta: number, p?: readonly number[]): void {
    if (!core.settleElectrons(theta)) this.tables.unconnected(theta);
    if (p) this.electronsIn(core).set(this.tables.lump(p));
  }

  protected override write(core: Core): void {
    super.write(core);
    if (this.electrons) this.electronsIn(core).set(this.electrons);
    this.flownIn(core).set(this.flown);
  }

  protected override read(core: Core): void {
    const [electrons, flown] = [this.electronsIn(core), this.flownIn(core)];
    super.read(core);
    this.electrons = electrons.slice();
    this.flown.set(flown);
  }

  private electronsIn(core: Core): Float64Array {
    return new Float64Array(core.memory.buffer, core.electrons(), this.tables.states);
  }

  private flownIn(core: Core): Float64Array {
    return new Float64Array(core.memory.buffer, core.transferred(), this.flown.length);
  }
}
