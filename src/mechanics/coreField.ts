import type { Cores } from "../core/core.js";
import { refuse } from "../errors.js";
import type { Field } from "./field.js";

/** Angles of a field that the core takes: one coordinate, a power of two. */
export function anglesOf({ angles }: Field): number {
  if ((angles & (angles - 1)) !== 0) refuse("field", `${angles} angles`, "a power of two in the engine wasm");
  return angles;
}

/** Lays out an instance for a field and writes it there. */
export function writeField(core: Cores["motion"], field: Field): void {
  const { angles, order, noisy, rows, width } = field;
  core.configureField(angles, order, noisy);
  const columns = core.fieldColumns.value;
  const table = new Float64Array(core.memory.buffer, core.fieldTable.value, angles * columns);
  if (columns === width) table.set(rows);
  else for (let i = 0; i < angles; i++) table.set(rows.subarray(i * width, (i + 1) * width), i * columns);
  core.closeField();
}
