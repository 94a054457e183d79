import type { Core } from "../core/core.js";
import type { CoupledRotor, Outcome, RevolutionLimits, Rotor, SeriesRotor, Transfer } from "../electrons/engine.js";
import { pause } from "../pause.js";
import type { SharedCore } from "../core/sharedCore.js";

const OUTCOMES: readonly Outcome[] = ["revolved", "turning-back", "ran-away", "out-of-steps"];

/** What the core says of a revolution that needs more steps than it was allowed, and how many it is allowed at a time. */
const UNFINISHED = 4;
const PIECE = 5_000;

/** A step of the rotor spans at most so many points of its table. */
const POINTS_PER_STEP = 32;

/**
 * A rotor in the shared instance. Where another has used the instance in between, it is set up again and goes on from
 * where this one stood, step length and all, as if nobody had been there.
 */
class WasmRotor implements Rotor {
  theta = 0;
  omega = 0;
  time = 0;
  steps = 0;
  turningPoints: readonly [number, number] = [0, 0];
  velocityRange: readonly [number, number] = [0, 0];
  private readonly maximalAngle: number;
  private inertia = 1;
  private load = 0;
  /** length that the next step is tried with, 0 where none is known */
  private step = 0;

  /**
   * @param prepare lays out the instance and fills its tables
   * @param points angles of the tables
   */
  constructor(
    private readonly shared: SharedCore,
    private readonly prepare: (core: Core) => void,
    points: number,
  ) {
    this.maximalAngle = (2 * Math.PI * POINTS_PER_STEP) / points;
  }

  place(theta: number, omega: number, inertia: number, load: number, p?: readonly number[]): void {
    this.use((core) => {
      core.place(theta, omega, inertia, load);
      this.placed(core, Number(core.theta.value), p);
      Object.assign(this, { inertia, load });
      this.read(core);
    });
    this.velocityRange = [omega, omega];
  }

  revolve({ tolerance, velocityScale, velocityLimit, turns, maximalSteps }: RevolutionLimits): Outcome {
    return this.use((core) => {
      let outcome = UNFINISHED;
      for (let done = 0; outcome === UNFINISHED && done < maximalSteps; done += PIECE) {
        const most = Math.min(PIECE, maximalSteps - done);
        outcome = core.revolve(tolerance, velocityScale, this.maximalAngle, velocityLimit, turns, most, done > 0);
        pause();
      }
      this.read(core);
      this.velocityRange = [Number(core.lowest.value), Number(core.highest.value)];
      return OUTCOMES[outcome] ?? "out-of-steps";
    });
  }

  /** Work on this rotor, wherever the instance has been in between. */
  protected use<Result>(work: (core: Core) => Result): Result {
    const moveIn = (core: Core): void => {
      this.prepare(core);
      this.write(core);
    };
    return this.shared.use(this, moveIn, work);
  }

  /** What else begins where a rotor is placed at an angle. */
  protected placed(_core: Core, _theta: number, _p?: readonly number[]): void {
    // the rotor alone has nothing more
  }

  /** Makes the instance hold this rotor as it stands. */
  protected write(core: Core): void {
    const { theta, omega, inertia, load, time, step, steps, turningPoints } = this;
    core.resume(theta, omega, inertia, load, time, step, steps, ...turningPoints);
  }

  /** Takes the rotor's state from the instance. */
  protected read(core: Core): void {
    this.theta = Number(core.theta.value);
    this.omega = Number(core.omega.value);
    this.time = Number(core.time.value);
    this.step = Number(core.step.value);
    this.steps = Number(core.steps.value);
    this.turningPoints = [Number(core.turnedBefore.value), Number(core.turnedAt.value)];
  }
}

/** As WasmRotor, under the torque as a series in the velocity. */
export class WasmSeriesRotor extends WasmRotor implements SeriesRotor {
  torque(theta: number, omega: number): number {
    return this.use((core) => core.torque(theta, omega));
  }
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
