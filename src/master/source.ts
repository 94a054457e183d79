// What the core needs to know of a device: its tables once, and for dots the eigenpairs of every angle.

import type { Device } from "../device/device.js";
import { isUnpolarised } from "../device/device.js";
import type { DoubleDotRotor } from "../device/doubleDot.js";
import type { Dots } from "../device/dots.js";
import { refuse, Untrustworthy } from "../errors.js";
import { checkRatesDefined } from "../spectrum/ratesDefined.js";
import { spectrumOf } from "../spectrum/spectrumOf.js";
import type { Cores } from "../core/core.js";
import type { StatesName } from "../electrons/engine.js";
import { pause } from "../pause.js";
import { setSpectrum, spectrumTables, writeSlot, writeSpectrum } from "./spectrumTables.js";
import { type DeviceTables, dotsTables, doubleDotTables } from "./tables.js";

/** Angles whose eigenpairs lie in the core at a time. */
const SLOTS = 32;

/** Angles that the core goes through at a time where it needs none. */
const PIECE = 2048;

export interface Source {
  readonly states: StatesName;
  /** whether it is the smallest space in which the device is exact */
  readonly lumped: boolean;
  readonly tables: DeviceTables;
  /** angles that the core goes through at a time */
  readonly piece: number;
  /** lays out a core for an order and writes the tables */
  layOut(core: Cores["electrons"], order: number): void;
  /**
   * Goes through `count` angles in pieces, which fit the core's slots: supplies the eigenpairs of a piece, then lets `work`
   * use them. Stops where it returns false, and pauses after every piece.
   */
  inPieces(
    core: Cores["electrons"],
    count: number,
    angle: (i: number) => number,
    work: (first: number, count: number) => boolean,
  ): void;
}

/** @param states default: the smallest space in which the device is exact */
export function sourceOf(device: Device, states?: StatesName): Source {
  return device.model === "dots" ? dotsSource(device, states) : doubleDotSource(device, states);
}

/** Refuses a device whose states fall apart. */
export function unconnected(theta?: number): never {
  const where = theta === undefined ? "" : ` at theta = ${theta}`;
  throw new Untrustworthy(
    `the kernel has no unique stationary state${where}: its states fall apart into unconnected sets`,
  );
}

function doubleDotSource(device: DoubleDotRotor, wanted?: StatesName): Source {
  const unpolarised = isUnpolarised(device);
  if (wanted === "lumped") refuse("states", wanted, "spin-resolved or spin-symmetric for the double dot");
  if (wanted === "spin-symmetric" && !unpolarised) {
    refuse("states", wanted, "spin-resolved, since the leads are polarised");
  }
  const states = wanted ?? (unpolarised ? "spin-symmetric" : "spin-resolved");
  const tables = doubleDotTables(device, states, unpolarised);
  return {
    states,
    lumped: !unpolarised || states === "spin-symmetric",
    tables,
    piece: PIECE,
    layOut(core, order) {
      writeTables(core, device, tables, order, 0);
      const { epsilonBar, orbitRadius, U, tc } = device;
      const parameters = [epsilonBar.L, epsilonBar.R, orbitRadius, U, tc];
      new Float64Array(core.memory.buffer, core.doubleDotParameters.value, parameters.length).set(parameters);
    },
    inPieces(_core, count, _angle, work) {
      for (let first = 0; first < count; first += PIECE) {
        if (!work(first, Math.min(PIECE, count - first))) return;
        pause();
      }
    },
  };
}

function dotsSource(device: Dots, wanted?: StatesName): Source {
  if (wanted === "spin-symmetric") refuse("states", wanted, "spin-resolved or lumped for dots");
  const states = wanted ?? "lumped";
  const spectrum = spectrumOf(device);
  checkRatesDefined(spectrum);
  const tables = dotsTables(spectrum, states === "lumped" ? spectrum.lumped : spectrum.network);
  const ofSpectrum = spectrumTables(spectrum);
  const { slot } = ofSpectrum;
  return {
    states,
    lumped: states === "lumped",
    tables,
    piece: SLOTS,
    layOut(core, order) {
      setSpectrum(core, ofSpectrum);
      writeTables(core, device, tables, order, SLOTS);
      writeSpectrum(core, ofSpectrum);
    },
    inPieces(core, count, angle, work) {
      for (let first = 0; first < count; first += SLOTS) {
        const piece = Math.min(SLOTS, count - first);
        const slots = new Float64Array(core.memory.buffer, core.slotTable.value, piece * slot);
        for (let i = 0; i < piece; i++) writeSlot(spectrum, ofSpectrum, angle(first + i), slots, i * slot);
        if (!work(first, piece)) return;
        pause();
      }
    },
  };
}

function writeTables(
  core: Cores["electrons"],
  { leads }: Device,
  tables: DeviceTables,
  order: number,
  slots: number,
): void {
  const { levels, weights, levelOfState, classOfState, channels, edges, transitions } = tables;
  core.setStates(levelOfState.length, new Set(classOfState).size, levels, weights);
  core.setRates(leads.length, channels.length, edges.length, transitions.length);
  core.configureDevice(order, slots);
  const integers = [
    ...levelOfState,
    ...classOfState,
    ...channels.flat(),
    ...edges.flat(),
    ...transitions.flatMap(({ edge, channel }) => [edge, channel]),
  ];
  const reals = [...leads.flatMap(({ mu, T }) => [mu, T]), ...transitions.flatMap(({ up, down }) => [up, down])];
  new Int32Array(core.memory.buffer, core.integerTable.value, integers.length).set(integers);
  new Float64Array(core.memory.buffer, core.realTable.value, reals.length).set(reals);
}
