import { watch } from "./pause.js";

/** How a caller follows long work, and stops it. */
export interface Followed {
  /**
   * called between pieces of work with the fraction that is done: never less than before, for some time the same where
   * nobody knows how much there is to do. What it throws ends the work and reaches the caller. It must not compute with
   * the library itself.
   */
  progress?: (fraction: number) => void;
}

/** Does work that its caller follows; `done` tells the fraction. */
export function followed<Result>({ progress }: Followed, work: (done: (fraction: number) => void) => Result): Result {
  if (!progress) return work(() => undefined);
  let reached = 0;
  const unwatch = watch(() => progress(reached));
  try {
    return work((fraction) => {
      reached = Math.max(reached, Math.min(1, fraction));
      progress(reached);
    });
  } finally {
    unwatch();
  }
}

/** Follows a part of the work, from one fraction of the whole to another. */
export const part = (done: (fraction: number) => void, from: number, to: number): Required<Followed> => ({
  progress: (fraction) => done(from + (to - from) * fraction),
});
