import { type Electrons, need } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import type { PeriodicGrid, PeriodicIntegrals } from "../../electrons/engine.js";
import { combine, type Fluxes } from "../../electrons/fluxes.js";
import { conserveChargeAndEnergy, errorsOf, largestOfOrder, relativeToTurnover, roundingFloor } from "./accuracy.js";
import { cycleIntegrals } from "./coefficients.js";
import { cyclePanels } from "./panels.js";
import { type Followed, followed } from "../../progress.js";

/** What the device does in a cycle at a constant velocity, without an expansion in it. */
export interface PeriodicState {
  /** theta-dot, in k_B T_0 / hbar */
  omega: number;
  /** integral of the torque over theta in 0..2 pi: what the series of Eq. 59 would sum to */
  F: number;
  /** integrals of the charge and heat currents, positive into the lead; per cycle they are sign(omega) / omega times this */
  leads: Record<string, { I: number; J: number }>;
  /** residual of energy conservation, sum_r (J_r + I_r dV_r) + omega F = 0: Eq. 71 without orders */
  balance: number;
  /** angles used */
  nodes: number;
  /**
   * what the tolerance is held against: the largest difference between two grids, residual of charge and energy, and
   * rounding, relative to `scale`
   */
  error: number;
  /**
   * estimated error of each integral, in its own units, shaped like F and leads. What is known far worse than the rest
   * (the torque of a fast rotor) follows from the conservation of charge and energy, as in CycleCoefficients
   */
  errors: { F: number; leads: Record<string, { I: number; J: number }> };
  /** 2 pi times the largest integrand */
  scale: number;
}

/**
 * Half a panel over the distance of the nearest singularity, on the first mesh, and what every mesh has of the one before.
 * The panels have order 14, so that the second mesh meets most tolerances (measured: 1e-11 to 1e-13).
 */
const FINENESS = 0.42;
const REFINEMENT = 0.75;

/** Differences between grids up to so many times the rounding of the occupations are nothing else. */
const EXPLAINED = 10;

/** Velocities that go through the grids at a time. */
const PIECE = 512;

/**
 * The periodic solution of Omega dp/dtheta = W(theta) p (Eq. 48 at constant velocity) and its integrals over the cycle,
 * for finite velocities of both signs; at zero it is the frozen limit, the integrals of order 0.
 *
 * The grid grows until two of them agree, the currents into the leads sum to zero and energy is balanced. All
 * velocities share the grids.
 *
 * @param omegas in k_B T_0 / hbar
 * @param tolerance wanted error relative to the scale
 * @returns one row a velocity, in their order
 * @throws Untrustworthy where the tolerance cannot be met
 */
export function periodicStates(
  electrons: Electrons,
  omegas: readonly number[],
  tolerance: number,
  follower: Followed = {},
): PeriodicState[] {
  return followed(follower, (done) => {
    const found = new Map<number, PeriodicState>();
    if (omegas.includes(0)) found.set(0, frozenLimit(electrons, tolerance));
    const turning = [...new Set(omegas)].filter((omega) => omega !== 0);
    for (let first = 0; first < turning.length; first += PIECE) {
      for (const state of turningStates(electrons, turning.slice(first, first + PIECE), tolerance)) {
        found.set(state.omega, state);
      }
      done((first + PIECE) / turning.length);
    }
    return omegas.map((omega) => ({ ...found.get(omega === 0 ? 0 : omega)! }));
  });
}

/** The states at different velocities, none of them zero, in any order. */
function turningStates(electrons: Electrons, omegas: readonly number[], tolerance: number): PeriodicState[] {
  const periodic = need(electrons, "periodic");
  const found: PeriodicState[] = [];
  let pending = [...omegas];
  // the energies at one angle are as large as anywhere, to a factor
  const floor = 2 * roundingFloor(electrons, electrons.frozen(0, 0).energies);
  let meshes = 1;
  let coarse = periodic(pending, mesh(electrons, 0)).states;
  const best = new Map<number, number>();
  const vain = new Map<number, number>();
  while (pending.length > 0) {
    const fine = periodic(pending, mesh(electrons, meshes++));
    const rest: number[] = [];
    const restOfStates: PeriodicIntegrals[] = [];
    pending.forEach((omega, i) => {
      const state = assess(electrons, omega, fine, coarse[i]!, fine.states[i]!, floor);
      if (state.error <= tolerance) {
        found.push(state);
        return;
      }
      const least = best.get(omega) ?? Infinity;
      vain.set(omega, state.error > 0.5 * least ? (vain.get(omega) ?? 0) + 1 : 0);
      best.set(omega, Math.min(least, state.error));
      const { rounding } = fine.states[i]!;
      if (rounding > tolerance || vain.get(omega)! >= 3) fail(state, tolerance, rounding);
      rest.push(omega);
      restOfStates.push(fine.states[i]!);
    });
    pending = rest;
    coarse = restOfStates;
  }
  return found;
}

