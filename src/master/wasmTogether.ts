// Rotor and electrons together in the core: a rotor as others, whose electrons are unknowns of their own.

import type { Cores } from "../core/core.js";
import type { SharedCore } from "../core/sharedCore.js";
import type { CoupledRotor, Transfer } from "../electrons/engine.js";
import { layOutBrake, WasmRotor } from "../mechanics/coreRotor.js";
import type { Brake } from "../mechanics/mechanics.js";
import { type Source, unconnected } from "./source.js";
import { gather, spinResolve } from "./tables.js";

/**
 * Lays out an instance for motions of a device's electrons with a rotor, and fills its table of rates.
 *
 * @param points angles of the table, a power of two
 */
export function layOutRates(core: Cores["electrons"], source: Source, points: number): void {
  source.layOut(core, 0);
  core.layOutRates(points);
  const angle = (i: number): number => (2 * Math.PI * i) / points;
  source.inPieces(core, points, angle, (first, count) => {
    core.tabulateRates(first, count);
    return true;
  });
}

/** As WasmRotor, with the electrons as unknowns of their own. */
export class WasmCoupledRotor extends WasmRotor<Cores["electrons"]> implements CoupledRotor {
  /** as the core has them; none before the rotor is placed */
  private electrons: Float64Array | undefined;
  /** of all leads, charge and heat */
  private readonly flown: Float64Array;

  /** @param points angles of the table of rates, a power of two */
  constructor(
    shared: SharedCore<Cores["electrons"]>,
    private readonly source: Source,
    private readonly leads: readonly string[],
    points: number,
    brake?: Brake,
  ) {
    const prepare = (core: Cores["electrons"]): void => {
      layOutRates(core, source, points);
      core.layOutCoupled();
      layOutBrake(core, points, brake);
    };
    super(shared, prepare, points);
    this.flown = new Float64Array(2 * leads.length);
  }

  get p(): readonly number[] {
    return this.electrons ? spinResolve(this.source.tables, this.electrons) : [];
  }

  get transferred(): Readonly<Record<string, Transfer>> {
    return Object.fromEntries(
      this.leads.map((name, r) => [name, { charge: this.flown[2 * r]!, heat: this.flown[2 * r + 1]! }]),
    );
  }

  protected override placed(core: Cores["electrons"], theta: number, p?: readonly number[]): void {
    if (!core.settleElectrons(theta)) unconnected(theta);
    if (p) this.electronsIn(core).set(gather(this.source.tables, p));
  }

  protected override write(core: Cores["electrons"]): void {
    super.write(core);
    if (this.electrons) this.electronsIn(core).set(this.electrons);
    this.flownIn(core).set(this.flown);
  }

  protected override read(core: Cores["electrons"]): void {
    const [electrons, flown] = [this.electronsIn(core), this.flownIn(core)];
    super.read(core);
    this.electrons = electrons.slice();
    this.flown.set(flown);
  }

  private electronsIn(core: Cores["electrons"]): Float64Array {
    return new Float64Array(core.memory.buffer, core.electrons(), this.source.tables.levelOfState.length);
  }

  private flownIn(core: Cores["electrons"]): Float64Array {
    return new Float64Array(core.memory.buffer, core.transferred.value, this.flown.length);
  }
}
