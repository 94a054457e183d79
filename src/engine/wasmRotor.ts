import type { Core, SharedCore } from "./core.js";
import type { Outcome, RevolutionLimits, Rotor } from "./engine.js";

const OUTCOMES: readonly Outcome[] = ["revolved", "turning-back", "ran-away", "out-of-steps"];

/** A step of the rotor spans at most so many points of the torque table. */
const POINTS_PER_STEP = 32;

/**
 * A rotor in the shared instance. Where another has used the instance in between, it is set up again and goes on from
 * where this one stood.
 *
 * @param prepare lays out the instance and fills the torque table
 * @param points angles of the table
 */
export function wasmRotor(shared: SharedCore, prepare: (core: Core) => void, points: number): Rotor {
  const { core } = shared;
  const maximalAngle = (2 * Math.PI * POINTS_PER_STEP) / points;
  let inertia = 1;
  let load = 0;
  let state = { theta: 0, omega: 0, time: 0, steps: 0 };
  let turningPoints: readonly [number, number] = [0, 0];
  // what the instance had counted when this rotor was last placed in it
  let before = { time: 0, steps: 0 };

  const own = (): void => {
    if (shared.owner === rotor) return;
    prepare(core);
    shared.owner = rotor;
    core.place(state.theta, state.omega, inertia, load);
    before = { time: state.time, steps: state.steps };
  };

  const rotor: Rotor = {
    place(theta, omega, inertia_, load_) {
      inertia = inertia_;
      load = load_;
      state = { theta, omega, time: 0, steps: 0 };
      own();
      core.place(theta, omega, inertia, load);
      before = { time: 0, steps: 0 };
      state.theta = Number(core.theta.value);
    },
    revolve({ tolerance, velocityScale, velocityLimit, turns, maximalSteps }: RevolutionLimits): Outcome {
      own();
      const outcome = core.revolve(tolerance, velocityScale, maximalAngle, velocityLimit, turns, maximalSteps);
      state = {
        theta: Number(core.theta.value),
        omega: Number(core.omega.value),
        time: before.time + Number(core.time.value),
        steps: before.steps + Number(core.steps.value),
      };
      turningPoints = [Number(core.turnedBefore.value), Number(core.turnedAt.value)];
      return OUTCOMES[outcome]!;
    },
    torque(theta, omega) {
      own();
      return core.torque(theta, omega);
    },
    get theta() {
      return state.theta;
    },
    get omega() {
      return state.omega;
    },
    get time() {
      return state.time;
    },
    get steps() {
      return state.steps;
    },
    get turningPoints() {
      return turningPoints;
    },
  };
  return rotor;
}
