import { ROTOR, STATE } from "../../build/core/electrons.json";
import type { Cores } from "../core/core.js";
import type { SharedCore } from "../core/sharedCore.js";
import { WasmEnsemble } from "../mechanics/coreEnsemble.js";
import type { EnsembleOptions } from "../mechanics/mechanics.js";
import { hoppingStreams } from "../mechanics/streams.js";
import { pause } from "../pause.js";
import type { Source } from "./source.js";
import { layOutRates } from "./wasmTogether.js";

/** Rotors with electrons that hop. */
export class WasmHopping extends WasmEnsemble<Cores["electrons"]> {
  /**
   * @param points angles of the table of rates, a power of two
   * @param p probabilities of the electronic states at the start
   */
  constructor(
    shared: SharedCore<Cores["electrons"]>,
    source: Source,
    points: number,
    options: EnsembleOptions,
    p: Float64Array,
  ) {
    const prepare = (core: Cores["electrons"]): void => {
      layOutRates(core, source, points);
      core.layOutHops();
    };
    super(shared, prepare, options, hoppingStreams(options.seed, options.count));
    const first = new Float64Array(2);
    this.streams.forEach((fill, i) => {
      fill(first);
      let left = first[1]!;
      const state = p.findIndex((share) => (left -= share) < 0);
      this.rotors[ROTOR * i + STATE] = Math.max(0, state);
    });
  }

  protected move(core: Cores["electrons"], until: number): void {
    const { count, step } = this.options;
    for (let unfinished = count; unfinished > 0;) {
      this.refill(core, this.perRotor);
      unfinished = core.hop(until, step);
      this.take(core);
      pause();
    }
  }
}
