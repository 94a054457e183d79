// Any device of dots: every eigenstate a vector over the occupation patterns, every rate from its matrix element (the
// golden rule below Eq. 48), state by state.

import { type Spin, spinsOf } from "../device/contacts.js";
import type { Dots } from "../device/dots.js";
import { expandAt, isZero } from "../device/harmonics.js";
import { sign } from "../spectrum/fock.js";
import type { Spectrum } from "../spectrum/spectrum.js";
import { fermi } from "./fermi.js";
import { emptyKernel, exchange, type Kernel } from "./kernel.js";
import type { Classes } from "./occupations.js";
import { add, constant, multiply, scale, subtract, type Taylor } from "../numerics/taylor.js";

/** A state's energy and its components over the occupation patterns. */
interface Eigenstate {
  E: Taylor;
  components: Map<number, Taylor>;
}

/** A way for electrons of one spin: the operator sum_l t_l d+_l,s, and the leads that use it with their rates. */
interface Way {
  spin: Spin;
  /** t_l by orbital; undefined where the orbital is not touched */
  t: (Taylor | undefined)[];
  leads: { r: number; rate: Taylor }[];
}

/**
 * Rates of `gamma` add up orbital by orbital, each orbital a way; amplitudes of a channel add up (Eq. 5), each channel one.
 */
function waysOf(device: Dots, theta: number, order: number): Way[] {
  const ways: Way[] = [];
  const one = constant(1, order);
  for (const spin of spinsOf(device)) {
    device.orbitals.forEach((_, l) => {
      const leads = device.leads.flatMap(({ gamma }, r) =>
        gamma && !isZero(gamma[l]![spin]) ? [{ r, rate: expandAt(gamma[l]![spin], theta, order) }] : [],
      );
      if (leads.length > 0) ways.push({ spin, t: device.orbitals.map((_, k) => (k === l ? one : undefined)), leads });
    });
    device.leads.forEach(({ channels = [] }, r) => {
      for (const channel of channels) {
        const t = channel.map(({ [spin]: t }) => (isZero(t) ? undefined : expandAt(t, theta, order)));
        if (t.some(Boolean)) ways.push({ spin, t, leads: [{ r, rate: one }] });
      }
    });
  }
  return ways;
}

/** @returns E[i] and W[r], as series about theta */
export function dotsSystem(
  device: Dots,
  spectrum: Spectrum,
  theta: number,
  order: number,
): { E: Taylor[]; W: Kernel[] } {
  const { states } = spectrum;
  const eigenstates = expand(spectrum, theta, order);
  const W = device.leads.map(() => emptyKernel(states.length, order));
  for (const way of waysOf(device, theta, order)) {
    eigenstates.forEach((lower, i) => {
      const added = create(spectrum, way, lower);
      if (added.size === 0) return;
      eigenstates.forEach((upper, j) => {
        if (states[j]!.charge !== states[i]!.charge + 1) return;
        const amplitude = overlap(upper, added, order);
        if (!amplitude) return;
        const weight = multiply(amplitude, amplitude);
        const gap = subtract(upper.E, lower.E);
        for (const { r, rate } of way.leads) {
          const lead = device.leads[r]!;
          const strength = multiply(rate, weight);
          exchange(W[r]!, 1, multiply(strength, fermi(lead, gap)), multiply(strength, fermi(lead, gap, true)), i, j);
        }
      });
    });
  }
  return { E: eigenstates.map(({ E }) => E), W };
}

/** States that lumping finds equally probable. */
export function dotsClasses({ lumped: { nodeOf, size } }: Spectrum): Classes {
  return size.map((_, node) => nodeOf.flatMap((of, state) => (of === node ? [state] : [])));
}

function expand(spectrum: Spectrum, theta: number, order: number): Eigenstate[] {
  const { blocks, states, space } = spectrum;
  const pairs = spectrum.eigenpairs(theta, order);
  const series = (at: (k: number) => number): Taylor => Array.from({ length: order + 1 }, (_, k) => at(k));
  return states.map(({ block, n }) => {
    const { kind, basis } = blocks[block]!;
    const { energies, vectors } = pairs[kind]!;
    const size = basis.length;
    const components = new Map<number, Taylor>();
    basis.forEach((vector, b) => {
      const share = series((k) => vectors[k]![b * size + n]!);
      vector.forEach((x, s) => {
        if (x === 0) return;
        const pattern = space.patterns[s]!;
        const known = components.get(pattern);
        components.set(pattern, known ? add(known, scale(x, share)) : scale(x, share));
      });
    });
    return { E: series((k) => energies[n * (order + 1) + k]!), components };
  });
}

/** sum_l t_l d+_l,s applied to a state. */
function create({ space }: Spectrum, { spin, t }: Way, { components }: Eigenstate): Map<number, Taylor> {
  const added = new Map<number, Taylor>();
  space.modes.forEach((mode, m) => {
    const amplitude = mode.spin === spin ? t[mode.orbital] : undefined;
    if (!amplitude) return;
    for (const [pattern, c] of components) {
      const to = pattern | (1 << m);
      if (to === pattern || !space.position.has(to)) continue;
      const image = scale(sign(pattern, m), multiply(amplitude, c));
      const known = added.get(to);
      added.set(to, known ? add(known, image) : image);
    }
  });
  return added;
}

/** Amplitudes below this are zero by symmetry, up to rounding: they would open ways that do not exist. */
const ZERO = 1e-12;

function overlap({ components }: Eigenstate, other: ReadonlyMap<number, Taylor>, order: number): Taylor | undefined {
  let sum: Taylor = new Array<number>(order + 1).fill(0);
  for (const [pattern, c] of components) {
    const d = other.get(pattern);
    if (d) sum = add(sum, multiply(c, d));
  }
  return sum.some((x) => Math.abs(x) > ZERO) ? sum : undefined;
}
