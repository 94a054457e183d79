import { Untrustworthy } from "../device/errors.js";
import { combine, type Engine, type FrozenPoint } from "../engine/engine.js";
import { checkAngle } from "./angle.js";
import { largestOfOrder, NEGLIGIBLE, SAFETY } from "./coefficients.js";

/** A frozen point and how far it can be trusted. */
export interface AssessedPoint extends FrozenPoint {
  /** largest integrand of each order at this angle and on a grid of 64: what `error` is relative to */
  scale: number[];
  /** what rounding may have done to torque and currents, relative to `scale`, the worst over the orders */
  error: number;
}

/** Beyond this error a point is not given. */
const TOLERABLE = 1e-6;

const SCALE_NODES = 64;

/** Where the neighbours of an angle are, in steps of 16 units in the last place: far enough to round differently. */
const NEIGHBOURS = [-7, -3, 1, 5];

/** The largest integrand of each order on a coarse grid. */
export function frozenScale(engine: Engine, order: number): number[] {
  return engine.integrate(order, SCALE_NODES, 0.25).largest;
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
export function frozenPoint(engine: Engine, theta: number, order: number, grid: readonly number[]): AssessedPoint {
  checkAngle("theta", theta);
  const point = engine.frozen(theta, order);
  const step = 16 * Number.EPSILON * Math.max(1, Math.abs(theta));
  const neighbours = NEIGHBOURS.map((n) => engine.frozen(theta + n * step, order));
  const size = largestOfOrder(combine(Math.abs, point));
  const scale = grid.map((s, k) => Math.max(s, size[k]!));
  const spread = largestOfOrder(
    combine((x, ...others) => Math.max(...others.map((y) => Math.abs(x - y))), point, ...neighbours),
  );
  const errors = spread.map((d, k) => (d > NEGLIGIBLE ? (SAFETY * d) / scale[k]! : 0));
  const finite = [...scale, ...spread].every((x) => Number.isFinite(x));
  const error = finite ? Math.max(...errors) : Infinity;
  if (!(error <= TOLERABLE)) {
    throw new Untrustworthy(
      `theta = ${theta}: rounding takes the digits of order ${finite ? errors.indexOf(error) : order} (error ` +
        `${error.toExponential(1)} of its scale): the electrons relax too slowly here; a lower order may be given`,
    );
  }
  return { ...point, scale, error };
}
