import type { Electrons } from "../../electrons/electrons.js";
import { refuse } from "../../device/errors.js";
import type { CycleCoefficients } from "../cycle/coefficients.js";
import { differentiate, evaluate, product, realRoots } from "../../numerics/polynomial.js";
import { expansionLimit, steadyState } from "../steady/steady.js";

/** What drives the device. */
export type Drive = "voltage" | "temperature" | "voltage-and-temperature" | "none";

/**
 * How the device operates at a steady velocity (Sec. VII A 1). A frustrated machine takes work from the load without
 * managing to turn the current against the bias.
 */
export type EfficiencyMode =
  | "electric-motor"
  | "charge-pump"
  | "frustrated-charge-pump"
  | "heat-engine"
  | "refrigerator"
  | "frustrated-refrigerator"
  | "motor"
  | "pump"
  | "idle"
  | "standing"
  | "no-steady-state";

/** One stable steady state at one load, or that there is none; what is null is not defined there. */
export interface EfficiencyRow {
  /** C_ext / C_F(0) */
  loadRatio: number;
  /** stable steady velocity, in k_B T_0 / hbar; null where there is none */
  omega: number | null;
  mode: EfficiencyMode;
  /** useful output over input, zero where nothing useful comes out; null where it is not defined */
  efficiency: number | null;
  /** what the second law lets the efficiency be at most; null where there is no efficiency */
  bound: number | null;
  /** which efficiency it bounds, in words: what comes out over what goes in */
  boundOf: string | null;
  /**
   * the bound of the four machines of Eq. 72 to 77: 1 where a voltage alone drives, Carnot's 1 - T_cold / T_hot for an
   * engine, Carnot's coefficient of performance T_cold / (T_hot - T_cold) for a refrigerator. Null for any other, such as
   * leads of three temperatures, whose efficiency has its bound in `bound` alone
   */
  carnot: number | null;
  /** Q_I,r per cycle, by lead, positive into the lead, in units of e */
  chargePerCycle: Record<string, number> | null;
  /** Q_J,r per cycle, by lead, positive into the lead, in k_B T_0 */
  heatPerCycle: Record<string, number> | null;
  /** W_ext, work delivered to the load per cycle, negative where the load drives; in k_B T_0 */
  work: number | null;
  /** sum_r Q_J,r / T_r per cycle, the entropy that the reservoirs gain: not negative by the second law (Eq. 32) */
  entropy: number | null;
  /**
   * whether the velocity is valid as in a steady state, the efficiency within its bound, and no entropy destroyed; null
   * where no velocity is steady
   */
  valid: boolean | null;
  /** error of the cycle coefficients behind the row, relative to the scale of each order; as in a steady state */
  error: number;
}

/** What differs between the leads: chemical potentials, temperatures, both or nothing. */
export function driveOf({ leads }: Pick<Electrons, "leads">): Drive {
  const differs = (values: number[]): boolean => values.some((value) => value !== values[0]);
  const voltage = differs(leads.map(({ mu }) => mu));
  const temperature = differs(leads.map(({ T }) => T));
  if (voltage) return temperature ? "voltage-and-temperature" : "voltage";
  return temperature ? "temperature" : "none";
}

/** Flux per cycle to the order consistent with a torque of order n: Q = s sum_(k<=n+1) C(k) omega^(k-1) (Sec. VI). */
function perCycle(C: readonly number[], omega: number, order: number): number {
  return (Math.sign(omega) * evaluate(C.slice(0, order + 2), omega)) / omega;
}

/**
 * The device at one load, a row for every stable steady velocity, ascending (Eq. 62 to 64, 72 to 77).
 *
 * @param coefficients to order + 1 at least: energy conservation order by order wants the currents one order beyond
 *   the torque
 */
export function efficiencyRows(
  electrons: Electrons,
  coefficients: CycleCoefficients,
  order: number,
  loadRatio: number,
): EfficiencyRow[] {
  if (coefficients.order < order + 1) refuse("coefficients", coefficients.order, `order ${order + 1} or higher`);
  const { error } = coefficients;
  const { velocities } = steadyState(electrons, coefficients, order, { loadRatio });
  const rows = velocities
    .filter(({ stable }) => stable)
    .map((velocity) => {
      const each = (pick: "I" | "J"): Record<string, number> =>
        Object.fromEntries(
          Object.entries(coefficients.leads).map(([name, lead]) => [name, perCycle(lead[pick], velocity.omega, order)]),
        );
      return efficiencyRow(electrons, loadRatio, velocity, each("I"), each("J"), error);
    });
  return rows.length > 0 ? rows : [nowhere(loadRatio, error)];
}

/**
 * The row of one steady velocity.
 *
 * @param charge Q_I,r per cycle, by lead; of no concern where the rotor stands
 * @param heat Q_J,r per cycle, by lead
 */
