// Where a rotor of finite inertia comes around, by its bias: a question to trajectories of rotor and electrons together.

import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import type { CoupledRotor } from "../../electrons/engine.js";
import type { Brake, RevolutionLimits } from "../../mechanics/mechanics.js";
import { minimum } from "../../numerics/minimum.js";
import { type Equilibrium, equilibria, torqueAtRest } from "../steady/standingAngles.js";
import { coupledRotor } from "./motion.js";
import { type BiasWindow, type Edge, windowOf } from "../steady/windows.js";

/** What turns against what. */
interface Turning {
  electrons: Electrons;
  inertia: number;
  /** C_ext = 2 pi F_ext */
  load: number;
  /** the work against load and profile in a revolution */
  against: number;
  brake: Brake;
  /** angles of the table of rates */
  points: number;
  limits: RevolutionLimits;
}

/** Kinetic energy of a rotor at rest, in k_B T_0: enough to leave the top of a barrier, no more. */
const REST = 1e-9;

/** Steps between two looks at a rotor that neither comes around nor turns back. */
const LOOK = 100_000;

/** So near to where it can stand, in radians, and with so small a part of the energy that it lacks, a rotor stands. */
const NEAR = 1e-3;
const STANDING = 1e-3;

const TURN = 2 * Math.PI;

/** The energy with which the rotor comes around at a bias, in a direction; see `biasAt`. */
type ReturnEnergy = (sign: 1 | -1, tolerance?: number) => number;

/**
 * The energy left to a rotor, let go at rest on top of a barrier, when it has come around to it again; where it turns
 * back, minus the work that it lacks to pass the next barrier. Of several barriers the best. It changes continuously
 * with the bias, so that its sign is worth following. Infinite where there is no barrier at all.
 */
function biasAt({ electrons: unbiased, inertia, load, brake, points, limits }: Turning, V: number): ReturnEnergy {
  const electrons = unbiased.biased(V);
  const standing = equilibria(electrons, load, brake, points / 4);
  const total = torqueAtRest(electrons, load, brake);
  if (standing.length === 0) {
    const driven = Math.sign(total(0));
    return (sign) => (sign === driven ? Infinity : -Infinity);
  }
  const tops = standing.filter(({ stable }) => !stable);
  const wells = standing.filter(({ stable }) => stable);
  const rotor = coupledRotor(electrons, points, brake);
  const lacking = (theta: number, sign: number): number => workAgainst(total, theta, sign, tops);
  return (sign, tolerance = limits.tolerance) =>
    Math.max(
      ...tops.map(({ theta }) => {
        rotor.place(theta, sign * Math.sqrt((2 * REST) / inertia), inertia, load / TURN);
        const outcome = comeAround(rotor, { ...limits, tolerance }, () => {
          const still = wells.some((well) => Math.abs(Math.sin((well.theta - rotor.theta) / 2)) < NEAR / 2);
          return still && (inertia * rotor.omega ** 2) / 2 < STANDING * lacking(rotor.theta, sign);
        });
        if (outcome === "revolved" && rotor.omega * sign > 0) return (inertia * rotor.omega ** 2) / 2 - REST;
        if (outcome === "out-of-steps" || outcome === "ran-away") {
          throw new Untrustworthy(`V = ${V}: ${rotor.steps} steps did not take the rotor around`);
        }
        return -lacking(outcome === "standing" ? rotor.theta : rotor.turningPoints[1], sign);
      }),
    );
}

/** One revolution of a rotor, or how it ends; `stands` is asked now and then. */
function comeAround(
  rotor: CoupledRotor,
  limits: RevolutionLimits,
  stands: () => boolean,
): ReturnType<CoupledRotor["revolve"]> | "standing" {
  for (;;) {
    const outcome = rotor.revolve({ ...limits, maximalSteps: LOOK });
    if (outcome !== "out-of-steps" || rotor.steps >= limits.maximalSteps) return outcome;
    if (stands()) return "standing";
  }
}

/** Angles at which the torque up a barrier is taken. */
const ANGLES = 32;

/** The work against the torque on a rotor at rest from an angle to the next top of a barrier. */
function workAgainst(
  total: (theta: number) => number,
  theta: number,
  sign: number,
  tops: readonly Equilibrium[],
): number {
  const ahead = tops.map((top) => {
    const way = sign * (top.theta - theta);
    return way - TURN * Math.floor(way / TURN);
  });
  const step = Math.min(...ahead) / ANGLES;
  let sum = 0;
  for (let i = 0; i < ANGLES; i++) sum -= sign * total(theta + sign * (i + 0.5) * step);
  return Math.max(Number.MIN_VALUE, sum * step);
}

/** Steps of the scan, in the lowest temperature: a quarter of what a Fermi function takes to change. */
const STEP = 1;

