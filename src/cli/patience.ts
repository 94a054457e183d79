// Long work is not silent: a second thread says that it goes on, since the one that computes cannot.

import { Worker } from "node:worker_threads";

/** After so many seconds, and again when as long has passed once more. */
const FIRST = 10;

const WATCH = `
  const { writeSync } = require("node:fs");
  let next = ${FIRST};
  setInterval(() => {
    const seconds = process.uptime();
    // a machine that is busy with others may only have begun
    if (seconds < next || process.cpuUsage().user < 5e6) return;
    writeSync(2, "quantum-motor: still computing after " + Math.round(seconds) + " s\\n");
    next = 2 * seconds;
  }, 500);`;

/** Watches until the process ends. */
export function sayWhileComputing(): void {
  new Worker(WATCH, { eval: true }).unref();
}
