import type { Electrons } from "../../electrons/electrons.js";
import { Untrustworthy } from "../../errors.js";
import type { FrozenPoint } from "../../electrons/engine.js";
import { combine, type Fluxes } from "../../electrons/fluxes.js";
import { AT_REST, largestOfOrder, ownErrors, roundingFloor, SAFETY, SMALLEST } from "./accuracy.js";

/** A frozen point and how far it can be trusted. */
export interface AssessedPoint extends Omit<FrozenPoint, "turnover"> {
  /**
   * largest integrand of each order at this angle and on a grid of 64, at this angle alone where the grid leaves the range
   * of double precision: what `error` is relative to
   */
  scale: number[];
  /**
   * ten times the largest difference to a neighbour, and at least what is lost of energies over temperatures, relative to
   * the scale of its order; of an order that is zero but for rounding, relative to what its sums are made of
   */
  error: number;
  /** what rounding may have done to torque and currents, each in its own units, shaped like F and leads */
  errors: Fluxes;
}

/** Beyond this error a point is not given. */
const TOLERABLE = 1e-6;

const SCALE_NODES = 64;

/** Where the neighbours of an angle are, in steps of 16 units in the last place: far enough to round differently. */
const NEIGHBOURS = [-7, -3, 1, 5];

/** The largest integrand of each order on a coarse grid. */
export function frozenScale(electrons: Electrons, order: number): number[] {
  return electrons.integrate(order, SCALE_NODES, 0.25).largest;
}

/**
 * Energies, occupations and integrands at an angle, order by order (Eq. 49 to 53).
 *
 * The angle is computed together with neighbours some units in the last place away: the true values hardly differ there,
 * so what does differ is rounding, as amplified by the device.
 *
 * @param grid of frozenScale
 * @throws Untrustworthy where rounding has taken the digits: almost decomposable kernels at high order
 */
export function frozenPoint(
  electrons: Electrons,
  theta: number,
  order: number,
  grid: readonly number[],
): AssessedPoint {
  const { turnover, ...point } = electrons.frozen(theta, order);
  const step = 16 * Number.EPSILON * Math.max(1, Math.abs(theta));
  const neighbours = NEIGHBOURS.map((n) => electrons.frozen(theta + n * step, order));
  const size = largestOfOrder(combine(Math.abs, point));
  // deep in blockade the grid may leave the range of doubles where the point does not
  const scale = grid.map((s, k) => (Number.isFinite(s) ? Math.max(s, size[k]!) : size[k]!));
  const spread = combine((x, ...others) => Math.max(...others.map((y) => Math.abs(x - y))), point, ...neighbours);
  const floor = roundingFloor(electrons, point.energies);
  const errors = ownErrors(spread, turnover, floor);
  const sizes = largestOfOrder(turnover);
  const ratios = largestOfOrder(spread).map((d, k) => {
    const unit = scale[k]! > AT_REST * floor * sizes[k]! ? scale[k]! : sizes[k]!;
    return unit <= SMALLEST ? floor : Math.max(floor, (SAFETY * d) / unit);
  });
  const finite = [...scale, ...ratios].every((x) => Number.isFinite(x));
  const error = finite ? Math.max(...ratios) : Infinity;
  if (!(error <= TOLERABLE)) {
    throw new Untrustworthy(
      `theta = ${theta}: rounding takes the digits of order ${finite ? ratios.indexOf(error) : order} (error ` +
        `${error.toExponential(1)} of its scale): the electrons relax too slowly here; a lower order may be given`,
    );
  }
  return { ...point, scale, error, errors };
}
