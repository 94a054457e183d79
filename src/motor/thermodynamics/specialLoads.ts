// Loads of their own kind, as roots of the truncated series: where the mode changes, and where the efficiency is best.

import type { Electrons } from "../../electrons/electrons.js";
import type { CycleCoefficients } from "../cycle/coefficients.js";
import { differentiate, evaluate, product, realRoots } from "../../numerics/polynomial.js";
import { expansionLimit } from "../steady/steady.js";
import { efficiencyRows, type EfficiencyRow } from "./efficiencyRows.js";
import { type Bath, driveOf, type EfficiencyMode, twoBaths } from "./efficiency.js";

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
