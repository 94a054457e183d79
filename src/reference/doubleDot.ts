// The double quantum dot with a rotor, Sec. VII A of the paper, in its order and with its names.

import type { DoubleDotLead, DoubleDotRotor } from "../device/doubleDot.js";
import { fermi } from "./fermi.js";
import { emptyKernel, exchange, type Kernel } from "./kernel.js";
import {
  add,
  constant,
  derivative,
  integral,
  multiply,
  reciprocal,
  scale,
  squareRoot,
  subtract,
  type Taylor,
} from "../numerics/taylor.js";

/** The states of p in the paper's order; of two electrons the left spin first. */
export const STATES = ["0", "b-up", "b-down", "a-up", "a-down", "up-up", "up-down", "down-up", "down-down"] as const;

/** Electrons in each state. */
export const n = [0, 1, 1, 1, 1, 2, 2, 2, 2] as const;

/** States that differ by spins only: equally probable where the leads are unpolarised. */
export const SPIN_CLASSES = [[0], [1, 2], [3, 4], [5, 6, 7, 8]] as const;

type Orbital = "b" | "a";
type Spin = "up" | "down";
type Side = "L" | "R";

const ORBITALS: readonly Orbital[] = ["b", "a"];
const SPINS: readonly Spin[] = ["up", "down"];

const single = (orbital: Orbital, spin: Spin): number => 1 + 2 * ORBITALS.indexOf(orbital) + SPINS.indexOf(spin);
const double = (left: Spin, right: Spin): number => 5 + 2 * SPINS.indexOf(left) + SPINS.indexOf(right);

interface Levels {
  /** E_i(theta) of the nine states */
  E: Taylor[];
  /** |<orbital|side>|^2 */
  weight: Record<Orbital, Record<Side, Taylor>>;
}

/** Energies and weights as series about theta. */
export function levels(device: DoubleDotRotor, theta: number, order: number): Levels {
  const { epsilonBar, orbitRadius, U, tc } = device;
  const turned = (phase: number): Taylor => {
    // d^k cos / dtheta^k = cos(theta + k pi / 2)
    const derivatives = [Math.cos(phase), -Math.sin(phase), -Math.cos(phase), Math.sin(phase)];
    let factorial = 1;
    return Array.from({ length: order + 1 }, (_, k) => {
      factorial *= Math.max(1, k);
      return derivatives[k % 4]! / factorial;
    });
  };
  // Eq. 58
  const epsilonL = add(constant(epsilonBar.L, order), scale(orbitRadius, turned(theta)));
  const epsilonR = add(constant(epsilonBar.R, order), scale(orbitRadius, turned(theta - Math.PI / 2)));

  const detuning = subtract(epsilonL, epsilonR);
  const R = squareRoot(add(multiply(detuning, detuning), constant(tc * tc, order)));
  const mean = scale(0.5, add(epsilonL, epsilonR));
  const Eb = subtract(mean, scale(0.5, R)); // Eq. 57
  const Ea = add(mean, scale(0.5, R));
  const E2 = add(scale(2, mean), constant(U, order));

  // The mixing angle phi = atan2(tc, detuning) gives |b on L|^2 = sin^2(phi / 2); its derivative is
  // -tc^2 detuning' / (2 R^3). Neither loses digits where the orbitals sit on one dot each.
  const phi = Math.atan2(tc, detuning[0]!);
  const iR = reciprocal(R);
  const slope = scale(-0.5 * tc * tc, multiply(multiply(iR, multiply(iR, iR)).slice(0, order), derivative(detuning)));
  const onL = integral(Math.sin(phi / 2) ** 2, slope);
  const onR = integral(Math.cos(phi / 2) ** 2, scale(-1, slope));
  return {
    E: [constant(0, order), Eb, Eb, Ea, Ea, E2, E2, E2, E2],
    weight: { b: { L: onL, R: onR }, a: { L: onR, R: onL } },
  };
}

/** W_r of one lead by the golden rule, columns summing to zero. */
export function leadKernel(lead: DoubleDotLead, side: Side, { E, weight }: Levels): Kernel {
  const W = emptyKernel(E.length, E[0]!.length - 1);
  const other: Side = side === "L" ? "R" : "L";
  for (const orbital of ORBITALS) {
    const El = E[single(orbital, "up")]!;
    const E2 = E[double("up", "up")]!;

    // 0 <-> l,s: Gamma_r,s |l on r|^2 f_r(E_l), back with 1 - f
    const own = weight[orbital][side];
    const fill = multiply(own, fermi(lead, El));
    const drain = multiply(own, fermi(lead, El, true));

    // l,s <-> both dots filled: the new electron s' comes through this lead, the old one sits on the other dot
    const across = weight[orbital][other];
    const twice = multiply(across, fermi(lead, subtract(E2, El)));
    const halve = multiply(across, fermi(lead, subtract(E2, El), true));

    for (const spin of SPINS) {
      exchange(W, lead.gamma[spin], fill, drain, 0, single(orbital, spin));
      for (const added of SPINS) {
        const upper = side === "L" ? double(added, spin) : double(spin, added);
        exchange(W, lead.gamma[added], twice, halve, single(orbital, spin), upper);
      }
    }
  }
  return W;
}
