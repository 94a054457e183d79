import type { Plugin, RollupOptions } from "rollup";

export function inlineWasm(): Plugin & { enforce: "pre" };

declare const configuration: RollupOptions[];
export default configuration;
