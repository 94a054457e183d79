import { SingleBar } from "cli-progress";

/** Runs work with a bar on standard error, drawn where that is a terminal. */
export async function withProgress<Result>(
  what: string,
  work: (progress: (fraction: number, what?: string) => void) => Result | Promise<Result>,
): Promise<Result> {
  if (!process.stderr.isTTY) return work(() => undefined);
  const bar = new SingleBar({
    stream: process.stderr,
    format: "{bar} {percentage}% | {what}",
    hideCursor: true,
    barsize: 30,
    clearOnComplete: true,
  });
  bar.start(1000, 0, { what });
  try {
    return await work((fraction, now = what) => {
      bar.update(Math.round(1000 * fraction), { what: now });
      bar.render(); // long work leaves the bar's own timer no time
    });
  } finally {
    bar.stop();
  }
}
