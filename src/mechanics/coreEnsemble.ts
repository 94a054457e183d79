import { EXIT, OMEGA, ROTOR, THETA, USED, WAIT } from "../../build/core/motion.json";
import type { Cores, MovingCore } from "../core/core.js";
import type { SharedCore } from "../core/sharedCore.js";
import { pause } from "../pause.js";
import { anglesOf, writeField } from "./coreField.js";
import type { Field } from "./field.js";
import type { Ensemble, EnsembleOptions } from "./mechanics.js";
import { normalStreams, passageStreams, type Stream } from "./streams.js";

/** Random numbers in the core at a time: of all rotors, and the most and fewest of one. All even. */
const BUFFER = 1 << 18;
const LONGEST_ROW = 1 << 12;
const SHORTEST_ROW = 1 << 4;

/** Rotors and random numbers, copied into the shared core where another ensemble has used it in between. */
export abstract class WasmEnsemble<Core extends MovingCore> implements Ensemble {
  time = 0;
  readonly theta: Float64Array;
  readonly omega: Float64Array;
  readonly exit: Float64Array;
  protected readonly perRotor: number;
  protected readonly rotors: Float64Array;
  protected readonly random: Float64Array;

  /** @param prepare lays out the instance and fills its tables, for all but the ensemble itself */
  constructor(
    private readonly shared: SharedCore<Core>,
    private readonly prepare: (core: Core) => void,
    protected readonly options: EnsembleOptions,
    protected readonly streams: readonly Stream[],
  ) {
    const { count, theta0, omega0 } = options;
    this.perRotor = 2 * Math.floor(Math.min(LONGEST_ROW, Math.max(SHORTEST_ROW, BUFFER / count)) / 2);
    this.theta = new Float64Array(count).fill(theta0);
    this.omega = new Float64Array(count).fill(omega0);
    this.exit = new Float64Array(count).fill(NaN);
    this.random = new Float64Array(count * this.perRotor);
    this.rotors = new Float64Array(count * ROTOR);
    for (let i = 0; i < count; i++) {
      const at = ROTOR * i;
      this.rotors[at + THETA] = theta0;
      this.rotors[at + OMEGA] = omega0;
      this.rotors[at + EXIT] = -1;
      this.rotors[at + USED] = this.perRotor; // nothing in its row yet
      this.rotors[at + WAIT] = -1;
    }
  }

  advance(until: number): void {
    if (!(until > this.time)) return;
    const moveIn = (core: Core): void => {
      this.prepare(core);
      const { count, inertia, externalTorque, lower, upper, watched = false } = this.options;
      core.layOutEnsemble(count, this.perRotor);
      core.setCommon(inertia, externalTorque, lower, upper, watched);
      this.coreRotors(core).set(this.rotors);
      this.coreRandom(core).set(this.random);
    };
    this.shared.use(this, moveIn, (core) => this.move(core, until));
    this.time = until;
  }

  /** Moves the rotors in the core; takes them from it after every piece, so that whoever stops between two loses nothing. */
  protected abstract move(core: Core, until: number): void;

  protected take(core: Core): void {
    this.rotors.set(this.coreRotors(core));
    for (let i = 0; i < this.options.count; i++) {
      this.theta[i] = this.rotors[ROTOR * i + THETA]!;
      this.omega[i] = this.rotors[ROTOR * i + OMEGA]!;
      const exit = this.rotors[ROTOR * i + EXIT]!;
      this.exit[i] = exit < 0 ? NaN : exit;
    }
  }

  /** New random numbers, `length` of them, for every rotor in motion that has used up its row. */
  protected refill(core: Core, length: number): void {
    const inCore = this.coreRotors(core);
    const random = this.coreRandom(core);
    this.streams.forEach((fill, i) => {
      if (this.rotors[ROTOR * i + EXIT]! >= 0 || this.rotors[ROTOR * i + USED]! < this.perRotor) return;
      const first = this.perRotor * i;
      const row = this.random.subarray(first, first + length);
      fill(row);
      random.set(row, first);
      this.rotors[ROTOR * i + USED] = 0;
      inCore[ROTOR * i + USED] = 0;
    });
  }

  private coreRotors(core: Core): Float64Array {
    return new Float64Array(core.memory.buffer, core.rotors.value, this.rotors.length);
  }

  private coreRandom(core: Core): Float64Array {
    return new Float64Array(core.memory.buffer, core.random.value, this.random.length);
  }
}

/** Rotors in the force and the white noise of a field. */
export class WasmLangevin extends WasmEnsemble<Cores["motion"]> {
  constructor(shared: SharedCore<Cores["motion"]>, field: Field, options: EnsembleOptions) {
    anglesOf(field);
    field.needNoise();
    const streams = (options.watched ? passageStreams : normalStreams)(options.seed, options.count);
    super(shared, (core) => writeField(core, field), options, streams);
  }

  protected move(core: Cores["motion"], until: number): void {
    const { step, watched = false } = this.options;
    const span = until - this.time;
    const steps = Math.ceil(span / step);
    const numbers = watched ? 2 : 1; // a step
    const most = this.perRotor / numbers;
    for (let done = 0; done < steps; done += most) {
      const now = Math.min(most, steps - done);
      this.refill(core, numbers * now);
      core.diffuse(now, span / steps);
      this.take(core);
      this.time += now * (span / steps);
      pause();
    }
  }
}
