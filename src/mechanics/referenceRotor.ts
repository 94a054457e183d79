import { interpolate } from "../numerics/interpolation.js";
import { rungeKuttaStep } from "../numerics/rungeKutta.js";
import { pause } from "../pause.js";
import { type Field, horner } from "./field.js";
import type { Brake, Outcome, RevolutionLimits, Rotor, SeriesRotor } from "./mechanics.js";

const TURN = 2 * Math.PI;

/** What is integrated: angle, velocity, and whatever else moves with them. */
export interface Motion {
  /** torque F and the derivatives of what else there is, at (theta, omega, ...) */
  rates: (y: readonly number[]) => { F: number; rest: number[] };
  /** what else there is when the rotor is placed at an angle */
  start: (theta: number) => number[];
  /** the angle of a step at steady speed; fixed, so that the motion is a check on the adaptive rule */
  angle: number;
  /** the longest step in time */
  longest: number;
  brake: Brake | undefined;
}

/** Follows a motion by the textbook rule. */
export class ReferenceRotor implements Rotor {
  time = 0;
  steps = 0;
  turningPoints: [number, number] = [0, 0];
  velocityRange: [number, number] = [0, 0];
  protected y: number[] = [0, 0];
  private inertia = 1;
  private externalTorque = 0;

  constructor(private readonly motion: Motion) {}

  get theta(): number {
    return this.y[0]!;
  }

  get omega(): number {
    return this.y[1]!;
  }

  place(theta: number, omega: number, inertia: number, externalTorque: number): void {
    const folded = theta - TURN * Math.floor(theta / TURN);
    this.y = [folded, omega, ...this.motion.start(folded)];
    Object.assign(this, { time: 0, steps: 0, inertia, externalTorque, velocityRange: [omega, omega] });
  }

  revolve(limits: RevolutionLimits): Outcome {
    const start = this.theta;
    let reversals = 0;
    this.velocityRange = [this.omega, this.omega];
    for (let n = 0; n < limits.maximalSteps; n++) {
      pause();
      const before = this.omega;
      const h = Math.min(this.motion.angle / (Math.abs(before) + 0.05 * limits.velocityScale), this.motion.longest);
      let next = this.step(h);
      if (!next.every(Number.isFinite)) return "out-of-steps";
      if (Math.abs(next[0]! - start) >= TURN) {
        const target = start + Math.sign(next[0]! - start) * TURN;
        let part = h;
        for (let i = 0; i < 6; i++) {
          part += (target - next[0]!) / next[1]!;
          next = this.step(part);
        }
        this.accept([start, ...next.slice(1)], part);
        return "revolved";
      }
      this.accept(next, h);
      if (this.omega * before < 0) {
        this.turningPoints = [this.turningPoints[1], this.theta];
        if (++reversals >= limits.turns) return "turning-back";
      }
      if (!(Math.abs(this.omega) <= limits.velocityLimit)) return "ran-away";
    }
    return "out-of-steps";
  }

  private step(h: number): number[] {
    const { rates } = this.motion;
    // Eq. 9 without noise
    const derivative = (y: readonly number[]): number[] => {
      const { F, rest } = rates(y);
      return [y[1]!, (F - this.opposingTorque(y[0]!, y[1]!)) / this.inertia, ...rest];
    };
    return rungeKuttaStep(derivative, this.y, h);
  }

  /** F_ext = constant + gamma_ext theta-dot (Eq. 14) + profile */
  private opposingTorque(theta: number, omega: number): number {
    const { friction = 0, profile } = this.motion.brake ?? {};
    const extra = profile ? interpolate((i) => profile[i]!, profile.length, theta) : 0;
    return this.externalTorque + friction * omega + extra;
  }

  private accept(y: number[], h: number): void {
    this.y = y;
    this.time += h;
    this.steps++;
    const [slowest, fastest] = this.velocityRange;
    this.velocityRange = [Math.min(slowest, this.omega), Math.max(fastest, this.omega)];
  }
}

/** As ReferenceRotor, in a field. */
export class ReferenceSeriesRotor extends ReferenceRotor implements SeriesRotor {
  constructor(
    private readonly field: Field,
    brake?: Brake,
  ) {
    super({
      rates: ([theta, omega]) => ({ F: this.torque(theta!, omega!), rest: [] }),
      start: () => [],
      angle: (8 * TURN) / field.angles,
      longest: Infinity,
      brake,
    });
  }

  torque(theta: number, omega: number): number {
    // field.force([theta], [omega]) without its lists: steps are made of this
    const { rows, width, order, points } = this.field;
    return interpolate((i) => horner(rows, i * width, omega, order), points[0]!, theta);
  }
}
