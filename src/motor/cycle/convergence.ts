import type { Electrons } from "../../electrons/electrons.js";
import { refuse } from "../../errors.js";
import { cycleIntegrals } from "./coefficients.js";
import { type PeriodicState, periodicStates } from "./periodic.js";
import { evaluate } from "../../numerics/polynomial.js";
import { type Followed, followed } from "../../progress.js";

/** How far one order of the series can be trusted. */
export interface OrderError {
  /** highest power of the velocity kept */
  order: number;
  /** highest velocity, forwards, up to which the torque's error stays below `threshold`; null where it nowhere does */
  forwards: number | null;
  /** the same backwards; negative */
  backwards: number | null;
}

/** The truncated series of the torque and the currents beside the periodic state they expand. */
export interface Convergence {
  /** Omega_max of Eq. 68, in units of which the velocities are taken */
  maximalVelocity: number;
  /** the error that counts as good */
  threshold: number;
  /** orders 1 to the highest asked for. Where a limit equals the largest velocity, it may lie beyond. */
  orders: OrderError[];
  /** ascending */
  velocities: {
    omega: number;
    /** omega / Omega_max */
    ratio: number;
    /** C_F(omega), without an expansion */
    F: number;
    /**
     * order by order from 0: the error of the series of C_F, relative to the largest change of C_F since zero velocity,
     * so that order 0, which has no change, is off by about 1
     */
    torque: number[];
    /** the same for the currents, the worst of all leads' charge and heat, each relative to its own change */
    currents: number[];
  }[];
}

export interface ConvergenceOptions {
  /** highest order, 1 to 6 */
  order: number;
  /** largest velocity, in Omega_max */
  reach: number;
  /** error that counts as good */
  threshold: number;
  /** of the integrals behind it, relative to their scale */
  tolerance: number;
}

/** Velocities in each direction, evenly spaced in the logarithm over so many decades. */
const VELOCITIES = 33;
const DECADES = 4;

/** Steps of the search for a limit between two velocities, in the logarithm. */
const SEARCH = 20;

/**
 * Measures the series in the velocity (Eq. 59) against the periodic state.
 *
 * @throws Untrustworthy where coefficients or periodic states do not reach the tolerance
 */
export function convergence(electrons: Electrons, options: ConvergenceOptions & Followed): Convergence {
  const limit = electrons.scales.maximalVelocity;
  if (!Number.isFinite(limit)) refuse("path", "a point", "one that moves the energies");
  return followed(options, (done) => measure(electrons, options, limit, done));
}

function measure(
  electrons: Electrons,
  { order, reach, threshold, tolerance }: ConvergenceOptions,
  limit: number,
  done: (fraction: number) => void,
): Convergence {
  const series = seriesOf(electrons, order, tolerance);
  const ratios = Array.from({ length: VELOCITIES }, (_, i) => reach * 10 ** (DECADES * (i / (VELOCITIES - 1) - 1)));
  const most = 2 * (VELOCITIES + order * SEARCH);
  let solved = 0;
  const solve = (omegas: number[]): PeriodicState[] => {
    const states = periodicStates(electrons, omegas, tolerance);
    done((solved += omegas.length) / most);
    return states;
  };

  const directions = [-1, 1].map((sign) => {
    const states = solve(ratios.map((ratio) => sign * ratio * limit));
    /** per quantity: the largest change up to each velocity */
    const changes = series.map(({ pick, coefficients }) => {
      let largest = 0;
      return states.map((state) => (largest = Math.max(largest, Math.abs(pick(state) - coefficients[0]!))));
    });
    const errorOf = (q: number, k: number, state: PeriodicState, change: number): number => {
      const { pick, coefficients } = series[q]!;
      const off = Math.abs(evaluate(coefficients.slice(0, k + 1), state.omega) - pick(state));
      return change > 0 ? off / change : 0;
    };
    const rows = states.map((state, i) => {
      const worst = (quantities: number[]): number[] =>
        Array.from({ length: order + 1 }, (_, k) =>
          Math.max(...quantities.map((q) => errorOf(q, k, state, changes[q]![i]!))),
        );
      return {
        omega: state.omega,
        ratio: state.omega / limit,
        F: state.F,
        torque: worst([0]),
        currents: worst(series.map((_, q) => q).slice(1)),
      };
    });
    const limits = Array.from({ length: order }, (_, j) => {
      const k = j + 1;
      const bad = rows.findIndex(({ torque }) => !(torque[k]! <= threshold));
      if (bad < 0) return rows.at(-1)!.omega;
      if (bad === 0) return null;
      let [low, high] = [Math.log(ratios[bad - 1]!), Math.log(ratios[bad]!)];
      for (let step = 0; step < SEARCH; step++) {
        const middle = (low + high) / 2;
        const [state] = solve([sign * Math.exp(middle) * limit]);
        const change = Math.max(changes[0]![bad - 1]!, Math.abs(state!.F - series[0]!.coefficients[0]!));
        if (errorOf(0, k, state!, change) <= threshold) low = middle;
        else high = middle;
      }
      return sign * Math.exp(low) * limit;
    });
    return { rows, limits };
  });
  const [backwards, forwards] = directions as [(typeof directions)[0], (typeof directions)[0]];
  return {
    maximalVelocity: limit,
    threshold,
    orders: forwards.limits.map((omega, j) => ({ order: j + 1, forwards: omega, backwards: backwards.limits[j]! })),
    velocities: [...backwards.rows.reverse(), ...forwards.rows],
  };
}

interface Series {
  coefficients: number[];
  pick: (state: PeriodicState) => number;
}

/** The torque first, then every current. */
function seriesOf(electrons: Electrons, order: number, tolerance: number): Series[] {
  const { F, leads } = cycleIntegrals(electrons, order, tolerance);
  return [
    { coefficients: F, pick: (state) => state.F },
    ...Object.entries(leads).flatMap(([name, { I, J }]): Series[] => [
      { coefficients: I, pick: (state) => state.leads[name]!.I },
      { coefficients: J, pick: (state) => state.leads[name]!.J },
    ]),
  ];
}
