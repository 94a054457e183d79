// How a machine operates at a steady velocity, by what drives it (Sec. VII A 1), and how efficiently (Eq. 72 to 77).

import type { Electrons } from "../../electrons/electrons.js";

/** What drives the device. */
type Drive = "voltage" | "temperature" | "voltage-and-temperature" | "none";

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

/** A mode of operation and its efficiency. */
export interface Operation {
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
}

/** What differs between the leads: chemical potentials, temperatures, both or nothing. */
export function driveOf({ leads }: Pick<Electrons, "leads">): Drive {
  const differs = (values: number[]): boolean => values.some((value) => value !== values[0]);
  const voltage = differs(leads.map(({ mu }) => mu));
  const temperature = differs(leads.map(({ T }) => T));
  if (voltage) return temperature ? "voltage-and-temperature" : "voltage";
  return temperature ? "temperature" : "none";
}

/** Q_I . dV (Eq. 32), with mu_0 the mean: by charge conservation it does not matter. */
export function electricalWork(electrons: Electrons, chargePerCycle: Record<string, number>): number {
  const dV = electrons.biases;
  return Object.entries(chargePerCycle).reduce((sum, [name, Q]) => sum + Q * dV[name]!, 0);
}

/**
 * @param charge Q_I,r per cycle, by lead
 * @param heat Q_J,r per cycle, by lead
 * @param work W_ext, delivered to the load per cycle
 */
export function operation(
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

const ELECTRIC_MOTOR = "work delivered over electrical work taken (Eq. 72)";
const CHARGE_PUMP = "electrical work gained over work taken (Eq. 74)";
const HEAT_ENGINE = "work delivered over heat taken from the hot leads (Eq. 75)";
const REFRIGERATOR = "heat taken from the cold leads over work taken (Eq. 77)";
const WEIGHTS = "and heat, of which that of a lead at T counts 1 - T_cold / T of itself (Eq. 32)";
const MOTOR = `work delivered over what is taken: charge moved along the bias ${WEIGHTS}`;
const PUMP = `what is gained over work taken: charge moved against the bias ${WEIGHTS}`;

export const UNBOUNDED = { bound: null, boundOf: null, carnot: null };

/** Of one of the paper's four machines. */
const paperBound = (bound: number, boundOf: string): Pick<Operation, "bound" | "boundOf" | "carnot"> => ({
  bound,
  boundOf,
  carnot: bound,
});

/** The leads of one temperature. */
export interface Bath {
  T: number;
  names: string[];
}

/** The hot and the cold bath where the leads have two temperatures. */
export function twoBaths({ leads }: Electrons): { hot: Bath; cold: Bath } | undefined {
  const temperatures = [...new Set(leads.map(({ T }) => T))].sort((a, b) => a - b);
  if (temperatures.length !== 2) return undefined;
  const [cold, hot] = temperatures.map((T) => ({
    T,
    names: leads.filter((lead) => lead.T === T).map(({ name }) => name),
  }));
  return { hot: hot!, cold: cold! };
}
