// A theory's reading of a device: the one thing that questions about motors and pumps ask. It knows forces and currents
// order by order in the velocity at every angle, and whatever else its theory can tell; what the theory cannot is absent.

import { biases, type Description, withBias } from "../device/description.js";
import { refuse } from "../errors.js";
import type { Lead } from "../device/lead.js";
import type { NameOrder } from "../device/names.js";
import type { Build } from "../core/core.js";
import { needWebAssembly } from "../core/host.js";
import { Field } from "../mechanics/field.js";
import type { Mechanics } from "../mechanics/mechanics.js";
import { mechanicsOf } from "../mechanics/mechanicsOf.js";
import {
  type Engine,
  type EngineName,
  type FrozenPoint,
  type GridIntegrals,
  type Relaxation,
  type StatesName,
} from "./engine.js";
import { combine } from "./fluxes.js";
import { checkRange, integersFrom } from "../numerics/ranges.js";
import { integrateByAngle } from "./grid.js";
import { type Path, Scales } from "./scales.js";
import { standIn } from "./standIn.js";
import type { StateLabel } from "./states.js";
import { MAXIMAL_ORDER } from "./wanted.js";
import type { Warning } from "./warning.js";

/** How a device is read. */
export interface ReadingOptions {
  /** what computes: the WebAssembly core or plain TypeScript; default "wasm" */
  engine?: EngineName;
  /** the many-body states that are kept apart; default "auto", the smallest space in which the device is exact */
  states?: StatesName | "auto";
  /** of the WebAssembly core: two angles an instruction, or one; default the fastest that the host can run */
  build?: Build;
}

/** @param states that the theory keeps apart, where it has such */
function checkOptions({ engine = "wasm", states = "auto" }: ReadingOptions, kept: StatesName | null): void {
  if (!["wasm", "typescript"].includes(engine)) refuse("engine", engine, "wasm, typescript");
  if (kept === null && states !== "auto") refuse("states", states, "auto: the theory has no many-body states");
}

/** A theory of the electrons: which devices it knows, and how it reads them. */
export interface Theory<Device extends Description = Description> {
  /** as messages call it */
  readonly name: string;
  /** `model` of the device files that it reads */
  readonly models: readonly string[];
  /**
   * A device from the plain object of a file.
   *
   * @param order of the names in the text, where there was one
   * @throws InvalidInput on the first field that is missing, unknown or out of range
   */
  parse(file: unknown, order?: NameOrder): Device;
  /** The inverse of parse. */
  file(device: Device): object;
  /** what only the engine wasm can; default nothing */
  readonly onlyInCore?: readonly Capability[];
  /** What there is to say of a device that is valid: names, numbers, limits; default the names of its leads. */
  describe?(device: Device): object;
  /** @throws InvalidInput where the options do not suit the device */
  read(device: Device, options: ReadingOptions): Electrons;
}

/** What a theory gives of a device; everything else is a function of it. */
export interface Reading<Device extends Description = Description> {
  theory: Theory<Device>;
  device: Device;
  /** with which the theory read it */
  options: ReadingOptions;
  /** what computes */
  engine: Engine;
  path: Path;
  /** where the device is at the edge of the theory or beyond; default nowhere */
  doubts?: () => Warning[];
  /** the many-body states, in the order of energies and occupations */
  states?: () => StateLabel[];
  /** the bias beyond which nothing changes any more, in k_B T_0 */
  saturation?: () => number;
}

/** What a theory, or an engine of it, may lack: "... where ...". */
export const CAPABILITIES = {
  periodic: "the periodic state at a constant velocity is found without an expansion",
  together: "electrons are followed together with the rotor",
  hopping: "electrons hop one by one",
  listStates: "many-body states are known",
} as const;

export type Capability = keyof typeof CAPABILITIES;

/**
 * What a theory may lack, where it is needed.
 *
 * @throws InvalidInput where it is lacking
 */
export function need<Name extends Capability>(electrons: Electrons, capability: Name): NonNullable<Electrons[Name]> {
  const found = electrons[capability];
  if (found) return found;
  const where = CAPABILITIES[capability];
  if (!electrons.onlyInCore.includes(capability)) refuse("theory", electrons.theory, `one where ${where}`);
  needWebAssembly(where);
  refuse("engine", electrons.engine, `wasm, where ${where}`);
}

/** What an engine computes. */
const ORDERS = integersFrom(0, MAXIMAL_ORDER);

