type Exports<Declaration extends { instantiate: (...given: never[]) => unknown }> = Awaited<
  ReturnType<Declaration["instantiate"]>
>;

/** What the binaries export, as the compiler declares it. Pointers are byte offsets into `memory`. */
export interface Cores {
  electrons: Exports<typeof import("../../build/core/electrons.d.js")>;
  motion: Exports<typeof import("../../build/core/motion.d.js")>;
  sector: Exports<typeof import("../../build/core/sector.d.js")>;
}

export type BinaryName = keyof Cores;

/** What moves rotors, in a field or with electrons: assembly/exports/rotor.ts and ensemble.ts. */
export type MovingCore = Pick<Cores["motion"], keyof Cores["motion"] & keyof Cores["electrons"]>;

/** Which build of the core: two angles an instruction, or one. */
export type Build = "simd" | "scalar";
