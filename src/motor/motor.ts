import type { Description } from "../device/description.js";
import type { Device } from "../device/device.js";
import { refuse } from "../device/errors.js";
import type { Electrons, ReadingOptions, Theory } from "../electrons/electrons.js";
import { checkOrder } from "../electrons/engine.js";
import { theoryOf } from "../theories.js";
import {
  type CoefficientOptions,
  coefficientsTo,
  type CycleCoefficients,
  cycleCoefficients,
  DEFAULT_TOLERANCE,
} from "./cycle/coefficients.js";
import { type CriticalOptions, type CriticalVoltage, criticalVoltage } from "./motion/critical.js";
import { bestMotor, frustrationEdges, type Transition } from "./thermodynamics/specialLoads.js";
import { efficiencyRows, type EfficiencyRow } from "./thermodynamics/efficiency.js";
import { hysteresis, type Hysteresis, type HysteresisOptions } from "./motion/hysteresis.js";
import { type VariationOptions, velocityVariation, type VelocityVariation } from "./motion/variation.js";
import { type Orbit, type OrbitOptions, periodicOrbit } from "./motion/orbit.js";
import { type EnsembleMotion, ensembleMotion } from "./noise/ensemble.js";
import { type FirstPassage, firstPassage, type PassageTarget } from "./noise/firstPassage.js";
import type { FluctuationOptions } from "./noise/fluctuations.js";
import { convergence, type Convergence, type ConvergenceOptions } from "./cycle/convergence.js";
import { exactEfficiencyRows } from "./thermodynamics/exactEfficiency.js";
import { exactSteadyState, type ExactSteadyState } from "./steady/exactSteady.js";
import { type AssessedPoint, frozenPoint, frozenScale } from "./cycle/frozen.js";
import { type PeriodicOptions, type PeriodicState, periodicStates } from "./cycle/periodic.js";
import { type Followed, followed, part } from "../progress.js";
import { Account, type Provenance, type Result } from "./result.js";
import { type Load, stallIsKnown, steadyState, type SteadyState } from "./steady/steady.js";
import type { Trajectory } from "./motion/follow.js";
import { type FullTrajectory, trajectory, type TrajectoryOptions } from "./motion/trajectory.js";
import {
  beyondExpansion,
  beyondMasterEquation,
  fixedNodes,
  invalidEnsemble,
  invalidRow,
  invalidVelocities,
  motionTooFast,
} from "./validity.js";
import { velocityCurve, type VelocityRange } from "./cycle/velocityCurve.js";
import type { Warning } from "../electrons/warning.js";

export interface MotorOptions extends ReadingOptions {
  /** that reads the device; default the one of the package that knows its model */
  theory?: Theory;
  /** wanted error of the cycle coefficients, relative to the scale of each order; default 1e-10 */
  tolerance?: number;
}

/** Share of the efficiencies without an expansion that is done once C_F is known over the velocity. */
const CURVE = 0.5;

/**
 * One device and everything that can be asked about it. Every result carries `warnings` and `made`; of a list every row.
 */
export class Motor<Kind extends Description = Device> {
  /** the device as its theory reads it */
  readonly electrons: Electrons;
  private readonly account: Account;
  private readonly tolerance: number;
  private readonly scales = new Map<number, number[]>();
  private readonly computed = new Map<number, CycleCoefficients>();

  constructor(
    readonly device: Kind,
    { theory = theoryOf(device), ...options }: MotorOptions = {},
  ) {
    this.electrons = theory.read(device, options);
    this.account = new Account(this.electrons);
    this.tolerance = options.tolerance ?? DEFAULT_TOLERANCE;
    if (!(this.tolerance > 0 && this.tolerance < 1)) refuse("tolerance", this.tolerance, "a number between 0 and 1");
  }

  /** What is doubtful about the device and the host, whatever is asked: the first warnings of every result. */
  get warnings(): readonly Warning[] {
    return this.account.warnings;
  }

  /** How results are made. */
  get made(): Provenance {
    return this.account.made;
  }

