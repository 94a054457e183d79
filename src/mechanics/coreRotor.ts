import { RAN_AWAY, REVOLVED, TURNING_BACK, UNFINISHED } from "../../build/core/motion.json";
import type { Cores, MovingCore } from "../core/core.js";
import type { SharedCore } from "../core/sharedCore.js";
import { resample } from "../numerics/interpolation.js";
import { pause } from "../pause.js";
import { anglesOf, writeField } from "./coreField.js";
import type { Field } from "./field.js";
import type { Brake, Outcome, RevolutionLimits, Rotor, SeriesRotor } from "./mechanics.js";

const OUTCOMES: Readonly<Record<number, Outcome>> = {
  [REVOLVED]: "revolved",
  [TURNING_BACK]: "turning-back",
  [RAN_AWAY]: "ran-away",
};

/** Steps at a time: a revolution that needs more is unfinished, and goes on. */
const PIECE = 5_000;

/** A step of the rotor spans at most so many points of its table. */
const POINTS_PER_STEP = 32;

/**
 * A rotor in the shared instance. Where another has used the instance in between, it is set up again and goes on from
 * where this one stood, step length and all, as if nobody had been there.
 */
export class WasmRotor<Core extends MovingCore> implements Rotor {
  theta = 0;
  omega = 0;
  time = 0;
  steps = 0;
  turningPoints: readonly [number, number] = [0, 0];
  velocityRange: readonly [number, number] = [0, 0];
  private readonly maximalAngle: number;
  private inertia = 1;
  private externalTorque = 0;
  /** length that the next step is tried with, 0 where none is known */
  private step = 0;

  /**
   * @param prepare lays out the instance and fills its tables
   * @param points angles of the tables
   */
  constructor(
    private readonly shared: SharedCore<Core>,
    private readonly prepare: (core: Core) => void,
    points: number,
  ) {
    this.maximalAngle = (2 * Math.PI * POINTS_PER_STEP) / points;
  }

  place(theta: number, omega: number, inertia: number, externalTorque: number, p?: readonly number[]): void {
    this.use((core) => {
      core.burden(inertia, externalTorque);
      core.place(theta, omega);
      this.placed(core, core.theta.value, p);
      Object.assign(this, { inertia, externalTorque });
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
      this.velocityRange = [core.lowest.value, core.highest.value];
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
    core.burden(this.inertia, this.externalTorque);
    core.resume(this.theta, this.omega, this.time, this.step, this.steps);
    core.setTurns(...this.turningPoints);
  }

  /** Takes the rotor's state from the instance. */
  protected read(core: Core): void {
    this.theta = core.theta.value;
    this.omega = core.omega.value;
    this.time = core.time.value;
    this.step = core.step.value;
    this.steps = core.steps.value;
    this.turningPoints = [core.turnedBefore.value, core.turnedAt.value];
  }
}

/** As WasmRotor, in a field. */
export class WasmSeriesRotor extends WasmRotor<Cores["motion"]> implements SeriesRotor {
  constructor(shared: SharedCore<Cores["motion"]>, field: Field, brake?: Brake) {
    const points = anglesOf(field);
    const prepare = (core: Cores["motion"]): void => {
      writeField(core, field);
      layOutBrake(core, points, brake);
    };
    super(shared, prepare, points);
  }

  torque(theta: number, omega: number): number {
    return this.use((core) => core.torque(theta, omega));
  }
}

/** Lays out the external torque beside the constant one, on the grid of the motion's table. */
export function layOutBrake(core: MovingCore, points: number, { friction, profile }: Brake = { friction: 0 }): void {
  core.layOutExternalTorque(profile ? points : 0);
  core.setFriction(friction);
  if (!profile) return;
  new Float64Array(core.memory.buffer, core.torqueProfile.value, points).set(resample(profile, points));
  core.closeProfile();
}
