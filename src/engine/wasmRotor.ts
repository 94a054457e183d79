import type { Core, SharedCore } from "./core.js";
import type { CoupledRotor, Outcome, RevolutionLimits, Rotor, SeriesRotor, Transfer } from "./engine.js";

const OUTCOMES: readonly Outcome[] = ["revolved", "turning-back", "ran-away", "out-of-steps"];

/** A step of the rotor spans at most so many points of its table. */
const POINTS_PER_STEP = 32;

/**
 * A rotor in the shared instance. Where another has used the instance in between, it is set up again and goes on from
 * where this one stood.
 */
class WasmRotor implements Rotor {
  theta = 0;
  omega = 0;
  time = 0;
  steps = 0;
  turningPoints: readonly [number, number] = [0, 0];
  velocityRange: readonly [number, number] = [0, 0];
  protected readonly core: Core;
  private readonly maximalAngle: number;
  private inertia = 1;
  private load = 0;
  /** what the instance had counted when this rotor was last placed in it */
  private before = { time: 0, steps: 0 };

  /**
   * @param prepare lays out the instance and fills its tables
   * @param points angles of the tables
   */
  constructor(
    private readonly shared: SharedCore,
    private readonly prepare: (core: Core) => void,
    points: number,
  ) {
    this.core = shared.core;
    this.maximalAngle = (2 * Math.PI * POINTS_PER_STEP) / points;
  }

  place(theta: number, omega: number, inertia: number, load: number): void {
    Object.assign(this, { theta, omega, inertia, load, time: 0, steps: 0, velocityRange: [omega, omega] });
    this.takeInstance();
    this.placeInInstance();
    this.theta = Number(this.core.theta.value);
  }

  revolve({ tolerance, velocityScale, velocityLimit, turns, maximalSteps }: RevolutionLimits): Outcome {
    this.own();
    const { core } = this;
    const outcome = core.revolve(tolerance, velocityScale, this.maximalAngle, velocityLimit, turns, maximalSteps);
    this.theta = Number(core.theta.value);
    this.omega = Number(core.omega.value);
    this.time = this.before.time + Number(core.time.value);
    this.steps = this.before.steps + Number(core.steps.value);
    this.turningPoints = [Number(core.turnedBefore.value), Number(core.turnedAt.value)];
    this.velocityRange = [Number(core.lowest.value), Number(core.highest.value)];
    return OUTCOMES[outcome]!;
  }

  /** Prepares the instance where another has used it; whether that was necessary. */
  private takeInstance(): boolean {
    if (this.shared.owner === this) return false;
    this.prepare(this.core);
    this.shared.owner = this;
    return true;
  }

  /** Makes the instance hold this rotor. */
  protected own(): void {
    if (this.takeInstance()) this.placeInInstance();
  }

  protected placeInInstance(): void {
    this.core.place(this.theta, this.omega, this.inertia, this.load);
    this.before = { time: this.time, steps: this.steps };
  }
}

/** As WasmRotor, under the torque as a series in the velocity. */
export class WasmSeriesRotor extends WasmRotor implements SeriesRotor {
  torque(theta: number, omega: number): number {
    this.own();
    return this.core.torque(theta, omega);
  }
}

/** How a coupled rotor's numbers are read. */
export interface ElectronTables {
  /** numbers of p in the core */
  states: number;
  /** the occupations of all states from the core's */
  spinResolve: (p: Float64Array) => number[];
  leads: readonly string[];
  /** what to say where the electrons have no unique stationary state */
  unconnected: (theta: number) => never;
}

/** As WasmRotor, with the electrons as unknowns of their own. */
export class WasmCoupledRotor extends WasmRotor implements CoupledRotor {
  private electrons: Float64Array | undefined;
  /** of all leads, charge and heat */
  private flown: number[];
  private flownBefore: number[];

  constructor(
    shared: SharedCore,
    prepare: (core: Core) => void,
    points: number,
    private readonly tables: ElectronTables,
  ) {
    super(shared, prepare, points);
    this.flown = tables.leads.flatMap(() => [0, 0]);
    this.flownBefore = [...this.flown];
  }

  get p(): readonly number[] {
    return this.electrons ? this.tables.spinResolve(this.electrons) : [];
  }

  get transferred(): Readonly<Record<string, Transfer>> {
    return Object.fromEntries(
      this.tables.leads.map((name, r) => [name, { charge: this.flown[2 * r]!, heat: this.flown[2 * r + 1]! }]),
    );
  }

  override place(theta: number, omega: number, inertia: number, load: number): void {
    this.electrons = undefined;
    this.flown.fill(0);
    super.place(theta, omega, inertia, load);
    this.electrons = this.inInstance().slice();
  }

  override revolve(limits: RevolutionLimits): Outcome {
    const outcome = super.revolve(limits);
    this.electrons = this.inInstance().slice();
    const flown = new Float64Array(this.core.memory.buffer, this.core.transferred(), this.flown.length);
    this.flown = this.flownBefore.map((before, q) => before + flown[q]!);
    return outcome;
  }

  protected override placeInInstance(): void {
    super.placeInInstance();
    if (!this.core.settleElectrons(this.theta)) this.tables.unconnected(this.theta);
    if (this.electrons) this.inInstance().set(this.electrons);
    this.flownBefore = [...this.flown];
  }

  private inInstance(): Float64Array {
    return new Float64Array(this.core.memory.buffer, this.core.electrons(), this.tables.states);
  }
}