  /** C_F, C_I,r and C_J,r (Eq. 59, 70). */
  coefficients(options: CoefficientOptions & Followed = {}): Result<CycleCoefficients> {
    const asked = { tolerance: this.tolerance, ...options };
    const coefficients = cycleCoefficients(this.electrons, asked);
    return this.account.result(coefficients, fixedNodes(coefficients, asked));
  }

  /**
   * Energies, occupations and integrands at one angle, order by order.
   *
   * @param theta in radians
   * @param order highest power of the velocity, 0 to 6
   * @throws Untrustworthy where the occupations at the angle are not unique, or rounding has taken their digits
   */
  frozen(theta: number, order = 3): Result<AssessedPoint> {
    checkOrder(order);
    const grid = this.scales.get(order) ?? frozenScale(this.electrons, order);
    this.scales.set(order, grid);
    return this.account.result(frozenPoint(this.electrons, theta, order, grid));
  }

  /**
   * Integrals over the cycle in the periodic state of Omega dp/dtheta = W(theta) p, without an expansion.
   *
   * @param omegas constant velocities in k_B T_0 / hbar; zero gives the frozen limit
   * @throws Untrustworthy where the tolerance cannot be met
   */
  periodic(omegas: readonly number[], options: PeriodicOptions & Followed = {}): Result<PeriodicState>[] {
    return periodicStates(this.electrons, omegas, { tolerance: this.tolerance, ...options }).map((state) =>
      this.account.result(state, beyondMasterEquation(this.electrons, [state.omega])),
    );
  }

  /** Every steady velocity at a load (Eq. 60 to 64); `order` of the torque, default 3. */
  steady(options: Load & { order?: number } & Followed): Result<SteadyState & { error: number }> {
    const coefficients = followed(options, () => this.beyond(options.order ?? 3));
    const state = steadyState(this.electrons, coefficients, options.order ?? 3, options);
    const own = beyondExpansion(this.electrons, invalidVelocities(state), coefficients.slowestFeltRate);
    return this.account.result({ ...state, error: coefficients.error }, own);
  }

  /**
   * Every steady velocity in a range without an expansion, and what the roots of the series are worth.
   *
   * @param options load as in `steady`; `from` and `to` in k_B T_0 / hbar, default -10 and 10 Omega_max (Eq. 68)
   * @throws Untrustworthy where C_F cannot be followed through the range
   */
  exactSteady(options: Load & VelocityRange & Followed): Result<ExactSteadyState> {
    const state = exactSteadyState(this.electrons, options, options, this.tolerance, options);
    return this.account.result(state, beyondMasterEquation(this.electrons, invalidVelocities(state)));
  }

  /** How far the series of every order can be trusted, by the exact solution. */
  convergence(options: ConvergenceOptions & Followed = {}): Result<Convergence> {
    return this.account.result(convergence(this.electrons, { tolerance: this.tolerance, ...options }));
  }

  /**
   * Efficiencies (Eq. 72 to 77), a row for every stable steady velocity at every load.
   *
   * @param loadRatios loads as C_ext / C_F(0)
   * @param order highest power of the velocity in the torque, 1 to 6, the currents going one order further; or "exact",
   *   without an expansion
   * @param range of velocities looked at where order is "exact"
   * @throws InvalidInput where C_F(0) is no larger than its error, so that a ratio means nothing
   */
  efficiency(
    loadRatios: readonly number[],
    order: number | "exact" = 1,
    range: VelocityRange & Followed = {},
  ): Result<EfficiencyRow>[] {
    return followed(range, (done) => {
      const each = (
        begun: number,
        rows: (ratio: number) => EfficiencyRow[],
        series?: CycleCoefficients,
      ): Result<EfficiencyRow>[] =>
        loadRatios.flatMap((ratio, i) => {
          done(begun + ((1 - begun) * i) / loadRatios.length);
          return rows(ratio).map((row) => this.account.result(row, invalidRow(this.electrons, row, series)));
        });
      if (order === "exact") {
        const stall = this.coefficients({ order: 0 });
        this.needStall(stall);
        const curve = velocityCurve(this.electrons, range, this.tolerance, part(done, 0, CURVE));
        return each(CURVE, (ratio) => exactEfficiencyRows(this.electrons, curve, stall.F[0]!, ratio, this.tolerance));
      }
      const coefficients = this.beyond(order);
      this.needStall(coefficients);
      return each(0, (ratio) => efficiencyRows(this.electrons, coefficients, order, ratio), coefficients);
    });
  }