/** Golden sections of two steps in which the energy may pass zero twice, and bisections of one in which it does. */
const SECTIONS = 14;
const BISECTIONS = 22;

/** Bisections after which the slope of the energy is taken. */
const SLOPE_AT = 8;

/** How much smaller the errors of the steps are that tell what they do to an edge. */
const STRICTER = 0.1;

/** Share of the work that is done once the biases are scanned. */
const SCAN = 0.7;

/** The windows of a rotor of finite inertia and the step with which they were looked for. */
export interface TurningWindows {
  windows: BiasWindow[];
  step: number;
}

/**
 * Every interval of bias in which a rotor, let go at rest on top of a barrier, comes around, in either direction.
 *
 * The return energy is looked at in steps that follow from the temperature, in which a torque cannot rise and fall
 * again; between them where it has an extremum from which zero is within reach. Edges are bisected.
 *
 * @param highest bias
 * @throws Untrustworthy where a motion cannot be followed
 */
export function turningWindows(turning: Turning, highest: number, done: (fraction: number) => void): TurningWindows {
  const { electrons } = turning;
  const step = STEP * electrons.scales.lowestTemperature;
  const last = Math.min(highest, electrons.saturation);
  const biases: number[] = [];
  for (let k = 0; k * step < last; k++) biases.push(k * step);
  biases.push(last);
  const looks = biases.map((V, k) => {
    done((SCAN * k) / biases.length);
    const at = biasAt(turning, V);
    return { 1: at(1), [-1]: at(-1) };
  });
  const windows = ([1, -1] as const).flatMap((sign) => {
    const energyAt: EnergyAt = (V, tolerance) => biasAt(turning, V)(sign, tolerance);
    const scanned = biases.map((V, k) => ({ V, energy: looks[k]![sign] }));
    return windowsOf(withExtrema(scanned, energyAt), energyAt, sign, turning);
  });
  return { windows: windows.sort((a, b) => a.from - b.from), step };
}

/** The return energy in one direction. */
type EnergyAt = (V: number, tolerance?: number) => number;

interface Look {
  V: number;
  energy: number;
}

/** Adds biases at which the energy has another sign than at both neighbours, where there are such. */
function withExtrema(scanned: readonly Look[], energyAt: (V: number) => number): Look[] {
  return scanned.flatMap((look, k): Look[] => {
    const neighbours = [scanned[k - 1], scanned[k + 1]].filter((one) => one !== undefined);
    const side = look.energy > 0 ? 1 : -1;
    const height = side * look.energy;
    const turns = neighbours.every(({ energy }) => side * energy >= height);
    const fall = Math.max(...neighbours.map(({ energy }) => side * energy - height));
    if (!turns || !(fall >= height) || !Number.isFinite(fall)) return [look];
    const ends = neighbours.map(({ V }) => V).concat(look.V);
    const { x, value } = minimum((V) => side * energyAt(V), Math.min(...ends), Math.max(...ends), SECTIONS, 0);
    if (value > 0) return [look];
    const found = { V: x, energy: side * value };
    return x < look.V ? [found, look] : [look, found];
  });
}

function windowsOf(
  looks: readonly Look[],
  energyAt: EnergyAt,
  sign: 1 | -1,
  { against, limits }: Turning,
): BiasWindow[] {
  const windows: BiasWindow[] = [];
  let from: Edge | null = looks[0]!.energy > 0 ? { at: 0, error: 0 } : null;
  for (const [k, look] of looks.slice(1).entries()) {
    const before = looks[k]!;
    if (before.energy > 0 === look.energy > 0) continue;
    const edge = edgeBetween(before, look, energyAt, limits.tolerance);
    if (from) windows.push(windowOf(sign, against, from, edge));
    from = from ? null : edge;
  }
  if (from) windows.push(windowOf(sign, against, from, null));
  return windows;
}

/** The bias between two at which the energy passes zero. */
function edgeBetween(a: Look, b: Look, energyAt: EnergyAt, tolerance: number): Edge {
  let slope = Infinity;
  for (let n = 0; n < BISECTIONS; n++) {
    const V = (a.V + b.V) / 2;
    const middle = { V, energy: energyAt(V) };
    if (middle.energy > 0 === a.energy > 0) a = middle;
    else b = middle;
    if (n === SLOPE_AT) slope = Math.abs((b.energy - a.energy) / (b.V - a.V));
  }
  const at = (a.V + b.V) / 2;
  // no number where a barrier vanishes: energies are infinite beyond
  const byTolerance = Math.abs(energyAt(at) - energyAt(at, STRICTER * tolerance)) / slope || 0;
  return { at, error: Math.abs(b.V - a.V) / 2 + byTolerance };
}
