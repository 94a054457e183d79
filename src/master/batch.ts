// The fast path of the core: the spin-symmetric double dot, several devices or a whole list of them in one call.

import type { Device } from "../device/device.js";
import type { DoubleDotRotor } from "../device/doubleDot.js";
import { refuse, Untrustworthy } from "../errors.js";
import { isRate, isTemperature, LARGEST_ENERGY } from "../device/limits.js";
import { ENTRY, FLUXES, GIVEN, LEAST_TREES } from "../../build/core/sector.json";
import type { Build, Cores } from "../core/core.js";
import type { GridIntegrals } from "../electrons/engine.js";
import { ordersFrom, TOLERANCES, USUAL_TOLERANCE } from "../electrons/wanted.js";
import { bestBuild, needWebAssembly } from "../core/host.js";
import { checkRange } from "../numerics/ranges.js";
import { sharedCore } from "../core/sharedCore.js";
import { fluxesOf } from "./fluxRows.js";

/** The fast path cuts rates at 1e-87: quantities that turn over less than this may have no rates but such. */
const LEAST_TURNOVER = 1e-60;

/** How the memory for grids is laid out. */
class GridLayout {
  constructor(
    readonly order: number,
    readonly nodes: number,
  ) {}
}

/**
 * One grid of one unpolarised device, as Engine.integrate; undefined where rates that it cuts matter, or leave the range of
 * doubles, and the general core, which cuts none, must do it.
 */
export function integrateSector(
  device: DoubleDotRotor,
  build: Build,
  order: number,
  nodes: number,
  offset: number,
): GridIntegrals | undefined {
  const shared = sharedCore(build, "grid");
  const { tenant } = shared;
  const fits = tenant instanceof GridLayout && tenant.order === order && tenant.nodes >= nodes;
  const { epsilonBar, orbitRadius, tc } = device;
  const layOut = (core: Cores["sector"]): void => {
    core.configureGrid(order, 1, nodes);
  };
  return shared.use(fits ? tenant : new GridLayout(order, nodes), layOut, (core) => {
    new Float64Array(core.memory.buffer, core.gridInput.value, GIVEN).set(numbersOf(device).slice(-GIVEN));
    core.computeGrid(epsilonBar.L, epsilonBar.R, orbitRadius, tc, nodes, offset);
    const results = new Float64Array(core.memory.buffer, core.gridResults.value, (FLUXES + 1) * (order + 1));
    if (!results.every(Number.isFinite)) return undefined;
    const count = FLUXES * (order + 1);
    const turnover = new Float64Array(core.memory.buffer, core.gridTurnover.value, count + 1);
    const [L, R] = device.leads;
    const names = [L.name, R.name];
    if (turnover[count]! < LEAST_TREES * (L.gamma.up + R.gamma.up) ** 3) return undefined;
    if (turnover.some((x, q) => q < count && x !== 0 && x < LEAST_TURNOVER)) return undefined;
    return {
      integrals: fluxesOf(results, names, order),
      largest: [...results.subarray(count)],
      turnover: fluxesOf(turnover, names, order),
    };
  });
}

/** Numbers a device in a list: epsilonBar L and R, orbit radius, tc, U, Gamma L and R, mu L and R, T L and R. */
export const BATCH_DEVICE_LENGTH = ENTRY;

/** A device as a row of a batch. The leads must be unpolarised. */
export function numbersOf(device: Device): number[] {
  if (device.model !== "double-dot-rotor") refuse("model", device.model, "double-dot-rotor in a list");
  const {
    epsilonBar,
    orbitRadius,
    tc,
    U,
    leads: [L, R],
  } = device;
  return [epsilonBar.L, epsilonBar.R, orbitRadius, tc, U, L.gamma.up, R.gamma.up, L.mu, R.mu, L.T, R.T];
}

export interface BatchOptions {
  /** highest power of the velocity, 0 to 6; default 3 */
  order?: number;
  /** wanted error relative to the scale of each order; default 1e-10 */
  tolerance?: number;
  build?: Build;
}