export function efficiencyRow(
  electrons: Electrons,
  loadRatio: number,
  { omega, work, valid }: { omega: number; work: number; valid: boolean },
  charge: Record<string, number>,
  heat: Record<string, number>,
  error: number,
): EfficiencyRow {
  if (omega === 0) return { ...nowhere(loadRatio, error), omega, mode: "standing", work: 0, valid };
  const row = {
    loadRatio,
    omega,
    ...operation(electrons, charge, heat, work),
    chargePerCycle: charge,
    heatPerCycle: heat,
    work,
    entropy: electrons.leads.reduce((sum, { name, T }) => sum + heat[name]! / T, 0),
    error,
  };
  return { ...row, valid: valid && isLawful(electrons, row) };
}

/** Whether a row keeps the second law: a truncated series may break it, and is then no longer an answer. */
export function isLawful(
  electrons: Electrons,
  { efficiency, bound, entropy, heatPerCycle }: Omit<EfficiencyRow, "valid">,
): boolean {
  if (entropy === null || heatPerCycle === null) return true;
  const bounded = efficiency === null || bound === null || (efficiency >= 0 && efficiency <= bound * (1 + 1e-9));
  const turnover = electrons.leads.reduce((sum, { name, T }) => sum + Math.abs(heatPerCycle[name]! / T), 0);
  return bounded && entropy >= -1e-9 * turnover;
}

/** The row of a load at which no velocity is steady and stable. */
export function nowhere(loadRatio: number, error: number): EfficiencyRow {
  return {
    loadRatio,
    omega: null,
    mode: "no-steady-state",
    efficiency: null,
    ...UNBOUNDED,
    chargePerCycle: null,
    heatPerCycle: null,
    work: null,
    entropy: null,
    valid: null,
    error,
  };
}

/** Q_I . dV (Eq. 32), with mu_0 the mean: by charge conservation it does not matter. */
export function electricalWork(electrons: Electrons, chargePerCycle: Record<string, number>): number {
  const dV = electrons.biases;
  return Object.entries(chargePerCycle).reduce((sum, [name, Q]) => sum + Q * dV[name]!, 0);
}

function operation(
  electrons: Electrons,
  charge: Record<string, number>,
  heat: Record<string, number>,
  work: number,
): Operation {
  if (work === 0) return { mode: "idle", efficiency: 0, ...UNBOUNDED };
  const drive = driveOf(electrons);
  const QIdV = electricalWork(electrons, charge);
  if (drive === "voltage") {
    if (work > 0) return { mode: "electric-motor", efficiency: -work / QIdV, ...paperBound(1, ELECTRIC_MOTOR) };
    if (QIdV > 0) return { mode: "charge-pump", efficiency: -QIdV / work, ...paperBound(1, CHARGE_PUMP) };
    return { mode: "frustrated-charge-pump", efficiency: 0, ...paperBound(1, CHARGE_PUMP) };
  }
  const baths = drive === "temperature" ? twoBaths(electrons) : undefined;
  if (baths) {
    const { hot, cold } = baths;
    const from = ({ names }: Bath): number => names.reduce((sum, name) => sum + heat[name]!, 0);
    if (work > 0) {
      const bound = paperBound(1 - cold.T / hot.T, HEAT_ENGINE);
      return { mode: "heat-engine", efficiency: -work / from(hot), ...bound };
    }
    const bound = paperBound(cold.T / (hot.T - cold.T), REFRIGERATOR);
    const extracted = from(cold);
    if (extracted < 0) return { mode: "refrigerator", efficiency: extracted / work, ...bound };
    return { mode: "frustrated-refrigerator", efficiency: 0, ...bound };
  }
  if (drive === "none") return { mode: "pump", efficiency: null, ...UNBOUNDED };
  // Both biases at once, or three temperatures: with Eq. 21 the work is what charge and heat bring less T_cold times the
  // entropy, which Eq. 32 says is not negative. So what they bring bounds the work, and the other way round.
  const coldest = electrons.scales.lowestTemperature;
  const gain = electrons.leads.reduce((sum, { name, T }) => sum + heat[name]! * (1 - coldest / T), QIdV);
  if (work > 0) return { mode: "motor", efficiency: -work / gain, bound: 1, boundOf: MOTOR, carnot: null };
  return { mode: "pump", efficiency: gain > 0 ? -gain / work : 0, bound: 1, boundOf: PUMP, carnot: null };
}

type Operation = Pick<EfficiencyRow, "mode" | "efficiency" | "bound" | "boundOf" | "carnot">;

const ELECTRIC_MOTOR = "work delivered over electrical work taken (Eq. 72)";
const CHARGE_PUMP = "electrical work gained over work taken (Eq. 74)";
const HEAT_ENGINE = "work delivered over heat taken from the hot leads (Eq. 75)";
const REFRIGERATOR = "heat taken from the cold leads over work taken (Eq. 77)";
const WEIGHTS = "and heat, of which that of a lead at T counts 1 - T_cold / T of itself (Eq. 32)";
const MOTOR = `work delivered over what is taken: charge moved along the bias ${WEIGHTS}`;
const PUMP = `what is gained over work taken: charge moved against the bias ${WEIGHTS}`;

