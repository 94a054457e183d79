import { type Device, isUnpolarised } from "../device/device.js";
import { refuse, Untrustworthy } from "../errors.js";
import { dotsClasses, dotsSystem } from "./dots.js";
import { leadKernel, levels, n, SPIN_CLASSES, STATES } from "./doubleDot.js";
import { currentFunctionals, evaluate, type Functional, torque, torqueFunctional } from "./fluxes.js";
import { type Kernel, sumKernels } from "./kernel.js";
import { type Classes, noise, occupations, type Occupations, relaxation } from "./occupations.js";
import type { Taylor } from "../numerics/taylor.js";
import { transformed } from "../numerics/vector.js";
import { checkRatesDefined } from "../spectrum/ratesDefined.js";
import { spectrumOf } from "../spectrum/spectrumOf.js";
import { pause } from "../pause.js";
import { Field } from "../mechanics/field.js";
import type { Brake } from "../mechanics/mechanics.js";
import { referenceMechanics } from "../mechanics/referenceMechanics.js";
import { integrateByAngle } from "../electrons/grid.js";
import { groupInverse, type GroupInverse, slowestRate, WHOLE_EVERY } from "../electrons/slowestRate.js";
import { type MasterEquation, referenceCoupledRotor } from "./coupledRotor.js";
import { checkAngles, periodicOccupations } from "./periodic.js";
import type {
  CoupledRotor,
  Engine,
  GridIntegrals,
  PeriodicGrid,
  PeriodicIntegrals,
  Relaxation,
  StatesPoint,
} from "../electrons/engine.js";
import type { Fluxes } from "../electrons/fluxes.js";

const SIDES = ["L", "R"] as const;

/** Angles to the length of a panel: for periodic functions trigonometric polynomials need half of what pieces do. */
const ANGLES_PER_PANEL = 3.5;

/** A device in the reference engine's terms. */
interface System {
  /** electrons in each state */
  n: readonly number[];
  /** states that are kept equally probable: each by itself, or those of `symmetric` */
  classes: Classes;
  /** every state by itself */
  resolved: Classes;
  /** states that a symmetry of the device makes equally probable */
  symmetric: Classes;
  /** energies and kernels W_r about an angle */
  at(theta: number, order: number): { E: Taylor[]; W: Kernel[] };
}

function systemOf(device: Device, lumped: boolean): System {
  if (device.model === "dots") {
    const spectrum = spectrumOf(device);
    checkRatesDefined(spectrum);
    const resolved = spectrum.states.map((_, i) => [i]);
    const symmetric = dotsClasses(spectrum);
    return {
      n: spectrum.states.map(({ charge }) => charge),
      classes: lumped ? symmetric : resolved,
      resolved,
      symmetric,
      at: (theta, order) => dotsSystem(device, spectrum, theta, order),
    };
  }
  const resolved = STATES.map((_, i) => [i]);
  const symmetric = isUnpolarised(device) ? SPIN_CLASSES : resolved;
  return {
    n,
    classes: symmetric,
    resolved,
    symmetric,
    at: (theta, order) => {
      const level = levels(device, theta, order);
      return { E: level.E, W: device.leads.map((lead, r) => leadKernel(lead, SIDES[r]!, level)) };
    },
  };
}

/** The slowest rate of all states, which is as good as zero where no rate connects them. */
function wholeRate(inverses: () => GroupInverse[]): number {
  try {
    return slowestRate(inverses());
  } catch (error) {
    if (error instanceof Untrustworthy) return 0;
    throw error;
  }
}

/** The paper's equations in plain TypeScript, all states always. */
export class ReferenceEngine implements Engine {
  readonly name = "typescript";
  readonly states = "spin-resolved";
  readonly build = null;
  readonly mechanics = referenceMechanics;
  private readonly names: string[];
  private readonly system: System;

  /** @param lumped whether states that must be equally probable are kept so */
  constructor(
    private readonly device: Device,
    lumped = true,
  ) {
    this.names = device.leads.map(({ name }) => name);
    this.system = systemOf(device, lumped);
  }

  frozen(theta: number, order: number): StatesPoint {
    const { E, W, p } = this.solve(theta, order);
    return {
      theta,
      energies: E.map(([energy]) => energy!),
      p: p.map((series) => series[0]!),
      D: this.noise(E, W),
      ...this.fluxes(E, W, p),
    };
  }

  integrate(order: number, nodes: number, offset: number): GridIntegrals {
    const at = (theta: number): Fluxes & { turnover: Fluxes } => {
      const { E, W, p } = this.solve(theta, order);
      return this.fluxes(E, W, p);
    };
    return integrateByAngle(this.names, at, order, nodes, offset);
  }

