import { type Device, isUnpolarised } from "../device/doubleDot.js";
import { refuse } from "../device/errors.js";
import { type Kernel, leadKernel, levels, type Levels, SPIN_CLASSES, STATES } from "../reference/doubleDot.js";
import { currents, torque } from "../reference/fluxes.js";
import { multiply, noise, occupations, type Occupations, relaxation } from "../reference/occupations.js";
import { referenceLangevin } from "./referenceLangevin.js";
import { type MasterEquation, referenceCoupledRotor, referenceRotor } from "./referenceRotor.js";
import {
  type Brake,
  type CoupledRotor,
  type Engine,
  type Ensemble,
  type EnsembleOptions,
  type Fluxes,
  type FrozenPoint,
  type GridIntegrals,
  noFluxes,
  type Relaxation,
  type Rotor,
} from "./engine.js";

const SIDES = ["L", "R"] as const;

/** The paper's equations in plain TypeScript, nine states always. */
export class ReferenceEngine implements Engine {
  readonly name = "typescript";
  readonly states = "spin-resolved";
  private readonly names: string[];
  private readonly classes: readonly (readonly number[])[];

  constructor(private readonly device: Device) {
    this.names = device.leads.map(({ name }) => name);
    this.classes = isUnpolarised(device) ? SPIN_CLASSES : STATES.map((_, i) => [i]);
  }

  frozen(theta: number, order: number): FrozenPoint {
    const { level, W, p } = this.solve(theta, order);
    return {
      theta,
      energies: level.E.map(([E]) => E!),
      p: p.map((series) => series[0]!),
      D: noise(
        sumKernels(W)[0]!,
        level.E.map((Ei) => -Ei[1]!),
        this.classes,
      ),
      ...this.fluxes(level, W, p),
    };
  }

  integrate(order: number, nodes: number, offset: number): GridIntegrals {
    const integrals = noFluxes(this.names, order);
    const largest = new Array<number>(order + 1).fill(0);
    const weight = (2 * Math.PI) / nodes;
    for (let i = 0; i < nodes; i++) {
      const { level, W, p } = this.solve((2 * Math.PI * (i + offset)) / nodes, order);
      const point = this.fluxes(level, W, p);
      const accumulate = (sum: number[], value: number[]): void =>
        value.forEach((x, k) => {
          sum[k]! += weight * x;
          largest[k] = Math.max(largest[k]!, Math.abs(x));
        });
      accumulate(integrals.F, point.F);
      for (const name of this.names) {
        accumulate(integrals.leads[name]!.I, point.leads[name]!.I);
        accumulate(integrals.leads[name]!.J, point.leads[name]!.J);
      }
    }
    return { integrals, largest };
  }

  relaxation(nodes: number): Relaxation {
    let slowestTime = 0;
    let conditioning = 0;
    for (let i = 0; i < nodes; i++) {
      const level = levels(this.device, (2 * Math.PI * i) / nodes, 0);
      const worst = relaxation(sumKernels(this.leadKernels(level))[0]!, this.classes);
      slowestTime = Math.max(slowestTime, worst.slowestTime);
      conditioning = Math.max(conditioning, worst.conditioning);
    }
    return { slowestRate: 1 / slowestTime, conditioning };
  }

  rotor(order: number, points: number, brake?: Brake): Rotor {
    const table = Array.from({ length: points }, (_, i) => this.frozen((2 * Math.PI * i) / points, order).F);
    return referenceRotor(table, brake);
  }

  coupledRotor(points: number, brake?: Brake): CoupledRotor {
    const equation: MasterEquation = (theta, p) => {
      const level = levels(this.device, theta, 1);
      const W = this.leadKernels(level);
      return {
        dp: multiply(sumKernels(W)[0]!, p), // Eq. 48
        F: torque(level, p),
        currents: this.device.leads.flatMap((lead, r) => {
          const { I, J } = currents(lead, W[r]!, level, p);
          return [I, J];
        }),
      };
    };
    const stationary = (theta: number): number[] => this.frozen(theta, 0).p[0]!;
    // twice the largest rate out of a state, by Gershgorin
    const fastest = 2 * this.device.leads.reduce((sum, { gamma }) => sum + gamma.up + gamma.down, 0);
    return referenceCoupledRotor(equation, stationary, this.names, fastest, points, brake);
  }

  langevin(order: number, points: number, options: EnsembleOptions): Ensemble {
    const table = Array.from({ length: points }, (_, i) => {
      const { F, D } = this.frozen((2 * Math.PI * i) / points, order);
      return { f: F, D };
    });
    return referenceLangevin(table, options);
  }

  hopping(): Ensemble {
    refuse("engine", this.name, "wasm, where electrons hop one by one");
  }

  private leadKernels(level: Levels): Kernel[] {
    return this.device.leads.map((lead, r) => leadKernel(lead, SIDES[r]!, level));
  }

  private solve(theta: number, order: number): { level: Levels; W: Kernel[]; p: Occupations } {
    if (!Number.isFinite(theta)) refuse("theta", theta, "a finite angle in radians");
    // the torque needs dE/dtheta even at order 0
    const level = levels(this.device, theta, Math.max(1, order));
    const W = this.leadKernels(level);
    return { level, W, p: occupations(sumKernels(W), order, this.classes) };
  }

  private fluxes(level: Levels, W: Kernel[], p: Occupations): Fluxes {
    const result: Fluxes = { F: p.map((series) => torque(level, series[0]!)), leads: {} };
    this.device.leads.forEach((lead, r) => {
      const perOrder = p.map((series) => currents(lead, W[r]!, level, series[0]!));
      result.leads[lead.name] = { I: perOrder.map(({ I }) => I), J: perOrder.map(({ J }) => J) };
    });
    return result;
  }
}

/** W = sum_r W_r */
function sumKernels(kernels: Kernel[]): Kernel {
  return kernels[0]!.map((matrix, k) =>
    matrix.map((row, i) => row.map((_, j) => kernels.reduce((sum, W) => sum + W[k]![i]![j]!, 0))),
  );
}