const UNBOUNDED = { bound: null, boundOf: null, carnot: null };

/** Of one of the paper's four machines. */
const paperBound = (bound: number, boundOf: string): Pick<EfficiencyRow, "bound" | "boundOf" | "carnot"> => ({
  bound,
  boundOf,
  carnot: bound,
});

/** The leads of one temperature. */
interface Bath {
  T: number;
  names: string[];
}

/** The hot and the cold bath where the leads have two temperatures. */
function twoBaths({ leads }: Electrons): { hot: Bath; cold: Bath } | undefined {
  const temperatures = [...new Set(leads.map(({ T }) => T))].sort((a, b) => a - b);
  if (temperatures.length !== 2) return undefined;
  const [cold, hot] = temperatures.map((T) => ({
    T,
    names: leads.filter((lead) => lead.T === T).map(({ name }) => name),
  }));
  return { hot: hot!, cold: cold! };
}

/** A load at which the mode changes. */
export interface Transition {
  /** C_ext / C_F(0) */
  loadRatio: number;
  /** steady velocity there, in k_B T_0 / hbar */
  omega: number;
  between: [EfficiencyMode, EfficiencyMode];
  /** as of a steady velocity */
  valid: boolean;
}

/** What the pump side turns against the bias, as coefficients of the flux per unit time in the velocity. */
function reversedFlux(electrons: Electrons, { leads }: CycleCoefficients, order: number): number[] | undefined {
  const drive = driveOf(electrons);
  if (drive === "voltage") {
    const dV = electrons.biases;
    const zero = new Array<number>(order + 2).fill(0);
    return Object.entries(leads).reduce((sum, [name, { I }]) => sum.map((s, k) => s + I[k]! * dV[name]!), zero);
  }
  const baths = drive === "temperature" ? twoBaths(electrons) : undefined;
  return baths && heatOf(baths.cold, leads, order).map((x) => -x);
}

/** Heat into a bath, as coefficients in the velocity. */
function heatOf({ names }: Bath, leads: CycleCoefficients["leads"], order: number): number[] {
  return Array.from({ length: order + 2 }, (_, k) => names.reduce((sum, name) => sum + leads[name]!.J[k]!, 0));
}

/**
 * The edges of the frustrated regions: stable steady states where the current against the bias passes through zero.
 * Exact in the truncated series: a root in the velocity, not a scan of loads.
 */
export function frustrationEdges(electrons: Electrons, coefficients: CycleCoefficients, order: number): Transition[] {
  const flux = reversedFlux(electrons, coefficients, order);
  if (!flux) return [];
  const CF = coefficients.F.slice(0, order + 1);
  const slope = differentiate(CF);
  const names: [EfficiencyMode, EfficiencyMode] =
    driveOf(electrons) === "voltage"
      ? ["frustrated-charge-pump", "charge-pump"]
      : ["frustrated-refrigerator", "refrigerator"];
  return realRoots(flux, rootScale(electrons))
    .filter((omega) => omega !== 0 && evaluate(slope, omega) < 0 && omega * evaluate(CF, omega) < 0)
    .map((omega) => ({
      loadRatio: evaluate(CF, omega) / CF[0]!,
      omega,
      between: names,
      valid: Math.abs(omega) <= expansionLimit(electrons, coefficients),
    }))
    .sort((a, b) => a.loadRatio - b.loadRatio);
}

function rootScale(electrons: Electrons): number {
  const limit = electrons.scales.maximalVelocity;
  return Number.isFinite(limit) ? limit : 1;
}

/** The best the device does as a motor or heat engine, over all loads; null where it never is one. */
export function bestMotor(electrons: Electrons, coefficients: CycleCoefficients, order: number): EfficiencyRow | null {
  const drive = driveOf(electrons);
  const CF = coefficients.F.slice(0, order + 1);
  const baths = drive === "temperature" ? twoBaths(electrons) : undefined;
  const input =
    drive === "voltage"
      ? reversedFlux(electrons, coefficients, order)
      : baths && heatOf(baths.hot, coefficients.leads, order);
  if (!input) return null;
  // eta = -omega C_F(omega) / input(omega) is stationary where (omega C_F)' input = omega C_F input'
  const power = product([0, 1], CF);
  const a = product(differentiate(power), input);
  const b = product(power, differentiate(input));
  const stationary = a.map((x, k) => x - (b[k] ?? 0));
  const rows = realRoots(stationary, rootScale(electrons))
    .filter((omega) => omega * evaluate(CF, omega) > 0)
    .flatMap((omega) => efficiencyRows(electrons, coefficients, order, evaluate(CF, omega) / CF[0]!))
    .filter(({ mode }) => mode === "electric-motor" || mode === "heat-engine");
  return rows.reduce<EfficiencyRow | null>(
    (best, row) => (best && best.efficiency! >= row.efficiency! ? best : row),
    null,
  );
}
