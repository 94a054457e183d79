/** How a caller follows long work: told the fraction that is done, between pieces of it. */
export interface Followed {
  progress?: (fraction: number) => void;
}
