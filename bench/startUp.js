// How long a start takes, in milliseconds and over the start of an empty Node process: medians of runs that take turns, so
// that whatever else the machine does meets all of them. node bench/startUp.js prints them.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../build/cli.js", import.meta.url));
const library = new URL("../build/index.js", import.meta.url).href;

/** Arguments of Node. */
const STARTS = {
  "an empty Node process": ["--eval", "0"],
  "--version": [cli, "--version"],
  presets: [cli, "presets"],
  "coefficients fig2a": [cli, "coefficients", "fig2a"],
  // an import takes what an empty module does not
  "an empty module": ["--input-type=module", "--eval", "0"],
  "import of the library": ["--input-type=module", "--eval", `import ${JSON.stringify(library)}`],
};

function timeOf(args) {
  const begun = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  const time = performance.now() - begun;
  if (status !== 0) throw new Error(`node ${args.join(" ")}: exit ${status}, ${stderr}`);
  return time;
}

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
};

/** {ms, overEmpty} by start: medians of `runs` each. */
export function startUp(runs = 20) {
  const names = Object.keys(STARTS);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let i = 0; i < runs; i++) for (const name of names) times[name].push(timeOf(STARTS[name]));
  return Object.fromEntries(
    names.map((name) => {
      const ms = median(times[name]);
      const empty = STARTS[name][0] === "--input-type=module" ? "an empty module" : "an empty Node process";
      return [name, { ms, overEmpty: ms / median(times[empty]) }];
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, { ms, overEmpty }] of Object.entries(startUp())) {
    process.stdout.write(`${name.padEnd(24)}${ms.toFixed(1).padStart(7)} ms  ${overEmpty.toFixed(2)}\n`);
  }
}
