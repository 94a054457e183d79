/** The sets of numbers below `size` that a symmetric relation connects, directly or through others; each ascending. */
export function connected(size: number, linked: (i: number, j: number) => boolean): number[][] {
  const sets: number[][] = [];
  const seen = new Array<boolean>(size).fill(false);
  for (let start = 0; start < size; start++) {
    if (seen[start]) continue;
    seen[start] = true;
    const set = [start];
    for (const i of set) {
      for (let j = 0; j < size; j++) {
        if (seen[j] || !linked(i, j)) continue;
        seen[j] = true;
        set.push(j);
      }
    }
    sets.push(set.sort((a, b) => a - b));
  }
  return sets;
}
