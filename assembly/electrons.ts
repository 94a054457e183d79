// The binary for the electrons of any device: of themselves, and moving together with the rotor.

export * from "./exports/device";
export * from "./exports/ensemble";
export * from "./exports/frozen";
export * from "./exports/periodic";
export * from "./exports/rotor";
export * from "./exports/together";