  /** Edges of the frustrated regions on the load axis. */
  frustrationEdges(order = 1): Result<Transition>[] {
    const coefficients = this.beyond(order);
    this.needStall(coefficients);
    return frustrationEdges(this.electrons, coefficients, order).map((edge) =>
      this.account.result(
        edge,
        beyondExpansion(this.electrons, edge.valid ? [] : [edge.omega], coefficients.slowestFeltRate),
      ),
    );
  }

  /** The load at which the motor or engine is most efficient; null where it never is one. */
  bestMotor(order = 1): Result<EfficiencyRow> | null {
    const coefficients = this.beyond(order);
    this.needStall(coefficients);
    const row = bestMotor(this.electrons, coefficients, order);
    return row && this.account.result(row, invalidRow(this.electrons, row, coefficients));
  }

  /** The rotor's motion (Eq. 9), with the torque as a series or, where `full` is set, together with the electrons. */
  trajectory(options: TrajectoryOptions & { full: true } & Followed): Result<FullTrajectory>;
  trajectory(options: TrajectoryOptions & Followed): Result<Trajectory | FullTrajectory>;
  trajectory(options: TrajectoryOptions & Followed): Result<Trajectory | FullTrajectory> {
    const motion = trajectory(this.electrons, options);
    return this.account.result(motion, motionTooFast(this.electrons, motion));
  }

  /** The periodic motion of a rotor of finite inertia near a velocity (Sec. III). */
  orbit(options: OrbitOptions & Followed): Result<Orbit> {
    const orbit = periodicOrbit(this.electrons, options);
    return this.account.result(orbit, beyondMasterEquation(this.electrons, [orbit.omegaMean]));
  }

  /** How the velocity varies within a cycle, over the inertia (Sec. III). */
  velocityVariation(options: VariationOptions & Followed): Result<VelocityVariation> {
    const variation = velocityVariation(this.electrons, options);
    const velocities = variation.orbits.map(({ omegaMean }) => omegaMean);
    return this.account.result(variation, beyondMasterEquation(this.electrons, velocities));
  }

  /** The smallest bias at which the device turns against a load (Sec. III). */
  criticalVoltage(options: CriticalOptions & Followed): Result<CriticalVoltage> {
    return this.account.result(criticalVoltage(this.electrons, options, this.tolerance));
  }

  /** Sweeps bias or load up and down, following the rotor: where it starts to turn and where it stops (Sec. III). */
  hysteresis(options: HysteresisOptions & Followed): Result<Hysteresis> {
    const swept = hysteresis(this.electrons, options);
    const velocities = swept.points.map(({ omegaMean }) => omegaMean);
    return this.account.result(swept, beyondMasterEquation(this.electrons, velocities));
  }

  /** Means and spreads of many rotors that fluctuate (Eq. 7 to 9). */
  ensemble(options: FluctuationOptions & { samples?: number } & Followed): Result<EnsembleMotion> {
    const motion = ensembleMotion(this.electrons, options);
    return this.account.result(motion, invalidEnsemble(this.electrons, motion));
  }

  /** How long rotors that fluctuate take to reach a velocity, or one of two. */
  firstPassage(options: FluctuationOptions & { target: PassageTarget } & Followed): Result<FirstPassage> {
    return this.account.result(firstPassage(this.electrons, options));
  }

  /** Coefficients one order beyond that of the torque: consistent currents, and what the next term would change. */
  private beyond(order: number): CycleCoefficients {
    checkOrder(order, 1);
    const known = this.computed.get(order + 1);
    if (known) return known;
    const coefficients = coefficientsTo(this.electrons, order + 1, this.tolerance);
    this.computed.set(order + 1, coefficients);
    return coefficients;
  }

  /** Efficiencies are functions of C_ext / C_F(0). */
  private needStall(coefficients: CycleCoefficients): void {
    if (!stallIsKnown(coefficients)) {
      refuse("C_F(0)", coefficients.F[0], "a device whose C_F(0) differs from zero: load ratios are measured in it");
    }
  }
}
