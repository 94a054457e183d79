import type { Plugin, RollupOptions } from "rollup";

export function inlineWasm(omitted?: string): Plugin & { enforce: "pre" };

declare const configuration: RollupOptions[];
export default configuration;
