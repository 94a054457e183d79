// What every result carries besides its numbers: what is doubtful about it, and how it was made.

import { version } from "../../package.json";
import type { Build } from "../core/core.js";
import type { Electrons } from "../electrons/electrons.js";
import type { EngineName, StatesName } from "../electrons/engine.js";
import type { Warning } from "../electrons/warning.js";

/** How a result was made. What does not apply, as the engine of a list of states, is null. */
export interface Provenance {
  /** of this package */
  readonly version: string;
  /** that computed */
  readonly engine: EngineName | null;
  /** of the WebAssembly core; null where another engine computed */
  readonly build: Build | null;
  /** the many-body states that the engine kept apart */
  readonly states: StatesName | null;
  /** the device as a device file: given to any command or to createMotor, it makes the result again */
  readonly device: object | null;
}

/**
 * Numbers, what is doubtful about them, and how they were made. A list is an array of such results, each complete by
 * itself. Both fields are found when they are first read, frozen, and shared by all results that say the same.
 */
export type Result<Numbers> = Numbers & {
  readonly warnings: readonly Warning[];
  readonly made: Provenance;
};

/** What all results on a device have in common. */
export class Account {
  private found: readonly Warning[] | undefined;
  private provenance: Provenance | undefined;

  /** @param computes whether results are computed: where they are not, no engine has made them */
  constructor(
    private readonly electrons: Electrons,
    private readonly computes = true,
  ) {}

  /** About the host and the device. The search for states that come close is left until someone wants to know. */
  get warnings(): readonly Warning[] {
    return (this.found ??= freeze(this.electrons.doubts()));
  }

  get made(): Provenance {
    return (this.provenance ??= madeBy(this.computes ? this.electrons : undefined, this.electrons.file));
  }

  /** @param own warnings about this result alone */
  result<Numbers extends object>(numbers: Numbers, own: readonly Warning[] = []): Result<Numbers> {
    if (this.found && this.provenance) {
      const warnings = own.length === 0 ? this.found : freeze([...this.found, ...own]);
      return { ...numbers, warnings, made: this.provenance };
    }
    // getters of an object have a `this` of their own
    const general = (): readonly Warning[] => this.warnings;
    const made = (): Provenance => this.made;
    let all: readonly Warning[] | undefined;
    return {
      ...numbers,
      get warnings() {
        return (all ??= own.length === 0 ? general() : freeze([...general(), ...own]));
      },
      get made() {
        return made();
      },
    };
  }
}

/** How a result was made, by an engine for a device where there are such. */
export function madeBy(by?: Pick<Electrons, "engine" | "build" | "states">, device?: object): Provenance {
  return freeze({
    version,
    engine: by?.engine ?? null,
    build: by?.build ?? null,
    states: by?.states ?? null,
    // arrays of the device are the user's: what is frozen is a copy
    device: device ? structuredClone(device) : null,
  });
}

/** The value with everything inside, read-only. */
function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
