// C_F(0), the work of the adiabatic torque in a revolution, as a function of the bias.

import { type Device, lowestTemperature, withBias } from "../../device/device.js";
import { Untrustworthy } from "../../device/errors.js";
import { createEngine } from "../../master/create.js";
import type { Engine, EngineName } from "../../electrons/engine.js";
import { cycleIntegrals, DEFAULT_TOLERANCE } from "../cycle/coefficients.js";
import { type Piece, piecewise, type Sample } from "../../numerics/piecewise.js";
import { listStates } from "../../master/states.js";

/** First pieces, in the lowest temperature. */
const FIRST = 4;

/** Narrower than this, in the lowest temperature, a piece is not divided. */
const FINEST = 1e-6;

/** What rounding may do to C_F(0), over its scale. */
const ROUNDING = 1e-14;

/** C_F(0) at a bias. */
export type WorkAt = (V: number, tolerance?: number) => Sample;

/** C_F(0) and its error by bias, in k_B T_0. A grid that was fine enough is tried first at the next bias. */
export function workByBias(device: Device, engine: EngineName): WorkAt {
  let nodes: number | undefined;
  return (V, tolerance = DEFAULT_TOLERANCE) => {
    const biased = withBias(device, V);
    const running = createEngine(biased, engine);
    let found = nodes === undefined ? undefined : cycleIntegrals(biased, running, 0, tolerance, nodes);
    if (!found || !(found.error <= tolerance)) found = cycleIntegrals(biased, running, 0, tolerance);
    nodes = found.nodes;
    return { value: found.F[0]!, error: (found.error + ROUNDING) * found.scale[0]! };
  };
}

/**
 * C_F(0) from no bias to the highest.
 *
 * Why nothing is missed: a bias enters through Fermi functions of (E -+ V/2) / T alone, which have poles at a distance
 * 2 pi T from the real biases. On an interval 4 T wide an interpolant of degree 16 is good to 6^-16 = 1e-13 of what they
 * can do, and its points are 0.4 T apart at most; where rates of very different size bring a pole of the occupations
 * nearer, the last coefficients show it and the piece is halved. From the bias on at which every Fermi function is 0 or
 * 1 one piece is enough.
 *
 * @throws Untrustworthy where C_F(0) cannot be computed
 */
export function biasCurve(
  device: Device,
  engine: EngineName,
  work: WorkAt,
  highest: number,
  done: (fraction: number) => void,
): Piece[] {
  const first = FIRST * lowestTemperature(device);
  const last = Math.min(highest, saturation(device, createEngine(device, engine)));
  const cuts = [0];
  for (let k = 1; k * first < last; k++) cuts.push(k * first);
  if (last < highest) cuts.push(last);
  cuts.push(highest);
  return piecewise(
    cuts.slice(1).map((to, k) => [cuts[k]!, to]),
    (biases) => biases.map((V) => work(V)),
    (from, to) => {
      if (to - from < FINEST * lowestTemperature(device)) {
        throw new Untrustworthy(`V = ${(from + to) / 2}: C_F(0) changes too fast here`);
      }
    },
    done,
  );
}

/** Angles at which energies are looked at; a Fermi function of more than 36 is rounding. */
const ANGLES = 256;
const ROUNDED = 36;

/** The bias beyond which nothing changes any more: on the whole cycle every Fermi function is 0 or 1 to rounding. */
export function saturation(device: Device, engine: Engine): number {
  const mean = device.leads.reduce((sum, { mu }) => sum + mu, 0) / device.leads.length;
  const hottest = Math.max(...device.leads.map(({ T }) => T));
  const electrons = listStates(device).map((state) => state.electrons);
  let farthest = 0;
  for (let i = 0; i < ANGLES; i++) {
    const { energies } = engine.frozen((2 * Math.PI * i) / ANGLES, 0);
    energies.forEach((lower, a) =>
      energies.forEach((upper, b) => {
        if (electrons[b] === electrons[a]! + 1) farthest = Math.max(farthest, Math.abs(upper - lower - mean));
      }),
    );
  }
  return 2 * (farthest + ROUNDED * hottest);
}
