import { langevinStep, type Surroundings } from "../reference/langevin.js";
import { interpolate } from "./periodic.js";
import type { Ensemble, EnsembleOptions } from "./engine.js";
import { normalStreams } from "./streams.js";

/** @param table torque coefficients and noise at uniformly spaced angles */
export function referenceLangevin(table: readonly Surroundings[], options: EnsembleOptions): Ensemble {
  const { count, seed, theta0, omega0, inertia, load, step, lower, upper } = options;
  const at = (theta: number): Surroundings => ({
    f: table[0]!.f.map((_, k) => interpolate((i) => table[i]!.f[k]!, table.length, theta)),
    D: interpolate((i) => table[i]!.D, table.length, theta),
  });
  const theta = new Float64Array(count).fill(theta0);
  const omega = new Float64Array(count).fill(omega0);
  const exit = new Float64Array(count).fill(NaN);
  const normal = new Float64Array(1);
  let time = 0;
  const streams = normalStreams(seed, count);
  return {
    theta,
    omega,
    exit,
    get time() {
      return time;
    },
    advance(until) {
      if (!(until > time)) return;
      const steps = Math.ceil((until - time) / step);
      const h = (until - time) / steps;
      streams.forEach((fill, i) => {
        for (let n = 1; n <= steps && Number.isNaN(exit[i]); n++) {
          fill(normal);
          const next = langevinStep(at, inertia, load, { theta: theta[i]!, omega: omega[i]! }, h, normal[0]!);
          theta[i] = next.theta;
          omega[i] = next.omega;
          if (!(next.omega >= lower && next.omega <= upper)) exit[i] = time + n * h;
        }
      });
      time = until;
    },
  };
}