/** Meshes of a device, coarse to fine: every velocity asks for them again. */
const known = new WeakMap<Electrons, Float64Array[]>();

function mesh(electrons: Electrons, number: number): Float64Array {
  let meshes = known.get(electrons);
  if (!meshes) known.set(electrons, (meshes = []));
  return (meshes[number] ??= cyclePanels(electrons.scales, FINENESS * REFINEMENT ** number));
}

/** Order 0 of the expansion: p = p^(0) at every angle. */
function frozenLimit(electrons: Electrons, tolerance: number): PeriodicState {
  const { F, leads, errors, balance, nodes, error, scale } = cycleIntegrals(electrons, 0, tolerance);
  return {
    omega: 0,
    ...single({ F, leads }),
    errors: single(errors),
    balance: balance[0]!,
    nodes,
    error,
    scale: scale[0]!,
  };
}

type Integrals = Pick<PeriodicState, "F" | "leads">;

/** As fluxes of order 0. */
const fluxes = ({ F, leads }: Integrals): Fluxes => ({
  F: [F],
  leads: Object.fromEntries(Object.entries(leads).map(([name, { I, J }]) => [name, { I: [I], J: [J] }])),
});

/** Order 0 of fluxes. */
const single = ({ F, leads }: Fluxes): Integrals => ({
  F: F[0]!,
  leads: Object.fromEntries(Object.entries(leads).map(([name, { I, J }]) => [name, { I: I[0]!, J: J[0]! }])),
});

function assess(
  electrons: Electrons,
  omega: number,
  { nodes, gain }: PeriodicGrid,
  coarse: PeriodicIntegrals,
  fine: PeriodicIntegrals,
  floor: number,
): PeriodicState {
  const { largest, rounding } = fine;
  const scale = 2 * Math.PI * largest;
  const values = fluxes(fine);
  const turnover = fluxes(fine.turnover);
  const difference = combine((x, y) => Math.abs(x - y), values, fluxes(coarse));
  const reach = fluxes(fine.reach);
  // what rounding of the occupations explains says nothing about the convergence of other quantities
  const truncation = combine((d, size) => Math.max(0, d - EXPLAINED * rounding * size), difference, reach);
  const relative = relativeToTurnover(truncation, turnover).map((d) => gain * d + floor);
  const errors = combine(
    (e, d, size) => e + gain * d + rounding * size,
    errorsOf(relative, turnover),
    difference,
    reach,
  );
  conserveChargeAndEnergy(electrons, values, errors, omega);
  const { F, leads } = single(values);
  const dV = electrons.biases;
  let charge = 0;
  let balance = omega * F;
  for (const [name, { I, J }] of Object.entries(leads)) {
    charge += I;
    balance += J + I * dV[name]!;
  }
  // what conservation has corrected is as good as `errors` says
  const own = combine((x, y, d, e) => (x === y ? gain * d : e), values, fluxes(fine), difference, errors);
  const worst = Math.max(...largestOfOrder(own));
  const residual = Math.max(worst, Math.abs(charge), Math.abs(balance));
  const error = Math.max(rounding, scale > 0 ? residual / scale : 0);
  return {
    omega,
    F,
    leads,
    errors: single(errors),
    balance,
    nodes,
    error: Number.isFinite(error) ? error : Infinity,
    scale,
  };
}

function fail({ omega, error, nodes }: PeriodicState, tolerance: number, rounding: number): never {
  const reason =
    rounding > tolerance ? "rounding is the limit: the electrons relax too slowly" : "finer grids no longer help";
  throw new Untrustworthy(
    `omega = ${omega}: error ${error.toExponential(1)} of the integrals' scale after ${nodes} angles, wanted ` +
      `${tolerance}: ${reason}; a larger tolerance may be met`,
  );
}
