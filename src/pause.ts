// Long work is done in pieces. Between two of them whoever waits for it may look at the clock, say so, or stop it by
// throwing. Pieces are synchronous, and the one who came to watch last is the one who waits for them, so that pieces deep
// inside need no parameter to reach that caller.

const watchers: (() => void)[] = [];

/** Between two pieces of work: some milliseconds at most for small devices, some hundred for large ones. */
export function pause(): void {
  watchers.at(-1)?.();
}

/** Has `each` called between the pieces of work from now on, until what it returns is called. */
export function watch(each: () => void): () => void {
  const own = (): void => {
    each();
  };
  watchers.push(own);
  return () => {
    const at = watchers.indexOf(own);
    if (at >= 0) watchers.splice(at, 1);
  };
}
