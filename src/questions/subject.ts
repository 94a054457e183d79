import type { Electrons } from "../electrons/electrons.js";
import { cycleCoefficients, type CycleCoefficients } from "../motor/cycle/coefficients.js";
import { frozenScale } from "../motor/cycle/frozen.js";
import type { Account } from "../motor/result.js";

/** What questions are about: a device as its theory reads it, and what earlier questions have found. */
export class Subject {
  private readonly known = new Map<string, CycleCoefficients>();
  private readonly scales = new Map<number, number[]>();

  constructor(
    readonly electrons: Electrons,
    /** wanted error of the cycle integrals where a question does not say */
    readonly tolerance: number,
    readonly account: Account,
  ) {}

  /** C_F, C_I,r and C_J,r (Eq. 59, 70), computed once for an order and a tolerance. */
  coefficients(order: number, tolerance = this.tolerance): CycleCoefficients {
    const key = `${order} ${tolerance}`;
    const coefficients = this.known.get(key) ?? cycleCoefficients(this.electrons, order, tolerance);
    this.known.set(key, coefficients);
    return coefficients;
  }

  /** The largest integrand of each order, which errors at an angle are relative to. */
  scale(order: number): readonly number[] {
    const scale = this.scales.get(order) ?? frozenScale(this.electrons, order);
    this.scales.set(order, scale);
    return scale;
  }
}