  periodic(omegas: readonly number[], edges: Float64Array): PeriodicGrid {
    // one grid for all of the cycle, as dense as the shortest panel asks for; odd, so that the highest harmonic has a derivative
    const shortest = edges.subarray(1).reduce((least, b, i) => Math.min(least, b - edges[i]!), Infinity);
    const N = 2 * Math.ceil((ANGLES_PER_PANEL * Math.PI) / shortest) + 1;
    checkAngles(N, this.system.classes);
    const points = Array.from({ length: N }, (_, i) => this.system.at((2 * Math.PI * i) / N, 1));
    const kernels = points.map(({ W }) => sumKernels(W)[0]!);
    const full = this.system.n.map(() => 1);
    const states = omegas.map((omega): PeriodicIntegrals => {
      const p = periodicOccupations(kernels, omega, this.system.classes, pause);
      const fluxes = points.map(({ E, W }, i) => ({
        ...this.fluxes(E, W, [[p[i]!]]),
        reach: this.fluxes(E, W, [[full]]).turnover,
      }));
      let largest = 0;
      const integral = (pick: (point: (typeof fluxes)[number]) => number[]): number => {
        const values = fluxes.map((point) => pick(point)[0]!);
        largest = Math.max(largest, ...values.map(Math.abs));
        return values.reduce((sum, x) => sum + (2 * Math.PI * x) / N, 0);
      };
      const integrals = (of: (point: (typeof fluxes)[number]) => Fluxes) => ({
        F: integral((point) => of(point).F),
        leads: Object.fromEntries(
          this.names.map((name) => [
            name,
            { I: integral((point) => of(point).leads[name]!.I), J: integral((point) => of(point).leads[name]!.J) },
          ]),
        ),
      });
      const turnover = integrals((point) => point.turnover);
      const reach = integrals((point) => point.reach);
      largest = 0;
      return {
        ...integrals((point) => point),
        turnover,
        reach,
        largest,
        rounding: N * Number.EPSILON, // the derivative has entries of size N
      };
    });
    return { nodes: N, gain: 3, states };
  }

  relaxation(nodes: number): Relaxation {
    const { resolved, symmetric, classes } = this.system;
    const kernels = Array.from({ length: nodes }, (_, i) => {
      pause();
      return sumKernels(this.system.at((2 * Math.PI * i) / nodes, 0).W)[0]!;
    });
    const inverses = (of: Classes, every = 1): GroupInverse[] =>
      kernels
        .filter((_, i) => i % every === 0)
        .map((W) => {
          pause();
          const { columns, fastest } = relaxation(W, of);
          return groupInverse(columns, of.length, fastest);
        });
    const felt = inverses(symmetric);
    const own = classes === symmetric ? felt : inverses(classes);
    return {
      slowestRate:
        symmetric.length === resolved.length ? slowestRate(felt) : wholeRate(() => inverses(resolved, WHOLE_EVERY)),
      slowestFeltRate: slowestRate(felt),
      conditioning: Math.max(...own.map(({ norm, fastest }) => norm * fastest)),
    };
  }

  field(order: number, points: number, { noise = true }: { noise?: boolean } = {}): Field {
    return Field.along(points, order, (theta) => {
      const { E, W, p } = this.solve(theta, order);
      const { value } = this.series(p, torqueFunctional(E));
      return noise ? { F: value, D: this.noise(E, W) } : { F: value };
    });
  }

  together(points: number, brake?: Brake): CoupledRotor {
    const equation: MasterEquation = (theta, p) => {
      const { E, W } = this.system.at(theta, 1);
      return {
        dp: transformed(sumKernels(W)[0]!, p), // Eq. 48
        F: torque(E, p),
        currents: this.device.leads.flatMap((lead, r) => {
          const { I, J } = currentFunctionals(lead, W[r]!, E, this.system.n);
          return [evaluate(I, p).value, evaluate(J, p).value];
        }),
      };
    };
    const stationary = (theta: number): number[] => this.frozen(theta, 0).p[0]!;
    return referenceCoupledRotor(equation, stationary, this.names, this.fastestRate(), points, brake);
  }

  /** An upper bound of the relaxation rates at some angles (Gershgorin): twice the largest rate out of a state. */
  private fastestRate(): number {
    const kernels = Array.from({ length: 32 }, (_, i) => sumKernels(this.system.at((Math.PI * i) / 16, 0).W)[0]!);
    return 2 * Math.max(...kernels.flatMap((W) => W.map((row, i) => -row[i]!)));
  }

  private solve(theta: number, order: number): { E: Taylor[]; W: Kernel[]; p: Occupations } {
    if (!Number.isFinite(theta)) refuse("theta", theta, "a finite angle in radians");
    pause();
    // the torque needs dE/dtheta even at order 0
    const { E, W } = this.system.at(theta, Math.max(1, order));
    return { E, W, p: occupations(sumKernels(W), order, this.system.classes) };
  }

  /** D of the force noise (Eq. 7). */
  private noise(E: Taylor[], W: Kernel[]): number {
    const forces = E.map((Ei) => -Ei[1]!);
    return noise(sumKernels(W)[0]!, forces, this.system.classes);
  }

  /** A functional of the occupations, order by order. */
  private series(p: Occupations, functional: Functional): { value: number[]; turnover: number[] } {
    const perOrder = p.map((series) => evaluate(functional, series[0]!));
    return { value: perOrder.map(({ value }) => value), turnover: perOrder.map((order) => order.turnover) };
  }

  private fluxes(E: Taylor[], W: Kernel[], p: Occupations): Fluxes & { turnover: Fluxes } {
    const rows = (functional: Functional) => this.series(p, functional);
    const F = rows(torqueFunctional(E));
    const result: Fluxes = { F: F.value, leads: {} };
    const turnover: Fluxes = { F: F.turnover, leads: {} };
    this.device.leads.forEach((lead, r) => {
      const functionals = currentFunctionals(lead, W[r]!, E, this.system.n);
      const [I, J] = [rows(functionals.I), rows(functionals.J)];
      result.leads[lead.name] = { I: I.value, J: J.value };
      turnover.leads[lead.name] = { I: I.turnover, J: J.turnover };
    });
    return { ...result, turnover };
  }
}
