// Who may use the core's memory. Every purpose has one instance, whose memory one tenant at a time lays out and holds.

import { Untrustworthy } from "../device/errors.js";
import { type Build, type Core, instantiate } from "./core.js";

/** What an instance is for; each purpose lays out its memory in its own way. */
export type Purpose = "device" | "grid" | "list" | "rotor" | "ensemble" | "periodic";

export class SharedCore {
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

const instances = new Map<string, SharedCore>();

/**
 * The one instance of a build for a purpose. A host reserves gigabytes of address space for every instance, so that a
 * page with a hundred devices would run out of it if each had its own.
 */
export function sharedCore(build: Build, purpose: Purpose): SharedCore {
  const key = `${build} ${purpose}`;
  let shared = instances.get(key);
  if (!shared) {
    shared = new SharedCore(instantiate(build));
    instances.set(key, shared);
  }
  return shared;
}
