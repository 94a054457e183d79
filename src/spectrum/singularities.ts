// Where rates cease to be analytic in the angle: Fermi functions have poles where a transition energy x(theta) is
// mu_r +- i pi T_r, levels that avoid each other have branch points. Integrands and periodic states are as smooth, near a
// real angle, as the nearest of these is far, whatever the length of the path.

import type { Device } from "../device/device.js";
import type { Lead } from "../device/lead.js";
import type { DoubleDotRotor } from "../device/doubleDot.js";
import type { Dots } from "../device/dots.js";
import { bend } from "../device/harmonics.js";
import { pause } from "../pause.js";
import type { Network } from "./network.js";
import { spectrumOf } from "./spectrumOf.js";

/**
 * About the least |h| where x(theta + h) reaches a complex number at the distance g of x(theta): the root of
 * g = |x'| |h| + bend |h|^2 / 2.
 *
 * @param bend of x'' what the path itself does; what levels that avoid each other add is left to their branch point
 */
function reach(g: number, slope: number, bend: number): number {
  const size = Math.abs(slope);
  return (2 * g) / (size + Math.sqrt(size * size + 2 * bend * g));
}

/** The nearest pole of the leads' Fermi functions at an energy that an electron may bring or take. */
function nearestPole(leads: readonly Lead[], x: number, slope: number, bend: number): number {
  let nearest = Infinity;
  for (const { mu, T } of leads) {
    const pole = Math.PI * T;
    nearest = Math.min(nearest, reach(Math.sqrt((x - mu) * (x - mu) + pole * pole), slope, bend));
  }
  return nearest;
}

/**
 * About how far from a real angle the nearest pole or branch point of the rates of a device is, as a function of the
 * angle, in radians.
 */
export function singularitiesOf(device: Device): (theta: number) => number {
  return device.model === "dots" ? ofDots(device) : ofDoubleDot(device);
}

/** Transitions move one electron: b, a, and the same with the other dot occupied, U higher (Eq. 56 to 58). */
function ofDoubleDot({ epsilonBar, orbitRadius, tc, U, leads }: DoubleDotRotor): (theta: number) => number {
  return (theta) => {
    const [c, s] = [orbitRadius * Math.cos(theta), orbitRadius * Math.sin(theta)];
    const detuning = epsilonBar.L - epsilonBar.R + c - s;
    const turning = -s - c;
    const gap = Math.sqrt(detuning * detuning + tc * tc);
    // detuning = +- i tc is the branch point of both levels
    let nearest = reach(gap, turning, 2 * orbitRadius);
    const mean = epsilonBar.L + epsilonBar.R + c + s;
    for (const side of [-1, 1]) {
      const E = 0.5 * (mean + side * gap);
      const slope = 0.5 * (c - s + (side * turning * detuning) / gap);
      nearest = Math.min(
        nearest,
        nearestPole(leads, E, slope, orbitRadius),
        nearestPole(leads, E + U, slope, orbitRadius),
      );
    }
    return nearest;
  };
}

function ofDots(device: Dots): (theta: number) => number {
  const { orbitals, hopping, leads } = device;
  const most = Math.max(
    ...orbitals.map(({ energy, zeeman }) => bend(energy) + bend(zeeman) / 2),
    ...hopping.map(({ amplitude }) => 2 * bend(amplitude)),
  );
  const spectrum = spectrumOf(device);
  const transitions = transitionsOf(spectrum.lumped).map(({ used, ...levels }) => ({
    ...levels,
    leads: leads.filter((_, r) => used.has(r)),
  }));
  return (theta) => {
    pause();
    let nearest = Infinity;
    const levels: { E: number; slope: number }[] = [];
    for (const { energies, size } of spectrum.eigenpairs(theta, 2)) {
      for (let n = 0; n < size; n++) {
        const [E, slope, half] = [energies[3 * n]!, energies[3 * n + 1]!, energies[3 * n + 2]!];
        levels.push({ E, slope });
        if (n === 0) continue;
        const gap = E - energies[3 * n - 3]!;
        const change = slope - energies[3 * n - 2]!;
        // where levels that pass each other at a speed v avoid each other, gap^2 = v^2 h^2 + least^2: half of its second
        // derivative is v^2
        const speed = change * change + 2 * gap * (half - energies[3 * n - 1]!);
        nearest = Math.min(nearest, reach(gap, Math.sqrt(Math.max(change * change, speed)), 2 * most));
      }
    }
    for (const { lower, upper, leads } of transitions) {
      const [from, to] = [levels[lower]!, levels[upper]!];
      nearest = Math.min(nearest, nearestPole(leads, to.E - from.E, to.slope - from.slope, most));
    }
    return nearest;
  };
}

/** The levels between which leads move an electron, and the leads that do. */
function transitionsOf({ levelOf, links }: Network): { lower: number; upper: number; used: Set<number> }[] {
  const found = new Map<string, { lower: number; upper: number; used: Set<number> }>();
  for (const { lower, upper, lead } of links) {
    const levels = { lower: levelOf[lower]!, upper: levelOf[upper]! };
    const key = `${levels.lower} ${levels.upper}`;
    const known = found.get(key);
    if (known) known.used.add(lead);
    else found.set(key, { ...levels, used: new Set([lead]) });
  }
  return [...found.values()];
}
