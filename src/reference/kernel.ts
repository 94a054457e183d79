import type { Taylor } from "../numerics/taylor.js";

/** A kernel as a series: kernel[k][i][j] is the h^k coefficient of the rate from state j to state i. */
export type Kernel = number[][][];

export function emptyKernel(states: number, order: number): Kernel {
  return Array.from({ length: order + 1 }, () =>
    Array.from({ length: states }, () => new Array<number>(states).fill(0)),
  );
}

/** Adds an electron's way in, from state `lower` to `upper`, and its way back; columns keep summing to zero. */
export function exchange(W: Kernel, gamma: number, into: Taylor, back: Taylor, lower: number, upper: number): void {
  W.forEach((Wk, k) => {
    Wk[upper]![lower]! += gamma * into[k]!;
    Wk[lower]![lower]! -= gamma * into[k]!;
    Wk[lower]![upper]! += gamma * back[k]!;
    Wk[upper]![upper]! -= gamma * back[k]!;
  });
}

/** W = sum_r W_r */
export function sumKernels(kernels: readonly Kernel[]): Kernel {
  return kernels[0]!.map((matrix, k) =>
    matrix.map((row, i) => row.map((_, j) => kernels.reduce((sum, W) => sum + W[k]![i]![j]!, 0))),
  );
}
