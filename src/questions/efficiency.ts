import type { CycleCoefficients } from "../motor/cycle/coefficients.js";
import { velocityCurve, type VelocityRange } from "../motor/cycle/velocityCurve.js";
import type { Result } from "../motor/result.js";
import { efficiencyRows, type EfficiencyRow } from "../motor/thermodynamics/efficiencyRows.js";
import { exactEfficiencyRows } from "../motor/thermodynamics/exactEfficiency.js";
import { invalidRow } from "../motor/validity.js";
import { type Followed, followed, part } from "../progress.js";
import { finite, listOf, orderOrExact } from "./kinds.js";
import { needStall, seriesOverTheLoad } from "./load.js";
import type { Options, Question } from "./question.js";
import { tolerance, type ToleranceOption, velocityRange } from "./shared.js";

export interface EfficiencyOptions extends VelocityRange, ToleranceOption {
  /** loads as C_ext / C_F(0) */
  loadRatio: readonly number[];
  /**
   * highest power of the velocity in the torque, 1 to 6, the currents going one order further, default 1; or "exact",
   * without an expansion
   */
  order?: number | "exact";
}

export interface AskEfficiency {
  /**
   * Efficiencies (Eq. 72 to 77), a row for every stable steady velocity at every load.
   *
   * @throws InvalidInput where C_F(0) is no larger than its error, so that a ratio means nothing
   */
  (options: EfficiencyOptions & Followed): Result<EfficiencyRow>[];
}

const options = {
  loadRatio: { kind: listOf(finite), value: "ratios", says: "loads in units of C_F(0)", mandatory: true },
  order: {
    kind: orderOrExact(1),
    value: "k",
    says: "highest power of the velocity in the torque, currents one further; or exact: no expansion",
    default: 1,
    needs: ["periodic", "exact"],
  },
  ...velocityRange,
  tolerance,
} satisfies Options;

/** Share of the work without an expansion that is done once C_F is known over the velocity. */
const CURVE = 0.5;

export const efficiency: Question<"efficiency", AskEfficiency, typeof options> = {
  name: "efficiency",
  summary: "efficiency over the load: electric motor, charge pump, heat engine, refrigerator (Eq. 72 to 77)",
  options,
  prints: `\
Prints rows [{loadRatio, omega, mode, efficiency, bound, boundOf, carnot, chargePerCycle, heatPerCycle, work, entropy,
error, valid}], one for every stable velocity; charge and heat by lead, positive into it. A frustrated pump has efficiency
0. bound is the most that the second law allows the efficiency, boundOf says which efficiency that is; carnot is the same
for the machines of Eq. 72 to 77, null for others, such as leads of three temperatures. error is that of the cycle
coefficients, relative to the scale of each order. With --order exact, currents and velocities are those of the periodic
state between --from and --to, error that of its integrals.
A load at which no velocity is both steady and stable has one row of mode no-steady-state, omega and what follows from
it null: the torque to that order has no stable root there (an even order reaches loads on one side only), or, with
--order exact, the whole torque has none between --from and --to. A rotor that stands has mode standing and no efficiency.
valid: |omega| within Omega_max (Eq. 68) and within the slowest relaxation that torque and currents feel (with --order
exact, within (k_B T)^2 / (hbar delta_epsilon)), the efficiency within its bound, no entropy destroyed.`,
  examples: [
    "efficiency fig4a-50 --load-ratio 0:2:41",
    "efficiency fig4b-100 --load-ratio 0.5,1.5",
    "efficiency fig4a-10 --load-ratio 0:2:41 --order exact",
    "efficiency fig4a-10 --load-ratio 3:6:61 --order 2",
  ],
  progress: () => "over the load",
  ask(subject, { loadRatio, order, tolerance = subject.tolerance, ...range }, follower) {
    const { electrons, account } = subject;
    return followed(follower, (done) => {
      const answer = (begun: number, rowsAt: (ratio: number) => EfficiencyRow[], series?: CycleCoefficients) =>
        loadRatio.flatMap((ratio, i) => {
          done(begun + ((1 - begun) * i) / loadRatio.length);
          return rowsAt(ratio).map((row) => account.result(row, invalidRow(electrons, row, series)));
        });
      if (order !== "exact") {
        const series = seriesOverTheLoad(subject, { order, tolerance }, {});
        return answer(0, (ratio) => efficiencyRows(electrons, series, order, ratio), series);
      }
      const stall = subject.coefficients(0, tolerance);
      needStall(stall);
      const curve = velocityCurve(electrons, range, tolerance, part(done, 0, CURVE));
      return answer(CURVE, (ratio) => exactEfficiencyRows(electrons, curve, stall.F[0]!, ratio, tolerance));
    });
  },
};