export class Electrons {
  /** as the user described it */
  readonly device: Description;
  readonly leads: readonly Lead[];
  /** of the leads, in their order */
  readonly names: readonly string[];
  /** delta V_r = mu_r - mu_0 (Eq. 21), by lead, in k_B T_0 */
  readonly biases: Readonly<Record<string, number>>;
  readonly scales: Scales;
  /** what computes, or where the theory itself does in its own way, what moves rotors */
  readonly engine: EngineName;
  /** of the WebAssembly core: two angles an instruction, or one; null where there is no core */
  readonly build: Build | null;
  /** what moves in a field */
  readonly mechanics: Mechanics;
  /** the many-body states that are kept apart; null for a theory without such */
  readonly states: StatesName | null;

  // what a theory may lack
  /** The periodic state at constant velocities, without an expansion: see Engine. */
  readonly periodic: Engine["periodic"];
  /** A rotor whose electrons are integrated with it: see Engine. */
  readonly together: Engine["together"];
  /** Rotors under the force of the electronic state as single electrons change it: see Engine. */
  readonly hopping: Engine["hopping"];
  /** The many-body states, in the order of energies and occupations. */
  readonly listStates: Reading["states"];

  private saturated: number | undefined;

  constructor(private readonly reading: Reading) {
    const { device, engine, options, path } = reading;
    this.device = device;
    this.leads = device.leads;
    this.names = device.leads.map(({ name }) => name);
    this.biases = biases(device);
    this.scales = new Scales(path, device.leads);
    this.mechanics = engine.mechanics ?? mechanicsOf(options.engine);
    this.engine = engine.name ?? this.mechanics.engine;
    this.build = engine.build === undefined ? this.mechanics.build : engine.build;
    this.states = engine.states ?? null;
    checkOptions(options, this.states);
    this.periodic = engine.periodic?.bind(engine);
    this.together = engine.together?.bind(engine);
    this.hopping = engine.hopping?.bind(engine);
    this.listStates = reading.states;
  }

  get theory(): string {
    return this.reading.theory.name;
  }

  /** What the theory lacks in another engine than wasm. */
  get onlyInCore(): readonly Capability[] {
    return this.reading.theory.onlyInCore ?? [];
  }

  /** The device as its file: given to any command or to createMotor, it makes every result again. */
  get file(): object {
    return this.reading.theory.file(this.device);
  }

  /** Where the device is at the edge of the theory or beyond, with the numbers. Takes its time for many states. */
  doubts(): Warning[] {
    const { options, doubts } = this.reading;
    return [...standIn(options.engine, this.engine), ...(doubts?.() ?? [])];
  }

  /** The same theory, engine and states for another bias between its two leads: see `withBias`. */
  biased(V: number): Electrons {
    const { theory, device, options } = this.reading;
    return theory.read(withBias(device, V), options);
  }

  /** The bias beyond which nothing changes any more, in k_B T_0; infinite where the theory knows none. */
  get saturation(): number {
    return (this.saturated ??= this.reading.saturation?.() ?? Infinity);
  }

  /**
   * The frozen device at one angle and its nonadiabatic corrections.
   *
   * @param order highest power of the velocity, 0 to 7: currents one order above the sixth of the torque
   */
  frozen(theta: number, order: number): FrozenPoint {
    checkRange("order", order, ORDERS);
    const point = this.reading.engine.frozen(theta, order);
    return { theta, ...point, turnover: point.turnover ?? combine(Math.abs, point) };
  }

  /** Trapezoid sums over the grid theta_i = 2 pi (i + offset) / nodes. */
  integrate(order: number, nodes: number, offset: number): GridIntegrals {
    const { engine } = this.reading;
    const faster = engine.integrate?.(order, nodes, offset);
    return faster ?? integrateByAngle(this.names, (theta) => this.frozen(theta, order), order, nodes, offset);
  }

  /** How near the electrons come to not relaxing at all, the worst over a uniform grid of angles. */
  relaxation(nodes: number): Relaxation {
    return this.reading.engine.relaxation(nodes);
  }

  /**
   * Torque and noise over the angle (above Eq. 59, Eq. 7), in which rotors move.
   *
   * @param points angles, a power of two
   * @param options.noise whether the noise is wanted; default true
   */
  field(order: number, points: number, options?: { noise?: boolean }): Field {
    const faster = this.reading.engine.field?.(order, points, options);
    return faster ?? Field.along(points, order, (theta) => this.frozen(theta, order));
  }
}
