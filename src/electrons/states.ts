/** A many-body state of a device. */
export interface StateLabel {
  /** of the double dot "0", "b-up", ..., "down-down"; of dots the block of the Hamiltonian and the level in it */
  state: string;
  /** in it */
  electrons: number;
  /** twice the spin projection; null where the device knows no spin */
  spin: number | null;
  /** states of one class are equally probable, by symmetry */
  class: number;
}
