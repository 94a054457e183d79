// Whether lowest-order rates decide what the electrons of a junction do.

import { meanRate } from "../device/device.js";
import { Untrustworthy } from "../errors.js";
import { connected } from "../numerics/connected.js";
import { NEGLIGIBLE, Snapshot } from "./snapshot.js";
import type { Spectrum } from "./spectrum.js";
import { superposable } from "./states.js";

/** Angles without relations to anything: rates that move need not vanish at all of them. */
const GENERIC_ANGLES = [0.7390851332151607, 2.2360679774997896, 4.6692016091029907];

/**
 * Refuses a device in which states that coincide at every angle are reached together: which superposition a lead fills is
 * then decided by coherences alone. Refuses one in which no chain of tunnelling events joins some states to the others, as
 * when all channels leave a superposition of orbitals out: which of them are occupied is then not decided at all.
 *
 * @throws Untrustworthy
 */
export function checkRatesDefined(spectrum: Spectrum): void {
  checkJoined(spectrum);
  const coinciding = superposable(spectrum.states).filter(
    ([a, b]) => spectrum.states[a]!.level === spectrum.states[b]!.level,
  );
  if (coinciding.length === 0) return;
  const { nodeOf } = spectrum.lumped;
  const snapshots = GENERIC_ANGLES.map((theta) => new Snapshot(spectrum, theta));
  const gamma = meanRate(spectrum.junction);
  for (const [a, b] of coinciding) {
    if (!snapshots.some((at) => at.drive(a, b, nodeOf) > NEGLIGIBLE * gamma)) continue;
    throw new Untrustworthy(
      `two states with ${spectrum.states[a]!.charge} electrons coincide at every angle and leads reach both: ` +
        "which of them a lead fills is decided by coherences, which lowest-order rates leave out",
    );
  }
}

function checkJoined({ states, exchanges }: Spectrum): void {
  const neighbours = states.map(() => new Set<number>());
  for (const { lower, upper } of exchanges) {
    neighbours[lower]!.add(upper);
    neighbours[upper]!.add(lower);
  }
  const [joined] = connected(states.length, (i, j) => neighbours[i]!.has(j));
  const apart = states.find((_, i) => !joined!.includes(i));
  if (!apart) return;
  throw new Untrustworthy(
    `tunnelling joins no state without electrons to some with ${apart.charge}: the channels of the leads leave a ` +
      "superposition of orbitals out, whose occupation is then undecided",
  );
}
