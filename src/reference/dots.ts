// Any device of dots: every eigenstate a vector over the occupation patterns, every rate from its matrix element (the
// golden rule below Eq. 48), state by state.

import { eigenpairs, waveSeries } from "../spectrum/expansion.js";
import { sign } from "../spectrum/fock.js";
import { lump, stateNetwork } from "../spectrum/network.js";
import type { Spectrum } from "../spectrum/spectrum.js";
import { fermi } from "./fermi.js";
import { emptyKernel, exchange, type Kernel } from "./kernel.js";
import type { Classes } from "./occupations.js";
import { add, multiply, scale, subtract, type Taylor } from "./taylor.js";

/** A state's energy and its components over the occupation patterns. */
interface Eigenstate {
  E: Taylor;
  components: Map<number, Taylor>;
}

/** @returns E[i] and W[r], as series about theta */
export function dotsSystem(spectrum: Spectrum, theta: number, order: number): { E: Taylor[]; W: Kernel[] } {
  const { device, space, states } = spectrum;
  const eigenstates = expand(spectrum, theta, order);
  const W = device.leads.map(() => emptyKernel(states.length, order));
  space.modes.forEach(({ orbital, spin }, mode) => {
    const touching = device.leads.flatMap((lead, r) => (lead.gamma[orbital]![spin] > 0 ? [{ lead, r }] : []));
    if (touching.length === 0) return;
    eigenstates.forEach((lower, i) => {
      const added = create(spectrum, mode, lower);
      if (added.size === 0) return;
      eigenstates.forEach((upper, j) => {
        if (states[j]!.charge !== states[i]!.charge + 1) return;
        const amplitude = overlap(upper, added, order);
        if (!amplitude) return;
        const weight = multiply(amplitude, amplitude);
        const gap = subtract(upper.E, lower.E);
        for (const { lead, r } of touching) {
          const into = multiply(weight, fermi(lead, gap));
          const back = multiply(weight, fermi(lead, gap, true));
          exchange(W[r]!, lead.gamma[orbital]![spin], into, back, i, j);
        }
      });
    });
  });
  return { E: eigenstates.map(({ E }) => E), W };
}

/** States that lumping finds equally probable. */
export function dotsClasses(spectrum: Spectrum): Classes {
  const { nodeOf, size } = lump(stateNetwork(spectrum));
  return size.map((_, node) => nodeOf.flatMap((of, state) => (of === node ? [state] : [])));
}

function expand({ kinds, blocks, states, hamiltonian, space }: Spectrum, theta: number, order: number): Eigenstate[] {
  const waves = waveSeries(hamiltonian.waves, theta, order);
  const pairs = kinds.map((kind) => eigenpairs(kind, waves, order));
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

/** d+_mode applied to a state. */
function create({ space }: Spectrum, mode: number, { components }: Eigenstate): Map<number, Taylor> {
  const added = new Map<number, Taylor>();
  for (const [pattern, c] of components) {
    const to = pattern | (1 << mode);
    if (to !== pattern && space.position.has(to)) added.set(to, scale(sign(pattern, mode), c));
  }
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
