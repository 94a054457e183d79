import { pause } from "../pause.js";
import type { GridIntegrals } from "./engine.js";
import { type Fluxes, noFluxes } from "./fluxes.js";

/**
 * Trapezoid sums over the grid theta_i = 2 pi (i + offset) / nodes, angle by angle (Eq. 59, 70).
 *
 * @param names of the leads
 * @param at torque and currents at an angle, to `order`, and what they are sums of
 */
export function integrateByAngle(
  names: readonly string[],
  at: (theta: number) => Fluxes & { turnover: Fluxes },
  order: number,
  nodes: number,
  offset: number,
): GridIntegrals {
  const integrals = noFluxes(names, order);
  const turnover = noFluxes(names, order);
  const largest = new Array<number>(order + 1).fill(0);
  const weight = (2 * Math.PI) / nodes;
  for (let i = 0; i < nodes; i++) {
    const point = at((2 * Math.PI * (i + offset)) / nodes);
    const accumulate = (pick: (fluxes: Fluxes) => number[]): void =>
      pick(point).forEach((x, k) => {
        pick(integrals)[k]! += weight * x;
        pick(turnover)[k]! += weight * pick(point.turnover)[k]!;
        largest[k] = Math.max(largest[k]!, Math.abs(x));
      });
    accumulate(({ F }) => F);
    for (const name of names) {
      accumulate(({ leads }) => leads[name]!.I);
      accumulate(({ leads }) => leads[name]!.J);
    }
    pause();
  }
  return { integrals, largest, turnover };
}
