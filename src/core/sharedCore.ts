// Who may use the core's memory. Every purpose has one instance, whose memory one tenant at a time lays out and holds.

import { Untrustworthy } from "../errors.js";
import { instantiate } from "./binaries.js";
import type { BinaryName, Build, Cores } from "./core.js";

/** What an instance is for, and the binary of which it is one; each purpose lays out its memory in its own way. */
const BINARY = {
  device: "electrons",
  periodic: "electrons",
  together: "electrons",
  hopping: "electrons",
  grid: "sector",
  list: "sector",
  rotor: "motion",
  ensemble: "motion",
} as const satisfies Record<string, BinaryName>;

export type Purpose = keyof typeof BINARY;

/** What an instance for a purpose exports. */
type CoreOf<For extends Purpose> = Cores[(typeof BINARY)[For]];

export class SharedCore<Core> {
  private holder: object | undefined;
  private busy = false;

  constructor(private readonly core: Core) {}

  /** Whoever laid the memory out last and may use it as it is; nobody where that went wrong. */
  get tenant(): object | undefined {
    return this.holder;
  }

  /**
   * Lets a tenant use the core. Where another holds the memory, the tenant moves in first: the other has lost it before
   * the first write, and nobody has it until the last. A tenant whose work throws has to move in again.
   *
   * @param moveIn lays the memory out and writes whatever the tenant's work expects to find there
   */
  use<Result>(tenant: object, moveIn: (core: Core) => void, work: (core: Core) => Result): Result {
    if (this.busy) throw new Error("the core is at work: what follows its progress must not compute with it");
    const settled = this.holder === tenant;
    this.holder = undefined;
    this.busy = true;
    try {
      if (!settled) this.moveIn(moveIn);
      const result = work(this.core);
      this.holder = tenant;
      return result;
    } finally {
      this.busy = false;
    }
  }

  private moveIn(moveIn: (core: Core) => void): void {
    try {
      moveIn(this.core);
    } catch (error) {
      // the arena traps where the memory cannot grow
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      throw new Untrustworthy("the tables of this computation do not fit into the memory that WebAssembly may have");
    }
  }
}

const instances = new Map<string, unknown>();

/**
 * The one instance of a build for a purpose. A host reserves gigabytes of address space for every instance, so that a
 * page with a hundred devices would run out of it if each had its own.
 */
export function sharedCore<For extends Purpose>(build: Build, purpose: For): SharedCore<CoreOf<For>> {
  const key = `${build} ${purpose}`;
  const known = instances.get(key) as SharedCore<CoreOf<For>> | undefined;
  const shared = known ?? new SharedCore<CoreOf<For>>(instantiate(BINARY[purpose], build));
  instances.set(key, shared);
  return shared;
}
