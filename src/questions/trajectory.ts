import type { Trajectory } from "../motor/motion/follow.js";
import {
  type FullTrajectory,
  trajectory as follow,
  type TrajectoryOptions as Motion,
} from "../motor/motion/trajectory.js";
import type { Result } from "../motor/result.js";
import { motionTooFast } from "../motor/validity.js";
import type { Followed } from "../progress.js";
import { flag } from "./kinds.js";
import { LOAD, loadOptions } from "./load.js";
import { inertia, motion, motionOf, type MotionOptions, revolutions, start } from "./motion.js";
import type { Options, Question } from "./question.js";
import { torqueOrder } from "./shared.js";

export type TrajectoryOptions = MotionOptions<Omit<Motion, "order">, typeof options> & {
  /** highest power of the velocity in the torque, 0 to 6; default 3; not beside `full` */
  order?: number;
  /** integrates the occupations with the rotor (Eq. 9 with Eq. 48) instead of expanding them; default false */
  full?: boolean;
};

export interface AskTrajectory {
  /** The rotor's motion (Eq. 9) together with the electrons (Eq. 48). */
  (options: TrajectoryOptions & { full: true } & Followed): Result<FullTrajectory>;
  /** The rotor's motion (Eq. 9), with the torque as a series or, where `full` is set, together with the electrons. */
  (options: TrajectoryOptions & Followed): Result<Trajectory | FullTrajectory>;
}

const options = {
  inertia: { ...inertia, mandatory: true },
  ...loadOptions,
  ...start,
  cycles: { ...revolutions, says: "revolutions at most", default: 1000 },
  order: { ...torqueOrder(0), default: 3 },
  full: {
    kind: flag,
    says: "the occupations integrated with the rotor (Eq. 48), no expansion",
    excludes: "order",
    needs: ["together"],
    default: false,
  },
  ...motion,
} satisfies Options;

export const trajectory: Question<"trajectory", AskTrajectory, typeof options> = {
  name: "trajectory",
  summary: "the rotor's motion from given initial conditions (Eq. 9): its mean velocity cycle by cycle",
  options,
  exactlyOne: [LOAD],
  prints: `\
Prints {cycles, omegaMean, time, variation, outcome, settledAt, trappedBetween, velocityRatio, order, steps, end}: lists
with an entry a revolution, then what became of the rotor. outcome:
  settled         the mean velocity has stopped changing, settledAt is its limit; the run ends there
  trapped         the rotor does not get around: it swings between the angles trappedBetween, or stands; settledAt is 0
  still-changing  --cycles are over before either, or a swing that does not get around still grows; settledAt is null
  ran-away        the speed has passed 20 Omega_max (Eq. 68), or 20 times --omega0 where that is more
With --full also chargePerCycle and heatPerCycle, by lead. A preset brings the load of its figure.`,
  examples: [
    "trajectory fig2c --inertia 1e6 --omega0 0.01 --cycles 10000",
    "trajectory fig2c --inertia 1e5 --omega0 0.01",
    "trajectory device.json --inertia 1e6 --load 5.8 --omega0 0.002 --cycles 5000",
    "trajectory fig2c --full --inertia 4e4 --omega0 0.012 --friction 0.1 --cycles 2000",
  ],
  progress: () => "revolution by revolution",
  ask(subject, { order, full, ...given }, follower) {
    const { electrons, account } = subject;
    const asked = { ...motionOf(subject, given), order: full ? null : order };
    const found = follow(electrons, { ...asked, ...follower });
    return account.result(found, motionTooFast(electrons, found));
  },
};