/** Numbers an answer of a batch. */
export const batchAnswerLength = (order: number): number => 2 + (FLUXES + 1) * (order + 1);

/**
 * Cycle coefficients of many unpolarised double dots in one call of the core. Neighbours in the list that share the
 * path (the first four numbers) share their levels, and their exponentials where temperatures agree: order a scan so.
 *
 * @param devices rows of BATCH_DEVICE_LENGTH numbers, see numbersOf
 * @returns rows of batchAnswerLength(order) numbers: nodes, error, then order by order F, I_L, J_L, I_R, J_R, then
 *   2 pi times the largest integrand of each order
 * @throws InvalidInput for a list of the wrong length or numbers that are no device, and where WebAssembly may not run;
 *   Untrustworthy where a device does not reach the tolerance, naming it
 */
export function batchCoefficients(devices: Float64Array, options: BatchOptions = {}): Float64Array {
  needWebAssembly("batchCoefficients");
  const { order = 3, tolerance = USUAL_TOLERANCE, build = bestBuild() } = options;
  checkRange("order", order, ordersFrom(0));
  checkRange("tolerance", tolerance, TOLERANCES);
  const count = devices.length / BATCH_DEVICE_LENGTH;
  if (!Number.isInteger(count) || count === 0) {
    refuse("devices", devices.length, `a multiple of ${BATCH_DEVICE_LENGTH} numbers`);
  }
  checkRows(devices);
  const length = batchAnswerLength(order);
  const layOut = (core: Cores["sector"]): void => {
    core.configureList(order, count);
  };
  const answers = sharedCore(build, "list").use({}, layOut, (core) => {
    new Float64Array(core.memory.buffer, core.list.value, devices.length).set(devices);
    core.computeDevices(count, tolerance, nodesPerFeature(order, tolerance));
    return new Float64Array(core.memory.buffer, core.answers.value, count * length).slice();
  });
  for (let i = 0; i < count; i++) {
    const error = answers[i * length + 1]!;
    if (!(error <= tolerance)) {
      throw new Untrustworthy(
        `device ${i}: error ${error.toExponential(1)} of the integrals' scale, wanted ${tolerance}`,
      );
    }
  }
  return answers;
}

/** Where energies stand in a row. */
const ENERGIES = [0, 1, 2, 3, 4, 7, 8];

/** What parseDevice checks of a device, for a whole list. */
function checkRows(devices: Float64Array): void {
  for (let i = 0; i < devices.length; i += BATCH_DEVICE_LENGTH) {
    let finite = true;
    for (let j = i; j < i + BATCH_DEVICE_LENGTH; j++) finite &&= Number.isFinite(devices[j]);
    const signs = devices[i + 2]! >= 0 && devices[i + 3]! > 0;
    const rates = isRate(devices[i + 5]!) && isRate(devices[i + 6]!) && devices[i + 5]! + devices[i + 6]! > 0;
    const temperatures = isTemperature(devices[i + 9]!) && isTemperature(devices[i + 10]!);
    const largest = LARGEST_ENERGY * Math.min(devices[i + 9]!, devices[i + 10]!);
    let energies = true;
    for (const j of ENERGIES) energies &&= Math.abs(devices[i + j]!) <= largest;
    if (finite && signs && rates && temperatures && energies) continue;
    const row = [...devices.subarray(i, i + BATCH_DEVICE_LENGTH)];
    refuse(
      `devices[${i / BATCH_DEVICE_LENGTH}]`,
      row.map(String),
      "finite numbers within the limits of a device, orbit radius >= 0, tc and T > 0, Gamma >= 0, not both 0",
    );
  }
}

/** Grid points, in orbit radii over the narrowest energy, at which most devices reach the tolerance (measured). */
function nodesPerFeature(order: number, tolerance: number): number {
  return 11.5 + 1.8 * order + 1.2 * (-Math.log10(tolerance) - 10);
}
