import type { Plugin } from "rollup";

export function inlineBinaries(builds: readonly ("simd" | "scalar")[]): Plugin;
