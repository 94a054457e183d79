import { pause } from "../pause.js";
import type { Field } from "./field.js";
import { langevinStep, type Surroundings } from "./langevin.js";
import type { Ensemble, EnsembleOptions } from "./mechanics.js";
import { passage } from "./passage.js";
import { normalStreams, passageStreams } from "./streams.js";

/** Rotors in the force and the white noise of a field. */
export function referenceEnsemble(field: Field, options: EnsembleOptions): Ensemble {
  field.needOneCoordinate();
  field.needNoise();
  const { count, seed, theta0, omega0, inertia, externalTorque, step, lower, upper, watched = false } = options;
  const at = (theta: number): Surroundings => ({ f: field.coefficients([theta])[0]!, D: field.noise([theta])[0]![0]! });
  const theta = new Float64Array(count).fill(theta0);
  const omega = new Float64Array(count).fill(omega0);
  const exit = new Float64Array(count).fill(NaN);
  const random = new Float64Array(watched ? 2 : 1); // of a step
  let time = 0;
  const streams = (watched ? passageStreams : normalStreams)(seed, count);
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
      // step by step, so that a caller who stops between two finds all rotors at one time
      for (let n = 1; n <= steps; n++) {
        streams.forEach((fill, i) => {
          if (!Number.isNaN(exit[i])) return;
          fill(random);
          const from = omega[i]!;
          const next = langevinStep(at, inertia, externalTorque, { theta: theta[i]!, omega: from }, h, random[0]!);
          theta[i] = next.theta;
          omega[i] = next.omega;
          const inside = next.omega >= lower && next.omega <= upper;
          const through =
            watched && Number.isFinite(next.omega)
              ? passage({ from, to: next.omega, variance: next.variance }, lower, upper, random[1]!)
              : undefined;
          if (through && inside) omega[i] = through.bound;
          if (through || !inside) exit[i] = time + (through?.share ?? 1) * h;
        });
        time = n === steps ? until : time + h;
        pause();
      }
    },
  };
}
