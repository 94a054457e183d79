// The binary for motion in a field that the host writes: a rotor (Eq. 9), ensembles with noise (Eq. 7 to 9). No device is
// known here.

export * from "./exports/ensemble";
export * from "./exports/field";
export * from "./exports/rotor";
