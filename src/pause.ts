// Long work is done in pieces. Between two of them whoever waits for it may look at the clock, say so, or stop it by
// throwing. All work is synchronous and at any moment one caller waits for it, so that pieces deep inside need no
// parameter to reach that caller.

let look: (() => void) | undefined;

/** Between two pieces of work: some milliseconds at most for small devices, some hundred for large ones. */
export function pause(): void {
  look?.();
}

/** Has `each` called between the pieces of work from now on, until what it returns is called. */
export function watch(each: () => void): () => void {
  const outer = look;
  look = each;
  return () => {
    look = outer;
  };
}
