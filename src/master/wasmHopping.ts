import type { Core } from "../core/core.js";
import type { SharedCore } from "../core/sharedCore.js";
import { WasmEnsemble } from "../mechanics/coreEnsemble.js";
import type { EnsembleOptions } from "../mechanics/mechanics.js";
import { hoppingStreams } from "../mechanics/streams.js";
import { pause } from "../pause.js";
import type { Source } from "./source.js";
import { layOutRates } from "./wasmTogether.js";

/** Rotors with electrons that hop. */
export class WasmHopping extends WasmEnsemble {
  /**
   * @param points angles of the table of rates, a power of two
   * @param p probabilities of the electronic states at the start
   */
  constructor(shared: SharedCore, source: Source, points: number, options: EnsembleOptions, p: Float64Array) {
    const prepare = (core: Core): void => {
      layOutRates(core, source, points);
      core.layOutHops();
    };
    super(shared, prepare, options, hoppingStreams(options.seed, options.count));
    const first = new Float64Array(2);
    this.streams.forEach((fill, i) => {
      fill(first);
      let left = first[1]!;
      const state = p.findIndex((share) => (left -= share) < 0);
      this.setState(i, Math.max(0, state));
    });
  }

  protected move(core: Core, until: number): void {
    const { count, step } = this.options;
    for (let unfinished = count; unfinished > 0;) {
      this.refill(core, this.perRotor);
      unfinished = core.hop(until, step);
      this.take(core);
      pause();
    }
  }
}
