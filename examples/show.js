// What every example does with its result: prints the table, writes the picture.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "quantum-motor/figures";

/** Prints rows as a table and writes the panel's PNG and CSV into the folder named on the command line (default here). */
export function show(panel) {
  const out = process.argv[2] ?? ".";
  const { png, csv } = render(panel);
  writeFileSync(join(out, `${panel.name}.png`), png);
  writeFileSync(join(out, `${panel.name}.csv`), csv);
  console.log(`${panel.caption}\nwritten: ${panel.name}.png, ${panel.name}.csv`);
}

/** n angles of a full turn, the last one the first again. */
export const turn = (n) => Array.from({ length: n }, (_, i) => (2 * Math.PI * i) / (n - 1));
