// Whoever waits longer than two seconds is told how far the work is.
//
// Work is synchronous: no handler of a signal would run while it lasts. So signals keep their default action, which ends
// the program at once, and there must be nothing to restore: cursor and line wrap of the terminal stay as they are.

import { createRequire } from "node:module";
import type { SingleBar } from "cli-progress";
import { watch } from "../pause.js";
import { say } from "./output.js";

/** What is told how far the work is. */
type Progress = (fraction: number, what?: string) => void;

/** Milliseconds without a word, and between two lines where standard error is no terminal. */
const SILENCE = 2_000;
const BETWEEN = 9_000;

/** Milliseconds between two looks of the bar. */
const REDRAW = 100;

const BAR = 30;

/**
 * Runs work with a bar on standard error, or with a line now and then where that is no terminal. Quick work says nothing.
 *
 * @param work is given what to tell the fraction to; between its pieces the bar is kept alive by itself
 */
export async function withProgress<Result>(
  what: string,
  work: (progress: Progress) => Result | Promise<Result>,
): Promise<Result> {
  const { progress, end } = showProgress(what);
  try {
    return await work(progress);
  } finally {
    end();
  }
}

/** The same for work that does not fit into a function: `end` it before anything is printed. */
export function showProgress(what: string): { progress: Progress; end: () => void } {
  const display = process.stderr.isTTY ? new Bar(what) : new Lines(what);
  const unwatch = watch(() => display.look());
  return {
    progress: (fraction, now) => display.look(fraction, now),
    end() {
      unwatch();
      display.clear();
    },
  };
}

/** Shows something once the silence is over, and then not more often than is good. */
abstract class Display {
  protected readonly begun = performance.now();
  protected fraction = 0;
  private next = SILENCE;

  constructor(
    protected what: string,
    private readonly between: number,
  ) {}

  look(fraction = this.fraction, what = this.what): void {
    this.fraction = fraction;
    this.what = what;
    const passed = performance.now() - this.begun;
    if (passed < this.next) return;
    this.next = passed + this.between;
    this.show(passed / 1000);
  }

  protected abstract show(seconds: number): void;

  clear(): void {
    // nothing to clear
  }
}

class Lines extends Display {
  constructor(what: string) {
    super(what, BETWEEN);
  }

  protected show(seconds: number): void {
    say(`${this.what}: ${percent(this.fraction)} after ${Math.round(seconds)} s`);
  }
}

class Bar extends Display {
  private bar: SingleBar | undefined;

  constructor(what: string) {
    super(what, REDRAW);
  }

  protected show(seconds: number): void {
    const payload = { what: this.what, seconds: Math.round(seconds) };
    if (!this.bar) {
      // few runs last long enough to need it, and work that has begun waits for no `import`
      const require = createRequire(import.meta.url);
      const { SingleBar } = require("cli-progress") as typeof import("cli-progress");
      const text = `100% | ${this.what}, 1000 s`.length + 2;
      this.bar = new SingleBar({
        stream: process.stderr,
        format: "{bar} {percentage}% | {what}, {seconds} s",
        barsize: Math.max(0, Math.min(BAR, (process.stderr.columns || 80) - text)),
        hideCursor: false,
        linewrap: true,
        gracefulExit: false,
        clearOnComplete: true,
      });
      this.bar.start(1000, Math.round(1000 * this.fraction), payload);
      return;
    }
    this.bar.update(Math.round(1000 * this.fraction), payload);
    this.bar.render(); // long work leaves the bar's own timer no time
  }

  override clear(): void {
    this.bar?.stop();
  }
}

const percent = (fraction: number): string => `${Math.floor(100 * fraction)}%`;
